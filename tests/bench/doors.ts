import type { BrowserContext, Page } from '@playwright/test';
import { SAMPLE_CENTRES, SAMPLE_PERSON } from '../../src/lib/server/sample-network';
import type { Place } from '../../src/lib/domain/accounts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy';
import { BEHIND_THE_APP, benchPage, type Lab } from './lab';

/** Where somebody comes in, and the device they come in with. */
export type Door = 'kiosk' | 'phone' | 'desk' | 'trainer' | 'coordinator' | 'anybody';
export const DOORS: readonly Door[] = [
	'kiosk',
	'phone',
	'desk',
	'trainer',
	'coordinator',
	'anybody'
];
export const ROUTES: Readonly<Record<Door, string>> = {
	kiosk: '/kiosk',
	phone: '/me',
	desk: '/desk',
	trainer: '/training',
	coordinator: '/network',
	anybody: '/'
};

/** A device for each door, enrolled by the app's own screens, with a year behind it where it holds one. */
export interface Doors {
	/** What they all reach the server by. */
	readonly link: FaultProxy;
	/** Facts, or places, that rest on the device. */
	readonly held: Partial<Record<Door, number>>;
	/** A browser started for this, on what the device has on its disk. */
	open(door: Door): Promise<BrowserContext>;
}

const made = new WeakMap<Lab, Promise<Doors>>();

/** The same for all who measure something of doors: to make them takes longer than most of that. */
export function openDoors(lab: Lab): Promise<Doors> {
	const known = made.get(lab);
	if (known) return known;
	const opening = makeDoors(lab);
	made.set(lab, opening);
	return opening;
}

export const STAFF_CODE = '135790';
const MURAT = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
/** As many as a centre has in a year that has seventy visits on each of its days. */
const VISITS = 50_000;
/** Places somebody has ahead of them. */
const AHEAD = 20;
const PHONE = { width: 360, height: 740 };
const TABLET = { width: 1280, height: 800 };

const PLACES: Readonly<Record<Exclude<Door, 'anybody'>, Place>> = {
	kiosk: { role: 'kiosk', centre: MURAT.slug },
	phone: { role: 'member', centre: MURAT.slug, person: SAMPLE_PERSON.person },
	desk: { role: 'host', centre: MURAT.slug },
	trainer: { role: 'trainer' },
	coordinator: { role: 'coordinator' }
};

async function makeDoors(lab: Lab): Promise<Doors> {
	const origin = await lab.origin();
	const link = await startFaultProxy({ target: { port: origin.port } });
	const profiles = new Map<Door, string>();
	const held: Partial<Record<Door, number>> = {};
	const open = async (door: Door): Promise<BrowserContext> => {
		const profile = profiles.get(door) ?? (await lab.newProfile());
		profiles.set(door, profile);
		const viewport = door === 'phone' || door === 'anybody' ? PHONE : TABLET;
		return lab.browser(profile, { viewport, locale: 'fr-FR', timezoneId: 'Europe/Paris' });
	};
	const { today } = lab.scenes.large;
	for (const door of DOORS) {
		const context = await open(door);
		const page = await context.newPage();
		if (door === 'anybody') await page.goto(`${link.url}/`);
		else await enrol(page, link.url, await lab.app.invite(PLACES[door]), door);
		// Its files are all on the disk, and from now on it answers for every address.
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
		const heard =
			door === 'anybody' ? page.getByRole('article') : page.getByText('Tout est envoyé');
		await heard.first().waitFor();
		if (door === 'kiosk' || door === 'desk') {
			const bench = await benchPage(context, link.url, BEHIND_THE_APP);
			held[door] = await bench.evaluate(
				([centre, today, visits]) => window.bench.aYearAt(centre, today, visits),
				[MURAT, today, VISITS] as const
			);
		}
		if (door === 'phone') {
			const bench = await benchPage(context, link.url, BEHIND_THE_APP);
			held[door] = await bench.evaluate(
				([centre, today, ahead]) => window.bench.aYearOfMine(centre, today, ahead),
				[MURAT.slug, today, AHEAD] as const
			);
		}
		await context.close();
	}
	lab.whenClosed(() => link.close());
	return { link, held, open };
}

/** Somebody follows the link of an invitation, and chooses a code where people work with the device. */
async function enrol(page: Page, url: string, code: string, door: Door): Promise<void> {
	await page.goto(`${url}/enrol#${code}`);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	if (door === 'kiosk' || door === 'phone') return;
	await page.getByRole('textbox', { name: 'Votre nom' }).fill('Hélène');
	await page.getByRole('textbox', { name: 'Code du personnel' }).fill(STAFF_CODE);
	await page.getByRole('textbox', { name: 'Le même code' }).fill(STAFF_CODE);
	await page.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
}
