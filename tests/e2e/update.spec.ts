import { appendFile, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './support/stage';

const root = fileURLToPath(new URL('../..', import.meta.url));
const next = join(root, 'test-results', 'next-build');

/** The same app, as a browser sees a later version: another service worker at the same address. */
test.beforeAll(async () => {
	await rm(next, { recursive: true, force: true });
	await cp(join(root, 'build'), next, { recursive: true });
	const worker = join(next, 'client', 'service-worker.js');
	await appendFile(worker, '\n// the next version\n');
	for (const packed of ['.br', '.gz']) await rm(worker + packed, { force: true });
});

/** Marks this very document, to notice when it is replaced. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { here: true }));
const isSameDocument = (page: Page) => page.evaluate(() => 'here' in window);

const lookForUpdate = (page: Page) =>
	page.evaluate(async () => {
		await (await navigator.serviceWorker.ready).update();
	});

test('a host is offered the next version, and gets it when they say so', async ({
	desk,
	server
}) => {
	await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await server.kill();
	await server.start(join(next, 'index.js'));
	await mark(desk.page);
	await lookForUpdate(desk.page);
	await expect(desk.page.getByText('Une version plus récente est prête')).toBeVisible();
	expect(await isSameDocument(desk.page)).toBe(true);
	await desk.page.getByRole('button', { name: 'Mettre à jour' }).click();
	await expect.poll(() => isSameDocument(desk.page).catch(() => true)).toBe(false);
	await desk.unlock();
	await expect(desk.page.getByRole('heading', { level: 1 })).toContainText('Murat');
	await expect(desk.page.getByText('Une version plus récente est prête')).toHaveCount(0);
});

test('a kiosk never reloads under somebody, and takes the next version when it has rested', async ({
	kiosk,
	server
}) => {
	const { page } = kiosk;
	await server.kill();
	await server.start(join(next, 'index.js'));
	await page.clock.install();
	await mark(page);
	await kiosk.fillFirstVisit('Marguerite');
	await lookForUpdate(page);
	await page.evaluate(async () => {
		const { waiting, installing } = await navigator.serviceWorker.ready;
		if (waiting) return;
		await new Promise((resolve) => installing?.addEventListener('statechange', resolve));
	});
	await page.clock.runFor(44_000);
	await expect(page.getByRole('textbox')).toHaveValue('Marguerite');
	await page.clock.runFor(25_000);
	await kiosk.isHome();
	await page.clock.runFor(60_000);
	expect(await isSameDocument(page)).toBe(true);
	await page.clock.runFor(61_000);
	await expect.poll(() => isSameDocument(page).catch(() => true)).toBe(false);
	await kiosk.isHome();
});
