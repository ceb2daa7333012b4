import { foldPage, type LedgerPage } from '../../src/lib/domain/pages';
import { local } from '../../src/lib/domain/calendar';
import { pageKey, partsOf } from '../../src/lib/domain/ids';
import { halfDayAt } from '../../src/lib/domain/places/slots';
import { standingOf } from '../../src/lib/domain/places/standing';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy';
import { openBrowser, type DeviceBrowser } from './support/browser';
import { Kiosk } from './support/kiosk';
import { expect, JEANNE, MARIE, Phone, test as stage } from './support/phone';

/**
 * Three desks are left in Murat: one for each of two kiosks to give, one to be had
 * online. Two people come to each kiosk and three ask by phone, all of them cut off.
 */

const KARIM = { person: 'p_karim0000000', name: 'Karim Benali' };
const SOON = { timeout: 60_000 };
const half = () => halfDayAt(local(Date.now()).time);
const HALF = () => (half() === 'am' ? 'Matin' : 'Après-midi');

interface Door {
	readonly kiosk: Kiosk;
	readonly link: FaultProxy;
	/** Who came when this kiosk had no desk left to give. */
	readonly second: string;
}
interface Rivals {
	readonly doors: readonly Door[];
	readonly phones: readonly Phone[];
}

const test = stage.extend<{ rivals: Rivals }>({
	rivals: async ({ server, office }, use) => {
		await office.openAlways({ spaces: [{ id: 'desk', kind: 'desk', count: 3 }] });
		await office.announce('centre.kept', { kept: { desk: 0 } });
		const browsers: DeviceBrowser[] = [];
		const links: FaultProxy[] = [];
		const lend = async (viewport?: { width: number; height: number }) => {
			const link = await startFaultProxy({ target: { port: server.running().port } });
			const browser = await openBrowser({ ...(viewport && { viewport }) });
			browsers.push(browser);
			links.push(link);
			return { browser, link };
		};
		const doors: Door[] = [];
		for (const second of ['Alex', 'Béa']) {
			const { browser, link } = await lend();
			const kiosk = new Kiosk(browser, link.url, office);
			await kiosk.setUp('murat');
			doors.push({ kiosk, link, second });
		}
		const phones: Phone[] = [];
		for (const owner of [MARIE, JEANNE, KARIM]) {
			const { browser, link } = await lend({ width: 360, height: 740 });
			const phone = new Phone(browser, link);
			await phone.setUp(office, owner);
			phones.push(phone);
		}
		// Only now that both are there: each is passed one desk.
		await office.announce('centre.kept', { kept: { desk: 2 } });
		for (const { kiosk } of doors) await kiosk.hasPlaces(1, 1);
		await use({ doors, phones });
		for (const browser of browsers) {
			await browser.close();
			expect(browser.errors).toEqual([]);
		}
		for (const link of links) await link.close();
	}
});

/** Everybody is cut off, and everybody wants a desk for now. */
async function everybodyWants({ doors, phones }: Rivals): Promise<void> {
	for (const { link } of [...doors, ...phones]) await link.cut();
	for (const { kiosk, second } of doors) {
		await kiosk.firstVisit(`Avant ${second}`);
		await expect(kiosk.place('Votre place')).toContainText(/Bureau [12]/);
		await kiosk.done();
		await kiosk.firstVisit(second);
		await expect(kiosk.place('Place demandée')).toContainText('pas garantie');
		await kiosk.done();
	}
	for (const phone of phones) {
		await phone.open('/me');
		await phone.askDesk(0, HALF());
		await expect(phone.card(/Murat/).getByText('Demandée', { exact: true })).toBeVisible();
	}
}

test.describe('the last desks, wanted by everybody while all are cut off', () => {
	test.setTimeout(360_000);
	const orders = [
		{ name: 'a phone’s link comes back first', first: 2 },
		{ name: 'the second kiosk’s link comes back first', first: 1 },
		{ name: 'all links come back at once', first: undefined }
	];
	for (const { name, first } of orders)
		test(`${name}: three are confirmed, four are told otherwise, everywhere the same`, async ({
			rivals,
			centre,
			desk
		}) => {
			const { doors, phones } = rivals;
			await everybodyWants(rivals);
			const links = [...doors, ...phones].map(({ link }) => link);
			const ledger = async (): Promise<LedgerPage> => {
				const { day } = local(Date.now());
				const facts = (await centre.places()).filter(({ _id }) => partsOf(_id).day === day);
				return foldPage(pageKey.ledger('murat', day), facts).value as LedgerPage;
			};
			const claims = async () => Object.values((await ledger()).claims);
			const confirmed = async () =>
				(await claims()).filter((claim) => standingOf(claim) === 'confirmed');
			const online = async () =>
				(await confirmed()).flatMap(({ person, held = [] }) =>
					held[0]?.[0] === 'desk-3' ? [person] : []
				);

			if (first !== undefined) {
				await links[first]!.restore();
				await expect.poll(async () => (await online()).length, SOON).toBe(1);
			}
			for (const link of links) await link.restore();

			// Seven wanted a desk; each has an answer, and no desk has two.
			await expect
				.poll(async () => (await claims()).map(standingOf).sort(), SOON)
				.toEqual([...Array(3).fill('confirmed'), ...Array(4).fill('refused')]);
			const units = (await confirmed()).flatMap(({ held = [] }) => held.map(([unit]) => unit));
			expect(units.sort()).toEqual(['desk-1', 'desk-2', 'desk-3']);

			// What was first confirmed is still, whoever came after.
			const [winner] = await online();
			if (first === 2) expect(winner).toBe(MARIE.person);
			const owners = [MARIE, JEANNE, KARIM];
			for (const [i, phone] of phones.entries()) {
				const isTheirs = owners[i]!.person === winner;
				const word = isTheirs ? 'Confirmée' : 'Refusée';
				await expect(phone.card(/Murat/).getByText(word, { exact: true })).toBeVisible(SOON);
				if (isTheirs) await expect(phone.card(/Murat/)).toContainText('Bureau 3');
			}
			// Both kiosks and the host's own screen have the same day.
			for (const { kiosk } of doors) await kiosk.hasPlaces(0, 0);
			for (const n of [1, 2, 3])
				await expect(desk.row(`Bureau ${n}`).getByRole('button', { name: /Libre/ })).toHaveCount(
					half() === 'am' ? 1 : 0,
					SOON
				);
		});
});
