import type { Page } from '@playwright/test';
import { HELENE } from './desk';
import { expect } from './stage';

/** Somebody follows the link of an invitation to coordinate, and chooses a code. */
export async function coordinate(page: Page, url: string, code: string): Promise<void> {
	await page.goto(`${url}/enrol#${code}`);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await page.getByRole('textbox', { name: 'Votre nom' }).fill('Paul');
	await page.getByRole('textbox', { name: 'Code du personnel' }).fill(HELENE.code);
	await page.getByRole('textbox', { name: 'Le même code' }).fill(HELENE.code);
	await page.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
	await isAtTheNetwork(page);
}

export const isAtTheNetwork = (page: Page): Promise<void> =>
	expect(page.getByRole('heading', { name: 'Le réseau aujourd’hui' })).toBeVisible();
