import { findings } from './support/axe';
import { expect, test } from './support/stage';
import { titleOf } from './support/title';

for (const colorScheme of ['light', 'dark'] as const) {
	test(`every step at the kiosk can be used by everybody (${colorScheme})`, async ({ kiosk }) => {
		const { page } = kiosk;
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		expect(await findings(page), 'home').toEqual([]);
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await expect(page.getByRole('button', { name: 'Première visite' })).toBeVisible();
		expect(await findings(page), 'arriving').toEqual([]);
		await page.getByRole('button', { name: 'J’ai un numéro', exact: true }).click();
		await expect(page.getByRole('group', { name: 'Clavier' })).toBeVisible();
		expect(await findings(page), 'number').toEqual([]);
		await page.getByRole('button', { name: 'Retour' }).click();
		await page.getByRole('button', { name: 'Première visite' }).click();
		await expect(page.getByRole('textbox')).toBeVisible();
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await expect(page.getByText('Il manque un nom')).toBeVisible();
		expect(await findings(page), 'first visit, nothing filled in').toEqual([]);
		await page.getByRole('textbox').fill('Jo');
		await page.getByRole('radio', { name: 'Travailler' }).check();
		await page.getByRole('radio', { name: 'À mon compte' }).check();
		await page.getByRole('button', { name: 'J’arrive' }).click();
		await kiosk.isArrived();
		expect(await findings(page), 'arrived').toEqual([]);
	});

	test(`the host’s page, the device’s and the network’s can be used by everybody (${colorScheme})`, async ({
		kiosk,
		desk
	}) => {
		await kiosk.firstVisit('Jo');
		await expect(desk.visitsOf('Jo')).toHaveCount(1);
		const { page } = desk;
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		expect(await findings(page), 'desk').toEqual([]);
		await desk.open('/device');
		await expect(page.getByRole('heading', { name: 'Cet appareil' })).toBeVisible();
		expect(await findings(page), 'device').toEqual([]);
		for (const width of [1280, 320]) {
			await page.setViewportSize({ width, height: 740 });
			await page.goto(`${desk.address}/`);
			await expect(titleOf(page)).toBeVisible();
			expect(await findings(page), `network, ${width} wide`).toEqual([]);
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow).toBeLessThanOrEqual(0);
		}
	});
}
