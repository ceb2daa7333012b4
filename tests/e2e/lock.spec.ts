import { everywhere } from './support/axe';
import { HELENE } from './support/desk';
import { expect, test } from './support/stage';

const FIVE_MINUTES = 301_000;

test('after a reload a host’s screen asks for the code, the cable out or not', async ({
	kiosk,
	desk,
	server
}) => {
	await kiosk.firstVisit('Marguerite');
	await expect(desk.visitsOf('Marguerite')).toHaveCount(1);
	const { page } = desk;
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await server.kill();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	expect(await page.content()).not.toContain('Marguerite');
	await desk.unlock();
	await expect(desk.visitsOf('Marguerite')).toHaveCount(1);
	await server.start();
});

test('a screen nobody touches for five minutes is emptied, and comes back as it was left', async ({
	desk
}) => {
	const { page } = desk;
	await page.clock.install();
	await desk.open('/devices');
	await expect(page.getByText('PC', { exact: false }).or(page.getByText('Celui-ci'))).toBeVisible();
	await page.getByRole('button', { name: 'Ajouter un appareil' }).click();
	await page.getByRole('radio', { name: 'Poste d’accueil' }).check();
	const title = await page.title();
	await page.clock.runFor(FIVE_MINUTES - 60_000);
	await page.keyboard.press('Shift');
	await page.clock.runFor(FIVE_MINUTES - 60_000);
	await expect(page.getByRole('radio', { name: 'Poste d’accueil' })).toBeChecked();
	await page.clock.runFor(61_000);
	await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	expect(await page.content()).not.toContain('Celui-ci');
	await expect(page.getByRole('radio')).toHaveCount(0);
	await desk.unlock();
	await expect(page.getByRole('radio', { name: 'Poste d’accueil' })).toBeChecked();
	expect(await page.title()).toBe(title);
});

test('another address shows nothing before the code either', async ({ desk }) => {
	const { page } = desk;
	await page.reload();
	for (const path of ['/devices', '/device', '/people', '/desk', '/me', '/kiosk']) {
		await page.goto(desk.address + path);
		await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	}
	await page.goto(`${desk.address}/`);
	await expect(page.getByRole('heading', { name: /où travailler/ })).toBeVisible();
});

test('wrong codes make everybody wait longer each time, and a reload shortens nothing', async ({
	desk
}) => {
	const { page } = desk;
	await page.reload();
	const wrong = page.getByRole('alert').getByText('Ce n’est pas le bon code');
	const timer = page.getByRole('timer');
	await expect(async () => {
		await page.keyboard.type('000000');
		await expect(wrong).toBeVisible();
		await expect(timer).toContainText('Réessayez dans', { timeout: 1_000 });
	}).toPass();
	// Even the right one is not looked at meanwhile.
	await page.keyboard.type(HELENE.code);
	await expect(page.getByText('Aucun chiffre sur 6')).toBeAttached();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	await page.keyboard.type(HELENE.code);
	await expect(timer).toContainText('Réessayez dans');
	await expect(timer).toHaveCount(0, { timeout: 60_000 });
	await desk.unlock();
});

test('the tabs of one browser are unlocked and locked together', async ({ desk, deskBrowser }) => {
	const second = await deskBrowser.context().newPage();
	await second.goto(`${desk.address}/devices`);
	await expect(second.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	await desk.unlock(HELENE.code, second);
	await second.goto(`${desk.address}/device`);
	await desk.unlock(HELENE.code, second);
	await second.getByRole('button', { name: 'Verrouiller' }).click();
	await expect(second.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	await expect(desk.page.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	await desk.unlock();
	await expect(second.getByRole('heading', { name: 'Cet appareil' })).toBeVisible();
});

test('a kiosk is left by the code of who works there, and closes again behind them', async ({
	kiosk,
	desk: _desk,
	link
}) => {
	const { page } = kiosk;
	await page.getByRole('link', { name: 'Personnel' }).click();
	await kiosk.openToStaff('111222');
	await expect(page.getByText('Ce n’est pas le bon code')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Cet appareil' })).toHaveCount(0);
	await page.getByRole('button', { name: 'Retour' }).click();
	await kiosk.isHome();
	await link.cut();
	await page.getByRole('link', { name: 'Personnel' }).click();
	await kiosk.openToStaff(HELENE.code);
	await expect(page.getByRole('heading', { name: 'Cet appareil' })).toBeVisible();
	await page.getByRole('link', { name: 'Ouvrir la borne' }).click();
	await kiosk.isHome();
	await page.getByRole('link', { name: 'Personnel' }).click();
	await expect(page.getByRole('heading', { name: 'Réservé au personnel' })).toBeVisible();
});

test('the lock can be opened by everybody', async ({ kiosk, desk }) => {
	await desk.page.reload();
	await desk.page.getByText('Code oublié').click();
	await desk.page.keyboard.type('000000');
	await expect(desk.page.getByRole('alert')).toContainText('pas le bon code');
	expect(await everywhere(desk.page), 'desk').toEqual([]);
	await kiosk.page.getByRole('link', { name: 'Personnel' }).click();
	await expect(kiosk.page.getByRole('group', { name: 'Clavier' })).toBeVisible();
	expect(await everywhere(kiosk.page), 'kiosk').toEqual([]);
});
