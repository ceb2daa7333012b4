import { readFile } from 'node:fs/promises';
import { everywhere } from './support/axe';
import { expect, test } from './support/tablet-stage';
import type { Tablet } from './support/tablet';

/** What a tap on a button of the panel hands to the browser's downloads. */
async function made(tablet: Tablet, format: string, way: string) {
	const [download] = await Promise.all([
		tablet.page.waitForEvent('download'),
		tablet.panel().getByRole('region', { name: format }).getByRole('button', { name: way }).click()
	]);
	return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('with the cable out a group’s table is made for Excel, as open figures and as a workbook', async ({
	tablet,
	tabletLink
}) => {
	test.slow();
	const { page } = tablet;
	await tabletLink.cut();
	await tablet.formGroup('Automne "2026"');
	await tablet.enrol('=cmd;"Marie"', 'Karim Benali', 'Zoé Roux', 'Léa Fabre');
	await tablet.planThisMorning();
	await tablet.openThisMorning();
	await page.getByRole('button', { name: 'Tous présents' }).click();
	await expect(page.getByText('4 présents sur 4')).toBeVisible();
	await tablet.sign('Karim Benali');
	await page.goBack();
	await page.getByRole('button', { name: 'Exporter' }).click();
	await expect(tablet.panel().getByText('4 lignes')).toBeVisible();
	await expect(tablet.panel().getByText(/éléments de cet appareil ne sont pas/)).toBeVisible();
	// Four are too few for figures that anybody may read.
	await expect(tablet.panel().getByText(/à moins de 5, ces chiffres/)).toBeVisible();
	expect(await everywhere(page), 'exporting').toEqual([]);

	const excel = await made(tablet, 'Pour Excel', 'Présences');
	expect(excel.name).toMatch(/^presences-automne-2026-\d{4}-\d\d-\d\d\.csv$/);
	const text = excel.bytes.toString();
	expect(text.startsWith('\ufeff')).toBe(true);
	const lines = text.trim().split('\r\n');
	expect(lines).toHaveLength(5);
	expect(text).toContain(`;"'=cmd;""Marie""";`);
	expect(lines.find((line) => line.includes('Karim'))).toMatch(
		/;Présent;.*;dessinée;.*pas encore envoyé;/
	);

	const book = await made(tablet, 'Classeur (XLSX)', 'Présences et heures');
	expect(book.name).toMatch(/^formation-automne-2026-.*\.xlsx$/);
	expect(book.bytes.subarray(0, 2).toString()).toBe('PK');
	await expect(tablet.panel().getByText(`Fichier fait\u202f: ${book.name}`)).toBeVisible();
	await tablet.panel().getByRole('button', { name: 'Fermer' }).click();

	await tablet.enrol('Paul Morel');
	await page.getByRole('button', { name: 'Exporter' }).click();
	const open = await made(tablet, 'Données ouvertes (CSV)', 'Heures par stagiaire');
	const [head, ...rows] = open.bytes.toString().trim().split('\r\n');
	expect(head).toMatch(/^course,centre,learner,half_days,present,/);
	expect(rows.map((row) => row.split(',')[2])).toEqual(['L01', 'L02', 'L03', 'L04', 'L05']);
	expect(open.bytes.toString()).not.toMatch(/Karim|Paul|cmd|p_/);
});
