import { appendFile, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './support/phone';
import { titleOf } from './support/title';

const SOON = { timeout: 60_000 };
const root = fileURLToPath(new URL('../..', import.meta.url));
const next = join(root, 'test-results', 'next-build-tabs');

test('the tab that sends is closed, and the one that stays sends in its place', async ({
	office,
	phone
}) => {
	await office.openAlways();
	await phone.open('/me');
	await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	const first = phone.page;
	const second = await phone.browser.context().newPage();
	await second.goto(`${phone.link.url}/me`);
	await expect(second.getByText('Tout est envoyé')).toBeVisible(SOON);
	// One sends for both: the first that was opened.
	expect(await sendsIn(first)).toBe(true);
	expect(await sendsIn(second)).toBe(false);
	await first.close();
	await expect.poll(() => sendsIn(second), SOON).toBe(true);
	// From here on the phone's one tab is the second: what it writes is sent by itself.
	await phone.askDesk(1);
	await expect(phone.card('Demain matin, Murat')).toContainText('Confirmée', SOON);
});

test('the next version taken in one tab takes nothing that is being typed in another', async ({
	desk,
	deskBrowser,
	server
}) => {
	await rm(next, { recursive: true, force: true });
	await cp(join(root, 'build'), next, { recursive: true });
	const worker = join(next, 'client', 'service-worker.js');
	await appendFile(worker, '\n// the next version\n');
	for (const packed of ['.br', '.gz']) await rm(worker + packed, { force: true });

	const first = desk.page;
	await first.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	const second = await deskBrowser.context().newPage();
	await second.goto(`${desk.address}/people/new`);
	await desk.unlock(undefined, second);
	const name = second.getByRole('textbox').first();
	await name.fill('Marguerite');
	await server.kill();
	await server.start(join(next, 'index.js'));
	await first.bringToFront();
	await first.evaluate(async () => {
		await (await navigator.serviceWorker.ready).update();
	});
	await first.getByRole('button', { name: 'Mettre à jour' }).click(SOON);
	await desk.unlock(undefined, first);
	await expect(titleOf(first)).toContainText('Murat');
	await second.bringToFront();
	await expect(name).toHaveValue('Marguerite');
	// Once nothing is being written here, it is offered here too.
	await expect(second.getByRole('button', { name: 'Mettre à jour' })).toHaveCount(0);
	await second.getByRole('link', { name: 'Personnes' }).first().click();
	await second.getByRole('button', { name: 'Mettre à jour' }).click(SOON);
	await desk.unlock(undefined, second);
	await expect(titleOf(second)).toBeVisible();
	await expect(second.getByRole('button', { name: 'Mettre à jour' })).toHaveCount(0);
});

/** Whether it is this tab in which the device's one sync engine runs, by the lock it holds. */
const sendsIn = (page: Page): Promise<boolean> =>
	page.evaluate(async () => {
		const probe = crypto.randomUUID();
		return navigator.locks.request(probe, async () => {
			const { held = [] } = await navigator.locks.query();
			const us = held.find(({ name }) => name === probe)?.clientId;
			return held.some(({ name, clientId }) => name === 'telecentres-sync' && clientId === us);
		});
	});
