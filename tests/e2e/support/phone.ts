import { startFaultProxy, type FaultProxy } from '../../support/fault-proxy';
import { HOUSE_RULES } from '../../../src/lib/domain/people';
import { SAMPLE_PERSON } from '../../../src/lib/server/sample-network';
import type { Locator, Page } from '@playwright/test';
import { openBrowser, type DeviceBrowser } from './browser';
import type { Office } from './office';
import { expect, test as stage, type Stage } from './stage';

interface Owner {
	readonly person: string;
	readonly name: string;
}
/** Whose phones there are in these stories. */
export const MARIE: Owner = { person: SAMPLE_PERSON.person, name: SAMPLE_PERSON.name };
export const JEANNE: Owner = { person: 'p_jeanne000000', name: 'Jeanne Roux' };

/** Somebody's own phone, with a link of its own that can fail. */
export class Phone {
	/** How many times something was touched. */
	taps = 0;

	constructor(
		readonly browser: DeviceBrowser,
		readonly link: FaultProxy
	) {}

	get page(): Page {
		return this.browser.page();
	}

	/** Its owner follows the link of an invitation, and the app's own files come. */
	async setUp(office: Office, { person, name }: Owner): Promise<void> {
		if (person !== MARIE.person) {
			const profile = { name, category: 'independent', rules: HOUSE_RULES };
			await office.note('person.registered', { person, ...profile });
		}
		const place = { role: 'member', centre: 'murat', person } as const;
		await this.page.goto(`${this.link.url}/enrol#${await office.invite(place)}`);
		await this.page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
		await expect(this.page.getByRole('heading', { name: `Bonjour ${name}` })).toBeVisible();
		await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	}

	open(path: string): Promise<unknown> {
		return this.page.goto(this.link.url + path);
	}

	async tap(what: Locator): Promise<void> {
		this.taps += 1;
		await what.click();
	}

	button = (name: string | RegExp): Locator => this.page.getByRole('button', { name });

	/** From the first screen to a centre's own, for booking. */
	async bookAt(centre: string): Promise<void> {
		await this.tap(this.page.getByRole('link', { name: 'Réserver une place' }));
		await this.tap(
			this.page.getByRole('listitem').getByRole('link', { name: new RegExp(`^${centre}`) })
		);
		await expect(this.page.getByRole('heading', { name: centre, level: 1 })).toBeVisible();
	}

	/** The so many-th day of the strip, today being 0. */
	day = (ahead: number): Locator =>
		this.page.getByRole('group', { name: 'Jours' }).getByRole('button').nth(ahead);

	/** A half-day at a desk, among those of the day that is shown. */
	desk = (half: 'Matin' | 'Après-midi' | 'Journée'): Locator =>
		this.page
			.getByRole('group', { name: 'Bureau', exact: true })
			.getByRole('button', { name: new RegExp(`^${half}`) });

	/** Asks for a desk at Murat, from the first screen. */
	async askDesk(ahead: number, half: 'Matin' | 'Après-midi' | 'Journée' = 'Matin'): Promise<void> {
		await this.bookAt('Murat');
		await this.tap(this.day(ahead));
		await this.tap(this.desk(half));
	}

	/** The card of a place, by what it is called. */
	card = (what: string | RegExp): Locator => this.page.getByRole('article', { name: what });

	/** Back at the first screen. */
	async home(): Promise<void> {
		await this.page.getByRole('link', { name: 'Accueil', exact: true }).click();
		await expect(this.page.getByRole('heading', { level: 1, name: /Bonjour/ })).toBeVisible();
	}
}

/** A phone of Marie's and one of Jeanne's; each is enrolled where a story asks for it. */
export const test = stage.extend<{ phone: Phone; other: Phone }>({
	phone: async ({ server, office }, use) => lend(server, office, MARIE, use),
	other: async ({ server, office }, use) => lend(server, office, JEANNE, use)
});

export async function lend(
	server: Stage,
	office: Office,
	who: Owner,
	use: (phone: Phone) => Promise<void>
): Promise<void> {
	const link = await startFaultProxy({ target: { port: server.running().port } });
	const browser = await openBrowser({ viewport: { width: 360, height: 740 } });
	const phone = new Phone(browser, link);
	await phone.setUp(office, who);
	await use(phone);
	await browser.close();
	await link.close();
	expect(browser.errors).toEqual([]);
}

export { expect };
