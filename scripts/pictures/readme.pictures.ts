import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { Desk } from '../../tests/e2e/support/desk';
import type { Office } from '../../tests/e2e/support/office';
import { expect, test } from '../../tests/e2e/support/phone';
import { openBrowser } from '../../tests/e2e/support/browser';
import { Tablet } from '../../tests/e2e/support/tablet';
import { planThisMorning } from '../../tests/screens/half-days';
import { PEOPLE, register } from '../../tests/screens/people';
import { keep } from './keep';

const SOON = { timeout: 60_000 };
const WIDE = { width: 1280, height: 800 };
/** A day on which something happens in every centre, whichever day and hour it is. */
const HOURS = [
	['07:00', '13:00'],
	['13:00', '21:00']
];

async function openAll(office: Office): Promise<void> {
	const open = { hours: Array.from({ length: 7 }, () => HOURS), openOnHolidays: true };
	for (const centre of SAMPLE_CENTRES)
		await office.announce('centre.described', { centre: { ...centre, ...open } }, centre.slug);
}

/** Some have booked and come, some are late, some come in the afternoon. */
async function fillMurat(office: Office): Promise<void> {
	const [, , ...people] = PEOPLE;
	await register(office, people);
	const wants: readonly (readonly [string, readonly string[]])[] = [
		['desk', ['am', 'pm']],
		['desk', ['am']],
		['desk', ['pm']],
		['desk', ['am', 'pm']],
		['office', ['am']],
		['office', ['pm']],
		['office', ['am', 'pm']],
		['video', ['14:00', '14:30', '15:00', '15:30']]
	];
	const closes = Date.now() + 6 * 3_600_000;
	for (const [i, [space, slots]] of wants.entries()) {
		const { person } = people[i]!;
		await office.place('place.claimed', { person, space, slots, to: 'server' });
		if ([0, 3, 4].includes(i))
			await office.place('visit.arrived', { person, reason: 'work', category: 'other', closes });
	}
}

test('a day at Murat: by the door, on a phone, at the desk, and seen from afar', async ({
	office,
	kiosk,
	link,
	desk,
	phone,
	server
}) => {
	await openAll(office);
	await kiosk.hasPlaces(3, 3);
	await fillMurat(office);
	for (const name of ['Ana', 'Hugo']) {
		await kiosk.firstVisit(name);
		await kiosk.done();
	}
	await desk.page.setViewportSize(WIDE);
	await expect(desk.visitsOf('Hugo')).toHaveCount(1);
	await expect(desk.bar(PEOPLE[8]!.name).first()).toBeVisible(SOON);
	await expect(desk.bar(PEOPLE[2]!.name, 'ici').first()).toBeVisible(SOON);
	await desk.page.mouse.move(0, 0);
	await keep(desk.page, 'docs/pictures/desk.webp');

	await phone.open('/me');
	await phone.askDesk(2);
	await phone.home();
	await expect(phone.page.getByRole('region', { name: 'Prochaine place' })).toContainText(
		'Confirmée',
		SOON
	);
	await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	// What is new was read.
	await phone.page.reload();
	await expect(phone.page.getByRole('heading', { name: 'Du nouveau' })).toHaveCount(0);
	await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await keep(phone.page, 'docs/pictures/phone.webp');

	await link.cut();
	await kiosk.open();
	await expect(kiosk.syncTruth()).toContainText('Pas de connexion', SOON);
	await keep(kiosk.page, 'docs/pictures/kiosk.webp');

	const browser = await openBrowser();
	const page = browser.page();
	const { url } = server.running();
	await page.goto(url);
	await expect(page.getByRole('article', { name: 'Aurillac' })).toContainText('libres', SOON);
	await keep(page, 'docs/pictures/network.webp');
	await page.goto(`${url}/enrol#${await office.invite({ role: 'coordinator' })}`);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await new Desk(page, url, office).chooseCode();
	await expect(page.getByRole('article', { name: 'Murat', exact: true })).toContainText(
		'Tout est compté',
		SOON
	);
	await page.mouse.move(0, 0);
	await keep(page, 'docs/pictures/coordinator.webp');
	await browser.close();
});

test('a roll call', async ({ office, server }) => {
	await openAll(office);
	await planThisMorning(office);
	const browser = await openBrowser({ viewport: WIDE });
	const tablet = new Tablet(browser.page(), server.running().url, office);
	await tablet.setUp();
	const { page } = tablet;
	const cards = page.getByRole('region', { name: 'Aujourd’hui' }).getByRole('article');
	await cards.filter({ hasNotText: 'Annulée' }).getByRole('link').first().click(SOON);
	await expect(tablet.row('Marie D.')).toBeVisible(SOON);
	for (let i = 0; i < 2; i += 1) await tablet.tap('Hugo Vaissière');
	await page.getByRole('button', { name: /présents$/i }).click();
	for (const name of ['Élise Fontanier', 'Inès Roche']) await tablet.sign(name);
	await page.evaluate(() => scrollTo(0, 0));
	await page.mouse.move(0, 0);
	await keep(page, 'docs/pictures/training.webp');
	await browser.close();
});
