import type { Page } from '@playwright/test';
import { openBrowser } from './support/browser';
import { burst } from './support/scanner';
import { expect, test } from './support/stage';
import { SHORT_COURSE, Tablet } from './support/tablet';

const PERSON = 'p_sample0marie';

test('a scanner that types is understood, whatever it read and however it ends', async ({
	kiosk,
	office
}) => {
	const { page } = kiosk;
	await burst(page, '4006381333931');
	await expect(page.getByRole('heading', { name: 'C’est le code d’un produit' })).toBeVisible();
	const badge = await office.badgeOf(PERSON);
	await page.keyboard.type(badge.slice(0, 70));
	await expect(page.getByRole('heading', { name: 'pas été lu en entier' })).toBeVisible();
	await page.keyboard.type(badge);
	await page.keyboard.press('Tab');
	await expect(page.getByRole('heading', { name: 'Que venez-vous faire' })).toBeVisible();
	await page.getByRole('button', { name: 'Retour' }).click();
	await page.getByRole('button', { name: 'Je pars' }).click();
	await burst(page, 'bonjour tout le monde');
	// Who wants to leave is shown the way to leave.
	await page.getByRole('button', { name: 'Taper mon numéro' }).click();
	await expect(page.getByRole('group', { name: 'Clavier' })).toBeVisible();
});

test('a field for names keeps every letter typed by hand and gets none of a badge', async ({
	office,
	server
}) => {
	const badge = await office.badgeOf(PERSON);
	await office.announce('course.described', { course: SHORT_COURSE });
	const browser = await openBrowser({ viewport: { width: 1024, height: 768 } });
	const page = browser.page();
	const tablet = new Tablet(page, server.running().url, office);
	await tablet.setUp();
	await tablet.formGroup('Groupe');
	await page.getByRole('button', { name: 'Inscrire un stagiaire' }).first().click();
	const field = tablet.panel().getByRole('textbox', { name: 'Nom ou badge' });
	for (const [name, delay] of [
		['Théo Terrisse', 60],
		['TC Tixier', 0]
	] as const) {
		await field.fill('');
		await field.pressSequentially(name, { delay });
		await expect(field).toHaveValue(name);
	}
	await field.fill('');
	await field.pressSequentially('T');
	await expect(field).toHaveValue('T');
	await field.fill('');
	await page.keyboard.type(badge);
	await page.keyboard.press('Tab');
	await expect(tablet.panel().getByText('Marie D.')).toBeVisible();
	expect(await tablet.panel().innerText()).not.toContain('TC1');
	await browser.close();
});

test('every key and every way on is large enough, apart and legible, on an old tablet too', async ({
	kiosk
}) => {
	const { page } = kiosk;
	await page.setViewportSize({ width: 1024, height: 600 });
	await page.getByRole('button', { name: 'J’arrive' }).click();
	await expect(page.getByRole('button', { name: 'Première visite' })).toBeVisible();
	expect(await tooSmall(page)).toEqual([]);
	await page.getByRole('button', { name: 'J’ai un numéro', exact: true }).click();
	await expect(page.getByRole('group', { name: 'Clavier' })).toBeVisible();
	expect(await tooSmall(page)).toEqual([]);
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await tooSmall(page)).toEqual([]);
});

/** Buttons under 64 px, less than 8 px from the next, or with words under 20 px. */
const tooSmall = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const buttons = [...document.querySelectorAll('main button')];
		const found: string[] = [];
		const say = (button: Element, what: string): void =>
			void found.push(`${button.textContent?.trim()}: ${what}`);
		for (const button of buttons) {
			const box = button.getBoundingClientRect();
			if (box.height < 63.9 || box.width < 63.9) say(button, `${box.width} × ${box.height}`);
			if (parseFloat(getComputedStyle(button).fontSize) < 20) say(button, 'words too small');
			for (const other of buttons) {
				if (other === button) continue;
				const next = other.getBoundingClientRect();
				const across = Math.max(next.left - box.right, box.left - next.right);
				const down = Math.max(next.top - box.bottom, box.top - next.bottom);
				if (Math.max(across, down) < 7.9) say(button, `too near ${other.textContent?.trim()}`);
			}
		}
		return found;
	});
