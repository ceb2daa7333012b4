import { mergeTests, type Page, type TestType } from '@playwright/test';
import { local } from '../../src/lib/domain/calendar';
import { halfDayAt } from '../../src/lib/domain/places/slots';
import { SAMPLE_PERSON } from '../../src/lib/server/sample-network';
import { openBrowser } from './support/browser';
import { openLens } from './support/camera';
import { coordinate } from './support/coordinator';
import { Finger } from './support/finger';
import { planOnlyThisMorning } from './support/half-day';
import { Kiosk, MARIE } from './support/kiosk';
import { expect, test as onPhones, type Phone } from './support/phone';
import { burst } from './support/scanner';
import { test as onTablets } from './support/tablet-stage';

/*
 * Long because it is one table: how many taps each way takes at most, counted as the screens
 * feel them. A badge that is shown and the digits of a number or a code are no taps; putting
 * the finger into a field for letters is one. Each number is lowered when it can be, and
 * raised only with a reason.
 */

const test = mergeTests(onPhones, onTablets).extend<{ finger: Finger }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the parts from here.
	finger: async ({}, use) => use(new Finger())
});

interface Way {
	/** Who does what; the number of taps ends the sentence. */
	readonly promise: string;
	readonly bar: number;
	readonly walk: (parts: PartsOf<typeof test>) => Promise<void>;
}
type PartsOf<T> = T extends TestType<infer Each, infer Shared> ? Each & Shared : never;

const SOON = { timeout: 40_000 };
const TOMORROW = 'Demain matin, Murat';
const { person } = SAMPLE_PERSON;
const half = () => halfDayAt(local(Date.now()).time);

const choose = (page: Page, name: string) =>
	page.getByRole('main').getByRole('button', { name, exact: true }).click();
const confirmed = (phone: Phone, what: string | RegExp) =>
	expect(phone.card(what).getByText('Confirmée', { exact: true })).toBeVisible(SOON);

const BY_THE_DOOR: readonly Way[] = [
	{
		promise: 'who shows their badge to the scanner by the door has arrived',
		bar: 1,
		async walk({ kiosk, office, finger }) {
			const badge = await office.badgeOf(person);
			await finger.on(kiosk.page);
			await burst(kiosk.page, badge);
			await choose(kiosk.page, 'Travailler');
			await kiosk.isArrived();
		}
	},
	{
		// The camera sees nothing before it is asked to: that is two of them.
		promise: 'who holds their badge up to the tablet’s camera has arrived',
		bar: 3,
		async walk({ office, link, finger }) {
			const lens = await openLens();
			const browser = await openBrowser({ args: [...lens.args, '--use-fake-ui-for-media-stream'] });
			const kiosk = new Kiosk(browser, link.url, office);
			await kiosk.setUp('murat');
			await lens.show(await office.badgeOf(person));
			await finger.on(kiosk.page);
			await kiosk.page.getByRole('button', { name: 'J’arrive' }).click();
			await kiosk.page.getByRole('button', { name: 'Montrer mon badge' }).click();
			await choose(kiosk.page, 'Travailler');
			await kiosk.isArrived();
			await browser.close();
			await lens.remove();
		}
	},
	{
		promise: 'who types a number and a code has arrived',
		bar: 3,
		async walk({ kiosk, finger }) {
			await finger.on(kiosk.page);
			await kiosk.arrive();
			await kiosk.isArrived();
		}
	},
	{
		promise: 'who has never been here gives a name and two answers, and has arrived',
		bar: 6,
		async walk({ kiosk, finger }) {
			const { page } = kiosk;
			await finger.on(page);
			await page.getByRole('button', { name: 'J’arrive' }).click();
			await page.getByRole('button', { name: 'Première visite' }).click();
			await finger.write(page.getByRole('textbox', { name: 'Comment vous appeler' }), 'Jo');
			await page.getByRole('radio', { name: 'Travailler' }).check();
			await page.getByRole('radio', { name: 'À mon compte' }).check();
			await page.getByRole('button', { name: 'J’arrive' }).click();
			await kiosk.isArrived();
		}
	},
	{
		promise: 'who has booked shows their badge, has arrived and reads where their place is',
		bar: 1,
		async walk({ kiosk, office, finger }) {
			const badge = await office.badgeOf(person);
			await office.openAlways();
			await kiosk.hasPlaces(3, 3);
			await office.place('place.claimed', { person, space: 'desk', slots: [half()], to: 'server' });
			await kiosk.hasPlaces(3, 2);
			await finger.on(kiosk.page);
			await burst(kiosk.page, badge);
			await choose(kiosk.page, 'Travailler');
			await expect(kiosk.place('Votre réservation')).toContainText('Bureau 4');
		}
	},
	{
		promise: 'who shows their badge a second time is offered to leave, and has left',
		bar: 1,
		async walk({ kiosk, office, finger }) {
			const badge = await office.badgeOf(person);
			await kiosk.arrive();
			await kiosk.done();
			await finger.on(kiosk.page);
			await burst(kiosk.page, badge);
			await expect(kiosk.page.getByRole('heading', { name: 'Vous êtes déjà là' })).toBeVisible();
			await choose(kiosk.page, 'Je pars');
			await kiosk.hasLeft();
		}
	},
	{
		promise: 'who types a number and a code has left',
		bar: 2,
		async walk({ kiosk, finger }) {
			await kiosk.arrive();
			await kiosk.done();
			await finger.on(kiosk.page);
			await kiosk.page.getByRole('button', { name: 'Je pars' }).click();
			await kiosk.identify(MARIE);
			await kiosk.hasLeft();
		}
	},
	{
		promise: 'who was here for the first time types the number of the visit and has left',
		bar: 2,
		async walk({ kiosk, finger }) {
			const { number } = await kiosk.firstVisit('Jo');
			await kiosk.done();
			await finger.on(kiosk.page);
			await kiosk.leaveByVisitNumber(number);
			await kiosk.hasLeft();
		}
	},
	{
		promise: 'a learner shows a badge by the door and has signed for the half-day',
		bar: 2,
		async walk({ kiosk, office, finger }) {
			const badge = await office.badgeOf(person);
			await planOnlyThisMorning(office);
			await hasHeardOfTraining(kiosk);
			await finger.on(kiosk.page);
			await choose(kiosk.page, 'Formation');
			await burst(kiosk.page, badge);
			await choose(kiosk.page, 'Je signe');
			await expect(kiosk.page.getByRole('heading', { name: 'C’est signé' })).toBeVisible();
		}
	},
	{
		promise: 'a learner types a number and a code by the door and has signed for the half-day',
		bar: 3,
		async walk({ kiosk, office, finger }) {
			await planOnlyThisMorning(office);
			await hasHeardOfTraining(kiosk);
			await finger.on(kiosk.page);
			await choose(kiosk.page, 'Formation');
			await kiosk.identify(MARIE);
			await choose(kiosk.page, 'Je signe');
			await expect(kiosk.page.getByRole('heading', { name: 'C’est signé' })).toBeVisible();
		}
	}
];

/** The half-day is known here, and the tablet is back at its first screen. */
async function hasHeardOfTraining(kiosk: Kiosk): Promise<void> {
	const { page } = kiosk;
	await choose(page, 'Formation');
	const list = page.getByRole('list', { name: 'Les demi-journées d’aujourd’hui' });
	await expect(list.getByRole('listitem')).toHaveCount(1, SOON);
	await page.getByRole('button', { name: 'Retour' }).click();
	await kiosk.isHome();
}

const ON_A_PHONE: readonly Way[] = [
	{
		promise: 'a desk for a half-day is booked from the first screen',
		bar: 4,
		async walk({ office, phone, finger }) {
			await office.openAlways();
			await phone.open('/me');
			await finger.on(phone.page);
			await phone.askDesk(1);
			await confirmed(phone, TOMORROW);
		}
	},
	{
		promise: 'a place is cancelled from the first screen',
		bar: 1,
		async walk({ office, phone, finger }) {
			await hasBooked(office, phone);
			await finger.on(phone.page);
			const next = phone.page.getByRole('region', { name: 'Prochaine place' });
			await next.getByRole('button', { name: /^Annuler/ }).click();
			await expect(phone.page.getByText('C’est annulé')).toBeVisible();
		}
	},
	{
		promise: 'what one had last is booked once more from the first screen',
		bar: 1,
		async walk({ office, phone, finger }) {
			await hasBooked(office, phone);
			await finger.on(phone.page);
			await phone.button(/^Encore/).click();
			const places = phone.page.getByRole('region', { name: 'Mes places', exact: true });
			await expect(places.getByText('Confirmée', { exact: true })).toBeVisible(SOON);
		}
	},
	{
		promise: 'who is refused takes what comes nearest to it',
		bar: 1,
		async walk({ office, phone, finger }) {
			const spaces = [
				{ id: 'desk', kind: 'desk', count: 1 },
				{ id: 'office', kind: 'office', count: 1 }
			] as const;
			await office.openAlways({ spaces });
			await office.announce('centre.kept', { kept: { desk: 0 } });
			await phone.open('/me');
			await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
			await phone.link.cut();
			const wish = { person: 'p_jeanne000000', space: 'desk', slots: ['pm'], to: 'server' };
			await office.place('place.claimed', wish);
			await phone.askDesk(0, 'Après-midi');
			await phone.link.restore();
			await finger.on(phone.page);
			const near = phone.page.getByRole('region', { name: 'Ce qui s’en approche le plus' });
			await near.getByRole('button').first().click({ timeout: 60_000 });
			await confirmed(phone, /après-midi/i);
		}
	},
	{
		promise: 'a learner signs for the half-day from the first screen',
		bar: 1,
		async walk({ office, phone, finger }) {
			await planOnlyThisMorning(office);
			const today = phone.page.getByRole('article').filter({ hasText: 'Aujourd’hui' });
			const sign = today.getByRole('button', { name: 'Je signe ma présence' });
			await expect(sign).toHaveCount(1, SOON);
			await finger.on(phone.page);
			await sign.click();
			await expect(phone.page.getByText('Votre présence est signée.')).toBeVisible();
		}
	}
];

/** A desk tomorrow is confirmed, and stands on the first screen. */
async function hasBooked(office: { openAlways(): Promise<void> }, phone: Phone): Promise<void> {
	await office.openAlways();
	await phone.open('/me');
	await phone.askDesk(1);
	await confirmed(phone, TOMORROW);
	await phone.home();
}

const FOR_STAFF: readonly Way[] = [
	{
		promise: 'a trainer calls the roll of a group with everybody present from the first screen',
		bar: 2,
		async walk({ tablet, finger }) {
			const { page } = tablet;
			await tablet.formGroup('Automne 2026');
			await tablet.enrol('Ada', 'Ben', 'Cléo');
			await tablet.planThisMorning();
			await page.getByRole('contentinfo').getByRole('link', { name: 'Formation' }).click();
			await finger.on(page);
			const today = page.getByRole('region', { name: 'Aujourd’hui' });
			await today.getByRole('article').getByRole('link').first().click();
			await page.getByRole('button', { name: 'Tous présents' }).click();
			await expect(page.getByText('3 présents sur 3')).toBeVisible();
		}
	},
	{
		promise: 'a host gives a free place to somebody who is found by name',
		bar: 4,
		async walk({ office, desk, finger }) {
			await office.openAlways();
			const profile = { name: 'Karim Benali', category: 'independent', rules: '2026-1' };
			await office.note('person.registered', { person: 'p_karimbenali', ...profile });
			await desk.nextDay();
			const free = desk.row('Bureau 6').getByRole('button', { name: /00:00/ });
			await expect(free).toBeVisible(SOON);
			const panel = desk.panel();
			await finger.on(desk.page);
			await free.click();
			await finger.write(panel.getByRole('textbox', { name: 'Nom, numéro ou commune' }), 'karim');
			await panel.getByRole('button', { name: 'Karim Benali' }).click();
			await panel.getByRole('button', { name: 'Donner cette place' }).click();
			await expect(desk.bar('Karim Benali')).toBeVisible();
		}
	},
	{
		promise: 'a coordinator is where a decision that waits is taken, from the first screen',
		bar: 1,
		async walk({ office, kiosk, deskBrowser, server, finger }) {
			await kiosk.isHome();
			await office.revoke('kiosk');
			const page = deskBrowser.page();
			await coordinate(page, server.running().url, await office.invite({ role: 'coordinator' }));
			const waits = page.getByRole('region', { name: /[Dd]écision/ }).getByRole('listitem');
			await finger.on(page);
			await waits.filter({ hasText: 'n’ont pas de borne' }).getByRole('link').click(SOON);
			await expect(page).toHaveURL(/\/devices/);
		}
	}
];

for (const [where, ways] of Object.entries({
	'by the door': BY_THE_DOOR,
	'on a phone': ON_A_PHONE,
	'for who works here': FOR_STAFF
}))
	test.describe(where, () => {
		for (const { promise, bar, walk } of ways) {
			const most = { annotation: { type: 'taps', description: String(bar) } };
			test(`${promise}: ${bar} ${bar === 1 ? 'tap' : 'taps'} at most`, most, walk);
		}
	});

test.afterEach(({ finger }, { annotations }) => {
	const bar = Number(annotations.find(({ type }) => type === 'taps')?.description);
	expect(finger.taps).toBeLessThanOrEqual(bar);
	// Where nothing is counted nothing is shown.
	expect(finger.taps).toBeGreaterThan(0);
});
