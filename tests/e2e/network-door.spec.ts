import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { local, ZONE } from '../../src/lib/domain/calendar';
import { factId } from '../../src/lib/domain/ids';
import { PROTOCOL } from '../../src/lib/domain/protocol';
import { enrolOverHttp, firstCode } from '../support/enrol';
import { throttle } from '../support/fault-proxy';
import { startServer } from '../support/server';
import { everywhere } from './support/axe';
import { openBrowser } from './support/browser';
import { coordinate, isAtTheNetwork } from './support/coordinator';
import { HELENE } from './support/desk';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };
const MINUTE = 60_000;

async function unlock(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	await page.keyboard.type(HELENE.code);
	await isAtTheNetwork(page);
}

const centre = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
const decisions = (page: Page) => page.getByRole('region', { name: /[Dd]écision/ });
const again = (page: Page) => page.getByRole('button', { name: 'Actualiser' }).click();

test('the coordinator comes in at the network, and its numbers are those of the kiosk, with no name', async ({
	office,
	kiosk,
	deskBrowser,
	server
}) => {
	await office.openAlways();
	await kiosk.firstVisit('Marguerite');
	const page = deskBrowser.page();
	await coordinate(page, server.running().url, await office.invite({ role: 'coordinator' }));
	await expect(page).toHaveURL(/\/network$/);
	const murat = centre(page, 'Murat');
	await expect(murat).toContainText('1 sur 6', SOON);
	await expect(murat).toContainText('1 visite aujourd’hui');
	await expect(murat).toContainText(/Tout est compté jusqu’à \d\d:\d\d/);
	await expect(murat).toContainText('1 appareil sur 1 entendu');
	await expect(centre(page, 'Ydes')).toContainText('Pas de borne');
	await kiosk.done();
	await kiosk.firstVisit('Ana');
	await expect(async () => {
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await expect(murat).toContainText('2 sur 6', { timeout: 2_000 });
	}).toPass();
	await expect(
		page.getByRole('listitem').filter({ hasText: 'visites aujourd’hui' }).first()
	).toContainText('2');
	expect(await page.content()).not.toContain('Marguerite');
	expect(await everywhere(page)).toEqual([]);
});

test('a kiosk that is silent is not a centre with nobody in it', async ({
	office,
	kiosk,
	link,
	deskBrowser,
	server
}) => {
	await kiosk.firstVisit('Jo');
	await link.cut();
	const page = deskBrowser.page();
	await coordinate(page, server.running().url, await office.invite({ role: 'coordinator' }));
	const murat = centre(page, 'Murat');
	await expect(murat).toContainText('Tout est compté', SOON);
	await page.clock.setSystemTime(Date.now() + 45 * MINUTE);
	// Nobody has touched it for as long.
	await unlock(page);
	await expect(murat).toContainText(/Borne silencieuse depuis .*la suite n’est pas comptée/, SOON);
	await expect(murat).toContainText('0 appareil sur 1');
	expect(await everywhere(page)).toEqual([]);
});

test('what waits for a decision is listed, leads to where it is taken, and an alarm that was seen is closed', async ({
	office,
	kiosk,
	deskBrowser,
	server
}) => {
	await kiosk.isHome();
	await expect
		.poll(async () => (await office.ask('/manage/fences')).body[0]?.free ?? 0, SOON)
		.toBeGreaterThan(0);
	// Two contents under one number: the second is refused, and that is alarming.
	const wall = Date.now();
	const id = factId({ day: local(wall).day, scope: 'murat', device: 'bureau', epoch: 1, seq: 900 });
	for (const why of ['Travaux', 'Neige']) {
		const day = local(wall + 50 * 24 * 60 * MINUTE).day;
		const fact = {
			_id: id,
			kind: 'centre.closed',
			v: 1,
			count: 2_000,
			at: { wall },
			by: 'bureau',
			from: day,
			to: day,
			why
		};
		const head = { sync: PROTOCOL, device: 'bureau', epoch: 1, acked: 0, waiting: 1 };
		await office.ask('/sync', { ...head, facts: [['public', fact]], cursors: {} });
	}
	await office.note('person.erased', { person: 'p_sample0marie' });
	await office.revoke('kiosk');
	const page = deskBrowser.page();
	await coordinate(page, server.running().url, await office.invite({ role: 'coordinator' }));
	const list = decisions(page);
	const one = (words: string | RegExp) => list.getByRole('listitem').filter({ hasText: words });
	await expect(one('Deux contenus sous un même numéro')).toBeVisible(SOON);
	await expect(one(/1 élément refusé/)).toBeVisible();
	await expect(one('7 centres n’ont pas de borne')).toContainText('Murat');
	await expect(async () => {
		await again(page);
		await expect(one('tient encore des places')).toBeVisible({ timeout: 2_000 });
		await expect(one(/Effacement 1/)).toBeVisible({ timeout: 2_000 });
	}).toPass();
	expect(await everywhere(page)).toEqual([]);
	await one('Deux contenus')
		.getByRole('button', { name: /C’est vu, clore/ })
		.click();
	await expect(one('Deux contenus')).toHaveCount(0);
	await page.reload();
	await unlock(page);
	await expect(one('tient encore des places')).toBeVisible(SOON);
	await expect(one('Deux contenus')).toHaveCount(0);
	await one('tient encore des places')
		.getByRole('link', { name: /Voir et décider/ })
		.click();
	await expect(page).toHaveURL(/\/devices#fences$/);
	await expect(page.getByRole('heading', { name: 'Places tenues par les bornes' })).toBeInViewport(
		SOON
	);
	await page.getByRole('link', { name: 'Le réseau', exact: true }).click();
	await isAtTheNetwork(page);
});

test('who cuts the hours of a centre reads first how many taken places that touches', async ({
	office,
	deskBrowser,
	server
}) => {
	await office.openAlways();
	const claim = { person: 'p_sample0marie', space: 'desk', slots: ['pm'], to: 'server' };
	await office.place('place.claimed', claim);
	const page = deskBrowser.page();
	await coordinate(page, server.running().url, await office.invite({ role: 'coordinator' }));
	await centre(page, 'Murat')
		.getByRole('link', { name: /Modifier ce centre/ })
		.click();
	const weekday = new Intl.DateTimeFormat('fr', { timeZone: ZONE, weekday: 'long' });
	const today = page.getByRole('group', { name: weekday.format(Date.now()) });
	await expect(today).toBeVisible(SOON);
	await expect(page.getByText('déjà prise')).toHaveCount(0);
	for (const at of [0, 1, 2, 3]) await today.locator('input').nth(at).fill('');
	await expect(page.getByText('1 place déjà prise n’aura plus ses heures')).toBeVisible(SOON);
	expect(await everywhere(page)).toEqual([]);
});

test('with the server away the numbers that are here stay, and what is not known is called so', async ({
	office,
	deskBrowser,
	server
}) => {
	const page = deskBrowser.page();
	await coordinate(page, server.running().url, await office.invite({ role: 'coordinator' }));
	await expect(centre(page, 'Murat')).toContainText('0 sur 6', SOON);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await server.kill();
	await page.reload();
	await unlock(page);
	await expect(page.getByText('Ceci a besoin du serveur')).toBeVisible(SOON);
	await expect(centre(page, 'Murat')).toContainText('Couverture inconnue');
	await expect(page.getByText('on ne sait pas si quelque chose attend')).toBeVisible();
	expect(await everywhere(page)).toEqual([]);
	await server.start();
	await page.getByRole('button', { name: 'Réessayer' }).click();
	await expect(centre(page, 'Murat')).toContainText('Pas de borne', SOON);
});

test('what the server says late pushes nothing away that is being read', async ({
	office,
	deskBrowser,
	link
}) => {
	const page = deskBrowser.page();
	await coordinate(page, link.url, await office.invite({ role: 'coordinator' }));
	const steps = page.getByRole('region', { name: 'Pour commencer' });
	await expect(steps).toBeVisible(SOON);
	const top = async (what: Locator): Promise<number> => (await what.boundingBox())!.y;
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	const slow = { bytesPerSecond: 1_000_000, latencyMs: 4_000 };
	link.fault(throttle(slow, { match: ({ path }) => path.startsWith('/manage') }));
	await page.reload();
	await unlock(page);
	await expect(centre(page, 'Murat')).toBeVisible();
	await expect(steps).toHaveCount(0);
	const before = await top(centre(page, 'Murat'));
	await expect(steps).toBeVisible(SOON);
	expect(await top(centre(page, 'Murat'))).toBe(before);
	expect(await top(steps)).toBeGreaterThan(before);
});

test('on an empty network the first steps tick themselves off, from the first centre to its kiosk', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'telecentre-empty-'));
	const server = await startServer({ folder, env: { SAMPLE: 'off' } });
	const browser = await openBrowser();
	const page = browser.page();
	await coordinate(page, server.url, firstCode(server.said()));
	const steps = page.getByRole('region', { name: 'Pour commencer' });
	await expect(steps).toContainText('0 étape sur 5', SOON);
	expect(await everywhere(page), 'nothing yet').toEqual([]);
	await steps.getByRole('link', { name: 'Le faire Décrire un centre' }).click();
	const field = (name: string) => page.getByRole('textbox', { name, exact: true });
	await field('Nom').fill('Riom-ès-Montagnes');
	await page.getByRole('button', { name: 'Enregistrer le centre' }).click();
	await expect(page.getByRole('alert')).toContainText('Il manque quelque chose');
	await expect(page.getByText('Il faut au moins un bureau')).toBeVisible();
	expect(await everywhere(page), 'something is missing').toEqual([]);
	await field('Spécialité, en français').fill('Bois et télétravail');
	await field('Code postal').fill('15400');
	await field('Code commune (INSEE)').fill('15162');
	await field('Intercommunalité').fill('CC du Pays Gentiane');
	await field('Latitude').fill('45,282');
	await field('Longitude').fill('2.66');
	await field('Bureau').fill('5');
	await page.getByRole('button', { name: 'Enregistrer le centre' }).click();
	await isAtTheNetwork(page);
	await expect(steps).toContainText('2 étapes sur 5', SOON);
	await expect(centre(page, 'Riom-ès-Montagnes')).toContainText('sur 5');
	await steps.getByRole('link', { name: 'Le faire Inscrire la borne' }).click();
	await page.getByRole('combobox', { name: 'Centre' }).selectOption('Riom-ès-Montagnes');
	await page.getByRole('button', { name: 'Préparer le code' }).click();
	const code = await page.getByText(/^[0-9a-z]{5}-[0-9a-z]{5}$/).innerText();
	await enrolOverHttp(server.url, code.replace('-', ''), 'Tablette');
	await page.getByRole('link', { name: 'Le réseau', exact: true }).click();
	await expect(steps).toContainText('3 étapes sur 5', SOON);
	// It is on the public page at once, and what is typed anew replaces what was.
	await centre(page, 'Riom-ès-Montagnes')
		.getByRole('link', { name: /Modifier ce centre/ })
		.click();
	await expect(field('Latitude')).toHaveValue('45.282');
	await field('Téléphone (facultatif)').fill('04 71 00 00 00');
	await page.getByRole('button', { name: 'Enregistrer le centre' }).click();
	await isAtTheNetwork(page);
	await page.getByRole('link', { name: 'La page publique' }).click();
	const card = page.getByRole('article', { name: 'Riom-ès-Montagnes' });
	await expect(card).toContainText('Bois et télétravail');
	await expect(card.getByRole('link', { name: '04 71 00 00 00' })).toBeVisible();
	expect(browser.errors).toEqual([]);
	await browser.close();
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});
