import { foldPage, type LedgerPage } from '../../src/lib/domain/pages';
import { local, shiftDay } from '../../src/lib/domain/calendar';
import type { Claim } from '../../src/lib/domain/folds/ledger';
import { pageKey, partsOf } from '../../src/lib/domain/ids';
import { halfDayAt } from '../../src/lib/domain/places/slots';
import { standingOf } from '../../src/lib/domain/places/standing';
import { SAMPLE_PERSON } from '../../src/lib/server/sample-network';
import { everywhere } from './support/axe';
import type { CentreRecord } from './support/centre';
import { Kiosk, MARIE } from './support/kiosk';
import { expect, test as base } from './support/stage';

/** Murat is open whenever these stories are told. */
const test = base.extend({
	office: async ({ office }, use) => {
		await office.openAlways();
		await use(office);
	}
});

const SOON = { timeout: 30_000 };
const today = () => local(Date.now()).day;
const half = () => halfDayAt(local(Date.now()).time);

/** What the server holds of one day's places. */
async function claimsOf(centre: CentreRecord, day = today()): Promise<readonly Claim[]> {
	const its = (await centre.places()).filter(({ _id }) => partsOf(_id).day === day);
	return Object.values((foldPage(pageKey.ledger('murat', day), its).value as LedgerPage).claims);
}
const standings = async (centre: CentreRecord, day = today()) =>
	(await claimsOf(centre, day)).map(standingOf);
const unitsHeld = async (centre: CentreRecord) =>
	(await claimsOf(centre)).flatMap(({ held = [] }) => held.map(([unit]) => unit));

test('who walks in with the cable out is told a desk, and the centre knows of it afterwards', async ({
	kiosk,
	link,
	centre
}) => {
	await kiosk.hasPlaces(3, 3);
	await link.cut();
	await kiosk.firstVisit('Jo');
	await expect(kiosk.place('Votre place')).toContainText('Bureau 1');
	await kiosk.done();
	await kiosk.hasPlaces(2, 3);
	expect(await claimsOf(centre)).toEqual([]);
	await link.restore();
	await expect.poll(() => standings(centre), SOON).toEqual(['confirmed']);
	expect(await unitsHeld(centre)).toEqual(['desk-1']);
});

test('when the kiosk has no desk left to give the place is asked for, and the screen says which as soon as it is known', async ({
	kiosk,
	link,
	centre
}) => {
	await kiosk.hasPlaces(3, 3);
	for (const name of ['Ada', 'Ben', 'Cléo']) {
		await kiosk.firstVisit(name);
		await kiosk.done();
	}
	await link.cut();
	await kiosk.firstVisit('Dan');
	await expect(kiosk.place('Place demandée')).toContainText('pas garantie');
	// A finger on the screen keeps it open until the link is back.
	await kiosk.page.getByRole('heading', { level: 1 }).click();
	await link.restore();
	await expect(kiosk.place('Votre place')).toContainText('Bureau 4', SOON);
	expect((await unitsHeld(centre)).sort()).toEqual(['desk-1', 'desk-2', 'desk-3', 'desk-4']);
});

test('who has booked finds their booking on arriving, and no second desk is given', async ({
	kiosk,
	centre,
	office
}) => {
	await kiosk.hasPlaces(3, 3);
	const { person } = SAMPLE_PERSON;
	const wish = { person, space: 'desk', slots: [half()], to: 'server' };
	await office.place('place.claimed', wish);
	await expect.poll(() => standings(centre), SOON).toEqual(['confirmed']);
	await kiosk.hasPlaces(3, 2);
	await kiosk.arrive();
	await kiosk.isArrived();
	await expect(kiosk.place('Votre réservation')).toContainText('Bureau 4');
	await expect.poll(() => centre.visits()).toHaveLength(1);
	expect(await claimsOf(centre)).toHaveLength(1);
});

test('who lost a place hears why on arriving, once', async ({
	kioskBrowser,
	link,
	centre,
	office
}) => {
	const { person } = SAMPLE_PERSON;
	const wish = { person, space: 'desk', slots: ['pm'], to: 'server' };
	const claim = await office.place('place.claimed', wish);
	await expect.poll(() => standings(centre), SOON).toEqual(['confirmed']);
	await office.place('place.cancelled', { claim, why: 'host', reason: 'Fuite d’eau' });
	await expect.poll(() => standings(centre), SOON).toEqual(['cancelled']);
	const kiosk = new Kiosk(kioskBrowser, link.url, office);
	await kiosk.setUp('murat');
	await kiosk.hasPlaces(3, 3);
	await kiosk.arrive();
	await kiosk.isArrived();
	await expect(kiosk.page.getByText('Fuite d’eau')).toBeVisible();
	await kiosk.done();
	const told = async () => (await claimsOf(centre)).find(({ id }) => id === claim)?.told;
	await expect.poll(told, SOON).toEqual(['cancelled']);
});

test('an arrival that is taken back frees the desk, and a departure that is taken back has it again', async ({
	kiosk,
	centre
}) => {
	await kiosk.hasPlaces(3, 3);
	await kiosk.firstVisit('Jo');
	await kiosk.page.getByRole('button', { name: /^Annuler/ }).click();
	await expect(kiosk.page.getByRole('heading', { name: 'C’est annulé' })).toBeVisible();
	await kiosk.done();
	await kiosk.hasPlaces(3, 3);
	const { number } = await kiosk.firstVisit('Max');
	await expect(kiosk.place('Votre place')).toContainText('Bureau 1');
	await kiosk.done();
	await kiosk.leaveByVisitNumber(number);
	await kiosk.hasLeft();
	await kiosk.page.getByRole('button', { name: /^Annuler/ }).click();
	await expect(kiosk.place('Votre place')).toContainText('Bureau 1');
	await expect.poll(() => unitsHeld(centre), SOON).toEqual(['desk-1']);
});

test('who arrives in a half-day in which the centre is not open hears that, and not that the desks are taken', async ({
	kioskBrowser,
	link,
	office
}) => {
	const opening = half() === 'am' ? (['13:00', '23:59'] as const) : (['00:00', '13:00'] as const);
	const day = [opening];
	const hours = [day, day, day, day, day, day, day] as const;
	await office.openAlways({ hours, badgeHours: ['00:00', '23:59'] });
	const kiosk = new Kiosk(kioskBrowser, link.url, office);
	await kiosk.setUp('murat');
	await expect(kiosk.page.getByText('Pas d’ouverture')).toBeVisible(SOON);
	await kiosk.firstVisit('Jo');
	await expect(kiosk.place('Place non garantie')).toContainText('n’est pas ouvert');
	await expect(kiosk.page.getByText('Tous les bureaux sont pris')).toHaveCount(0);
});

test('who stays on keeps the same desk in the afternoon; in the afternoon there is nothing to add', async ({
	kiosk,
	centre
}) => {
	await kiosk.hasPlaces(3, 3);
	await kiosk.arrive();
	await kiosk.isArrived();
	const stay = kiosk.page.getByRole('button', { name: 'Prolonger cet après-midi' });
	if (half() === 'am') {
		await stay.click();
		await expect(kiosk.place('toute la journée')).toContainText('Bureau 1');
		await expect.poll(() => unitsHeld(centre), SOON).toEqual(['desk-1', 'desk-1']);
	}
	await expect(kiosk.place('Bureau 1')).toBeVisible();
	await expect(stay).toHaveCount(0);
});

test('a desk on another day is requested with the cable out, and confirmed under the eyes of who asked', async ({
	kiosk,
	link,
	centre
}) => {
	await kiosk.hasPlaces(3, 3);
	await link.cut();
	await kiosk.book();
	const tomorrow = shiftDay(today(), 1);
	await kiosk.page.getByRole('button', { name: 'L’après-midi' }).click();
	await expect(kiosk.place('Place demandée')).toContainText('dès que la connexion revient');
	await kiosk.page.getByRole('heading', { level: 1 }).click();
	await link.restore();
	await expect(kiosk.place('Votre réservation')).toContainText('Bureau 4', SOON);
	expect(await standings(centre, tomorrow)).toEqual(['confirmed']);
});

test('a desk on another day is taken back in the same breath, with the cable out or once it is confirmed', async ({
	kiosk,
	link,
	centre
}) => {
	const { page } = kiosk;
	const tomorrow = shiftDay(today(), 1);
	const undone = page.getByText('Ce bureau n’est pas réservé');
	await kiosk.hasPlaces(3, 3);
	await link.cut();
	await kiosk.book();
	await page.getByRole('button', { name: 'L’après-midi' }).click();
	await page.getByRole('button', { name: /^Annuler/ }).click();
	await expect(page.getByRole('heading', { name: 'C’est annulé' })).toBeVisible();
	await expect(undone).toBeVisible();
	await link.restore();
	await expect.poll(() => standings(centre, tomorrow), SOON).toEqual(['cancelled']);
	// The wrong day was tapped: the right one is a tap away.
	await page.getByRole('button', { name: 'Réserver un autre jour' }).click();
	await page.getByRole('button', { name: 'L’après-midi' }).click();
	const asked = page.getByRole('button', { name: /^Annuler/ });
	await expect(kiosk.place('Votre réservation').or(kiosk.place('Place demandée'))).toBeVisible();
	await asked.click();
	await expect(undone).toBeVisible();
	const ended = ['cancelled', 'cancelled'];
	await expect.poll(() => standings(centre, tomorrow), SOON).toEqual(ended);
	// Taken back first, and then free again by its holder's word.
	const held = async () => (await claimsOf(centre, tomorrow)).flatMap(({ held = [] }) => held);
	await expect.poll(held, SOON).toEqual([]);
	// What was asked for before is there to be seen, and not undone by who only asks again.
	await page.getByRole('button', { name: 'Réserver un autre jour' }).click();
	await page.getByRole('button', { name: 'Le matin' }).click();
	await expect(kiosk.place('Votre réservation')).toBeVisible(SOON);
	await page.getByRole('button', { name: 'Encore un jour' }).click();
	await page.getByRole('button', { name: 'Le matin' }).click();
	await expect(page.getByRole('heading', { name: 'C’est réservé' })).toBeVisible();
	await expect(asked).toHaveCount(0);
});

test('every screen about places can be used by everybody', async ({ kiosk }) => {
	test.slow();
	const { page } = kiosk;
	await kiosk.hasPlaces(3, 3);
	const look = async (screen: string): Promise<void> =>
		expect(await everywhere(page), screen).toEqual([]);
	await look('home');
	await kiosk.arrive();
	await expect(kiosk.place('Votre place')).toBeVisible();
	await look('arrived');
	await kiosk.done();
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.identify(MARIE);
	await expect(page.getByRole('heading', { name: 'Vous êtes déjà là' })).toBeVisible();
	await look('again');
	await page.getByRole('button', { name: 'Réserver un autre jour' }).click();
	await expect(page.getByRole('heading', { name: 'Quel jour' })).toBeVisible();
	await look('which day');
	await page.getByRole('button', { name: 'Le matin' }).click();
	await expect(kiosk.place('Votre réservation')).toBeVisible(SOON);
	await look('asked');
	await kiosk.done();
	await page.getByRole('button', { name: 'Réserver', exact: true }).click();
	await look('who books');
});

test('nothing of who was here stays on the tablet’s screen once they have gone', async ({
	kiosk
}) => {
	await kiosk.hasPlaces(3, 3);
	await kiosk.arrive();
	await expect(kiosk.place('Votre place')).toBeVisible();
	await kiosk.page.getByRole('button', { name: 'Réserver un autre jour' }).click();
	await expect(kiosk.page.getByRole('heading', { name: 'Quel jour' })).toBeVisible();
	await kiosk.page.getByRole('button', { name: 'Retour' }).click();
	await kiosk.isHome();
	const left = await kiosk.page.content();
	for (const trace of [SAMPLE_PERSON.person, SAMPLE_PERSON.name, 'Votre place', 'Bureau 1'])
		expect(left).not.toContain(trace);
});
