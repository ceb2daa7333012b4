import { everywhere } from './support/axe';
import { expect, test } from './support/tablet-stage';
import { tamper } from './support/tamper';

const SOON = { timeout: 40_000 };

test('a signature that was changed or taken away on the tablet is named, with the cable out', async ({
	tablet,
	tabletLink
}) => {
	test.slow();
	const { page } = tablet;
	await tabletLink.cut();
	await tablet.formGroup('Automne 2026');
	await tablet.enrol('Karim Benali', 'Zoé Roux', 'Léa Fabre');
	await tablet.planThisMorning();
	await tablet.openThisMorning();
	await page.getByRole('button', { name: 'Tous présents' }).click();
	for (const name of ['Karim Benali', 'Zoé Roux', 'Léa Fabre']) await tablet.sign(name);
	// One is taken back, with its reason.
	await tablet.tap('Léa Fabre');
	await page.getByRole('radio', { name: 'Absent' }).check();
	await page.getByRole('checkbox', { name: 'La signature ne compte plus' }).check();
	await page.getByRole('textbox', { name: 'Motif' }).fill('Partie avant dix heures');
	await page.getByRole('button', { name: 'Enregistrer la correction' }).click();
	await expect(tablet.row('Léa Fabre')).toContainText('Absent');

	await page.getByRole('contentinfo').getByRole('link', { name: 'Formation' }).click();
	await page.getByRole('link', { name: 'Vérifier les signatures' }).click();
	await expect(page.getByText(/^Tout tient/)).toBeVisible(SOON);
	await expect(page.getByText(/^3 signatures vérifiées à \d\d:\d\d/)).toBeVisible();
	const device = page.getByRole('article', { name: 'Appareil de formateur' });
	await expect(device).toContainText('3 signatures · tout tient');
	// The network has not heard of them: an end that was cut off would not show.
	await expect(device).toContainText('Pas encore contresignées par le réseau.');
	await expect(
		page.getByText(/Si les dernières étaient retirées, cela ne se verrait pas/)
	).toBeVisible();
	const struck = page.getByRole('region', { name: 'Signatures qui ne comptent plus' });
	await expect(struck).toContainText('Léa Fabre');
	await expect(struck).toContainText('Partie avant dix heures');
	const flags = page.getByRole('region', { name: 'À pouvoir expliquer' });
	await expect(flags.getByRole('listitem').first()).toBeVisible(SOON);
	expect(await everywhere(page), 'all holds').toEqual([]);

	await tamper(tablet, 2, 'edit');
	await page.getByRole('button', { name: 'Vérifier de nouveau' }).click();
	await expect(device).toContainText('Modifiée après avoir été signée.');
	await expect(device).toContainText('Zoé Roux');
	await expect(device.getByRole('link', { name: 'Aujourd’hui, matin' }).first()).toBeVisible();
	await expect(page.getByText(/choses? à éclaircir/).first()).toBeVisible();
	await expect(page.getByText(/^Tout tient/)).toHaveCount(0);

	await tamper(tablet, 1, 'delete');
	await page.getByRole('button', { name: 'Vérifier de nouveau' }).click();
	await expect(device).toContainText('Il manque la signature n° 1 de cet appareil.');
	await expect(device).toContainText('Ce que l’écran montre n’est pas ce qui a été enregistré');
	await expect(device).toContainText('Karim Benali');
	await expect(page.getByRole('button', { name: 'Vérifier de nouveau' })).toBeVisible(SOON);
	expect(await everywhere(page), 'something is wrong').toEqual([]);
	await device.getByRole('link', { name: 'Aujourd’hui, matin' }).first().click();
	await expect(page.getByRole('heading', { name: 'L’appel' })).toBeVisible();
});
