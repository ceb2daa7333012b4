import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startServer } from '../support/server';
import { everywhere } from './support/axe';
import { openBrowser } from './support/browser';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };
const map = (page: Page) => page.getByRole('group', { name: 'Carte du Cantal' });
const cards = (page: Page) =>
	page.getByRole('region', { name: 'Les centres' }).getByRole('article');
const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
/** The link is tried again, as when a browser says that it is back. */
const hint = () => dispatchEvent(new Event('online'));

test('somebody who never heard of the place sees what is open, and how many desks a kiosk has left free', async ({
	office,
	kiosk,
	phoneBrowser,
	server
}) => {
	await office.openAlways();
	await kiosk.firstVisit('Jo');
	const page = phoneBrowser.page();
	await page.goto(`${server.running().url}/`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/7 endroits où travailler/);
	await expect(card(page, 'Murat')).toContainText(
		/5 bureaux libres (ce matin|cet après-midi)/,
		SOON
	);
	await expect(card(page, 'Murat')).toContainText('Ouvert jusqu’à');
	await expect(
		page.getByText(/D’après ce que les centres ont envoyé, vu à \d\d:\d\d/)
	).toBeVisible();
	// A second one sits down: the page that is open hears of it.
	await kiosk.done();
	await kiosk.firstVisit('Ana');
	await expect(async () => {
		await page.evaluate(hint);
		await expect(card(page, 'Murat')).toContainText('4 bureaux libres', { timeout: 2_000 });
	}).toPass();
	await expect(
		map(page).getByRole('link', { name: /^Murat, Ouvert.*, 4 bureaux libres/ })
	).toBeVisible();
});

test('the list says all that the map shows, in French and in English', async ({
	office,
	phoneBrowser,
	server
}) => {
	await office.openAlways();
	const page = phoneBrowser.page();
	await page.goto(`${server.running().url}/`);
	await expect(card(page, 'Murat')).toContainText('bureaux libres');
	for (const language of ['Français', 'English']) {
		await page.getByRole('button', { name: language }).click();
		const links = page.locator('svg a');
		await expect(links).toHaveCount(7);
		const said = await links.evaluateAll((all) =>
			all.map((link) => link.getAttribute('aria-label')!)
		);
		for (const words of said) {
			const [name, door, ...chance] = words.split(', ');
			await expect(card(page, name!)).toContainText(door!);
			await expect(card(page, name!)).toContainText(chance.join(', '));
		}
		// Nothing in the list that is not on the map.
		expect(said.map((words) => words.split(',')[0]).toSorted()).toEqual(
			(await page.getByRole('article').getByRole('heading').allInnerTexts()).toSorted()
		);
	}
	await page.getByRole('button', { name: 'Français' }).click();
	// The map leads to the card, by keyboard as by finger.
	await map(page).getByRole('link', { name: /^Ydes/ }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/#ydes$/);
	await expect(card(page, 'Ydes')).toBeInViewport();
});

test('the way to come is told, and can be used by everybody', async ({ phoneBrowser, server }) => {
	const page = phoneBrowser.page();
	await page.goto(`${server.running().url}/`);
	await expect(cards(page)).toHaveCount(7);
	await page.getByRole('link', { name: 'Venir travailler ici' }).click();
	const come = page.getByRole('region', { name: 'Venir travailler ici' });
	await expect(come).toBeInViewport();
	await expect(come.getByRole('heading', { level: 3 })).toHaveCount(4);
	await card(page, 'Allanche').getByText('Horaires de la semaine').click();
	await expect(card(page, 'Allanche')).toContainText('08:30–12:30, 13:30–17:30');
	await expect(card(page, 'Allanche')).toContainText('Murat 14 km');
	expect(await everywhere(page)).toEqual([]);
});

test('after the first visit the page opens with no server at all, and says how old its numbers are', async ({
	phoneBrowser,
	server
}) => {
	const page = phoneBrowser.page();
	await page.goto(`${server.running().url}/`);
	await expect(cards(page)).toHaveCount(7);
	await expect(card(page, 'Murat')).toContainText('bureaux libres', SOON);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await server.kill();
	await page.reload();
	await expect(cards(page)).toHaveCount(7);
	await expect(map(page).getByRole('link')).toHaveCount(7);
	await expect(page.getByText(/Pas de connexion\..*vu à \d\d:\d\d/)).toBeVisible(SOON);
	await expect(card(page, 'Murat')).toContainText('bureaux libres');
});

test('a network with no centre yet says so, and how one comes anyway', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'telecentre-empty-'));
	const server = await startServer({ folder, env: { SAMPLE: 'off' } });
	const browser = await openBrowser({ viewport: { width: 360, height: 740 } });
	const page = browser.page();
	await page.goto(`${server.url}/`);
	await expect(page.getByText('Aucun centre n’est encore décrit')).toBeVisible(SOON);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Travailler dans le Cantal');
	expect(await everywhere(page)).toEqual([]);
	expect(browser.errors).toEqual([]);
	await browser.close();
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});

test('whoever draws a map of their own finds the centres as GeoJSON', async ({ server }) => {
	const answer = await fetch(`${server.running().url}/centres.geojson`);
	expect(answer.headers.get('content-type')).toBe('application/geo+json');
	const { features } = (await answer.json()) as { features: { id: string }[] };
	expect(features.map(({ id }) => id)).toContain('chaudes-aigues');
	expect(features).toHaveLength(7);
});
