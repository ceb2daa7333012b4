import { everywhere } from './support/axe';
import { expect, test } from './support/stage';
import { titleOf } from './support/title';

test('every step at the kiosk can be used by everybody', async ({ kiosk }) => {
	test.slow();
	const { page } = kiosk;
	expect(await everywhere(page), 'home').toEqual([]);
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await expect(page.getByRole('button', { name: 'Première visite' })).toBeVisible();
	expect(await everywhere(page), 'arriving').toEqual([]);
	await page.getByRole('button', { name: 'J’ai un numéro', exact: true }).click();
	await expect(page.getByRole('group', { name: 'Clavier' })).toBeVisible();
	expect(await everywhere(page), 'number').toEqual([]);
	await page.getByRole('button', { name: 'Retour' }).click();
	await page.getByRole('button', { name: 'Première visite' }).click();
	await expect(page.getByRole('textbox')).toBeVisible();
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await expect(page.getByText('Il manque un nom')).toBeVisible();
	expect(await everywhere(page), 'first visit, nothing filled in').toEqual([]);
	await page.getByRole('textbox').fill('Jo');
	await page.getByRole('radio', { name: 'Travailler' }).check();
	await page.getByRole('radio', { name: 'À mon compte' }).check();
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.isArrived();
	expect(await everywhere(page), 'arrived').toEqual([]);
	await kiosk.done();
	await page.getByRole('button', { name: 'Je pars' }).click();
	await expect(titleOf(page)).toBeVisible();
	expect(await everywhere(page), 'leaving').toEqual([]);
});

test('the host’s page, the device’s and the network’s can be used by everybody', async ({
	kiosk,
	desk
}) => {
	test.slow();
	await kiosk.firstVisit('Jo');
	await expect(desk.visitsOf('Jo')).toHaveCount(1);
	const { page } = desk;
	expect(await everywhere(page), 'desk').toEqual([]);
	await desk.open('/device');
	await expect(page.getByRole('heading', { name: 'Cet appareil' })).toBeVisible();
	expect(await everywhere(page), 'device').toEqual([]);
	await page.goto(`${desk.address}/`);
	await expect(titleOf(page)).toBeVisible();
	expect(await everywhere(page), 'network').toEqual([]);
});
