import { everywhere } from './support/axe';
import { openBrowser } from './support/browser';
import { Kiosk } from './support/kiosk';
import { expect, test } from './support/stage';

test('the language somebody chose is kept on their device, and a kiosk keeps none', async ({
	phoneBrowser,
	server,
	kiosk
}) => {
	const phone = phoneBrowser.page();
	const html = phone.locator('html');
	await phone.goto(server.running().url);
	await expect(html).toHaveAttribute('lang', 'fr');
	await phone.getByRole('button', { name: 'English' }).click();
	await expect(html).toHaveAttribute('lang', 'en');
	await phone.reload();
	await expect(phone.getByRole('button', { name: 'English', pressed: true })).toBeVisible();
	await expect(html).toHaveAttribute('lang', 'en');
	await expect(phone.getByRole('button', { name: 'Français' })).toHaveAttribute('lang', 'fr');

	const { page } = kiosk;
	await page.getByRole('button', { name: 'English' }).click();
	await page.getByRole('button', { name: 'I’m arriving' }).click();
	await page.getByRole('button', { name: 'Back' }).click();
	await kiosk.isHome();
	await page.getByRole('button', { name: 'English' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await page.reload();
	await kiosk.isHome();
});

test('a browser set up in English has the app in English, and French once it stands by the door', async ({
	server,
	office
}) => {
	const browser = await openBrowser({ locale: 'en-GB' });
	const { url } = server.running();
	const page = browser.page();
	await page.goto(url);
	await expect(page.getByRole('button', { name: 'English', pressed: true })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');

	await page.goto(`${url}/enrol#${await office.invite({ role: 'kiosk', centre: 'murat' })}`);
	await page.getByRole('button', { name: 'Enrol this device' }).click();
	await new Kiosk(browser, url, office).isHome();
	await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
	expect(browser.errors).toEqual([]);
	await browser.close();
});

test('what is said of accessibility can be read by everybody, from any screen and at the kiosk', async ({
	phoneBrowser,
	server,
	kiosk
}) => {
	const phone = phoneBrowser.page();
	await phone.goto(`${server.running().url}/enrol`);
	await phone.getByRole('link', { name: 'Accessibilité\u202f: non conforme' }).click();
	await expect(phone.getByText('audit non réalisé')).toBeVisible();
	expect(await everywhere(phone)).toEqual([]);

	const { page } = kiosk;
	await page.getByRole('button', { name: 'Accessibilité' }).click();
	const dialog = page.getByRole('dialog', { name: 'Accessibilité' });
	await expect(dialog.getByText('audit non réalisé')).toBeVisible();
	await expect(dialog.getByRole('link')).toHaveCount(0);
	expect(await everywhere(page)).toEqual([]);
	await dialog.getByRole('button', { name: 'Retour' }).click();
	await kiosk.isHome();
});
