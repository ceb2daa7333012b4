import { authorOf } from '../../src/lib/domain/ids';
import type { Page } from '@playwright/test';
import { Kiosk } from './support/kiosk';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };
const QUOTA = 30_000_000;

/** Writes to another database of the same origin, less and less at a time, until nothing more fits. */
const fillDisk = (page: Page): Promise<void> =>
	page.evaluate(async () => {
		const open = indexedDB.open('filler');
		open.onupgradeneeded = () => open.result.createObjectStore('rows', { autoIncrement: true });
		await new Promise((resolve) => (open.onsuccess = resolve));
		const fits = (size: number): Promise<boolean> =>
			new Promise((resolve) => {
				const transaction = open.result.transaction('rows', 'readwrite');
				transaction.oncomplete = () => resolve(true);
				transaction.onabort = () => resolve(false);
				transaction.objectStore('rows').add(crypto.getRandomValues(new Uint8Array(size)));
			});
		for (let size = 65_536; size >= 16; size /= 4) while (await fits(size));
		open.result.close();
	});

const emptyDisk = (page: Page): Promise<void> =>
	page.evaluate(
		() =>
			new Promise((resolve) => {
				indexedDB.deleteDatabase('filler').onsuccess = () => resolve();
			})
	);

test('a tablet with no room left says so, keeps what was typed, and takes it once there is room', async ({
	kioskBrowser,
	link,
	office,
	centre
}) => {
	const page = kioskBrowser.page();
	const browser = await page.context().newCDPSession(page);
	await browser.send('Storage.overrideQuotaForOrigin', { origin: link.url, quotaSize: QUOTA });
	const kiosk = new Kiosk(kioskBrowser, link.url, office);
	await kiosk.setUp('murat');
	await kiosk.fillFirstVisit('Marguerite');
	await fillDisk(page);
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await expect(page.getByRole('alert')).toContainText('plus de place');
	await expect(page.getByRole('textbox')).toHaveValue('Marguerite');
	await expect(page.getByRole('radio', { name: 'Travailler' })).toBeChecked();
	expect(await centre.visits()).toEqual([]);
	await emptyDisk(page);
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.isArrived();
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
});

test('a tablet whose data was deleted starts a new numbering, and gets its place and its day back by itself', async ({
	office,
	kiosk,
	centre
}) => {
	await office.openAlways();
	await kiosk.hasPlaces(3, 3);
	await kiosk.firstVisit('Jo');
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
	await kiosk.page.evaluate(
		() =>
			new Promise((resolve) => {
				// Open connections are closed by the request itself: the app makes way for it.
				indexedDB.deleteDatabase('telecentres').onsuccess = resolve;
			})
	);
	await kiosk.open();
	await kiosk.isHome();
	// The desks it could give are those of the numbering before: nobody gives them twice.
	await kiosk.hasPlaces(0, 3);
	await kiosk.firstVisit('Max');
	await expect.poll(() => centre.visits(), SOON).toHaveLength(2);
	// It goes by another name: what it gave numbers to before, it cannot know.
	expect(new Set((await centre.facts()).map(({ _id }) => authorOf(_id))).size).toBe(2);
	// What it had not sent before nobody will ever know of: that is said aloud.
	expect(await centre.alarms()).toMatchObject([{ what: 'reset' }]);
});
