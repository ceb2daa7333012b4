import type { Page } from '@playwright/test';
import { expect, test } from './support/phone';

const SOON = { timeout: 60_000 };

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
