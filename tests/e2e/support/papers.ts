import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { readPdf, type ReadPdf } from '../../support/pdf-text';

/** A paper that a trainer asks for by this button, as it was downloaded. */
export async function printed(
	page: Page,
	name: string
): Promise<ReadPdf & { readonly file: string }> {
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name }).click();
	const done = await download;
	await expect(page.getByText('est dans vos téléchargements')).toBeVisible();
	return { ...(await readPdf(await readFile(await done.path()))), file: done.suggestedFilename() };
}

/** What a QR says, opened where somebody reached the app. */
export const at = (origin: string, link: string): string => `${origin}/verify${new URL(link).hash}`;

/** The text of a QR is given to the screen that checks papers. */
export async function paste(page: Page, text: string): Promise<void> {
	await page.getByRole('textbox', { name: 'Texte ou adresse du QR' }).fill(text);
	await page.getByRole('button', { name: 'Vérifier', exact: true }).click();
}

export const verdict = (page: Page, name: string): Locator =>
	page.getByRole('heading', { name, level: 1 });
