import type { Page } from '@playwright/test';
import { expect, test } from './support/stage';

/**
 * A first morning: the home screen has just come over the link, and neither the
 * service worker nor the browser has any other file of the app.
 */
async function onFirstMorning(page: Page): Promise<void> {
	await page.evaluate(async () => {
		for (const worker of await navigator.serviceWorker.getRegistrations())
			await worker.unregister();
		for (const name of await caches.keys()) await caches.delete(name);
	});
	await page.addInitScript(() => {
		navigator.serviceWorker.register = () => new Promise(() => {});
		// Never idle, so that nothing is brought near before the tap.
		window.requestIdleCallback = () => 0;
	});
	// What is asked for through a route is not taken from the browser's own cache.
	await page.route('**/*', (route) => route.continue());
	await page.reload();
}

test('a tap whose screen is not on the tablet yet says so, and shows it once the link is back', async ({
	kiosk,
	link
}) => {
	const { page } = kiosk;
	await onFirstMorning(page);
	await kiosk.isHome();
	await link.cut();
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await expect(page.getByRole('alert')).toContainText('n’a pas pu être chargée');
	await page.getByRole('button', { name: 'Retour' }).click();
	await kiosk.isHome();
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await page.getByRole('button', { name: 'Réessayer' }).click();
	await expect(page.getByRole('alert')).toContainText('n’a pas pu être chargée');
	await link.restore();
	await page.getByRole('button', { name: 'Réessayer' }).click();
	await kiosk.isHome();
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await expect(page.getByRole('button', { name: 'Première visite' })).toBeVisible();
});

test('a badge held up before the rest of the app has come is not missed', async ({ kiosk }) => {
	const { page } = kiosk;
	await onFirstMorning(page);
	await kiosk.isHome();
	await page.keyboard.type('TC1.nobody.of.ours');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'pas été lu en entier' })).toBeVisible();
});
