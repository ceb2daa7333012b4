import { everywhere } from './support/axe';
import { expect, test } from './support/phone';

const SOON = { timeout: 60_000 };

test('a phone that has been of use twice is offered to keep the app; put away, it never comes back', async ({
	office,
	phone
}) => {
	const { page } = phone;
	/** What Chromium says when it would install; without a screen it never does. */
	const offered = (): Promise<boolean> =>
		page.evaluate(() => dispatchEvent(new Event('beforeinstallprompt', { cancelable: true })));
	const card = page.getByRole('region', { name: 'Gardez l’application sur cet appareil' });
	await office.openAlways();
	await phone.open('/me');
	for (const ahead of [1, 2]) {
		await offered();
		await expect(card).toHaveCount(0);
		await phone.askDesk(ahead);
		await expect(phone.card(/Murat/).getByText('Confirmée', { exact: true }).first()).toBeVisible(
			SOON
		);
		await phone.home();
	}
	// It is the app that offers, not the browser.
	expect(await offered()).toBe(false);
	await expect(card).toBeVisible(SOON);
	expect(await everywhere(page)).toEqual([]);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await page.screenshot({ path: test.info().outputPath(`${colorScheme}.png`), fullPage: true });
	}
	await card.getByRole('button', { name: 'Non merci' }).click();
	await expect(card).toHaveCount(0);
	await phone.open('/me');
	await offered();
	await expect(page.getByRole('region', { name: 'Prochaine place' })).toBeVisible();
	await expect(card).toHaveCount(0);
});
