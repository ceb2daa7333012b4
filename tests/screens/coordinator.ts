import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { local, shiftDay } from '../../src/lib/domain/calendar';
import { factId } from '../../src/lib/domain/ids';
import { PROTOCOL } from '../../src/lib/domain/protocol';
import { openBrowser } from '../e2e/support/browser';
import { HELENE } from '../e2e/support/desk';
import type { Office } from '../e2e/support/office';
import { expect, test } from '../e2e/support/stage';
import { enrolOverHttp, firstCode } from '../support/enrol';
import { startServer } from '../support/server';
import { Album, PC, PHONE } from './album';
import { LONG, register, RTL } from './people';

/** Somebody follows the link of an invitation to coordinate, and chooses a code. */
async function coordinate(page: Page, url: string, code: string): Promise<void> {
	await page.goto(`${url}/enrol#${code}`);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await page.getByRole('textbox', { name: 'Votre nom' }).fill(LONG);
	await page.getByRole('textbox', { name: 'Code du personnel' }).fill(HELENE.code);
	await page.getByRole('textbox', { name: 'Le même code' }).fill(HELENE.code);
	await page.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
	await isAtTheNetwork(page);
}

const isAtTheNetwork = (page: Page): Promise<void> =>
	expect(page.getByRole('heading', { name: 'Le réseau aujourd’hui' })).toBeVisible();

/** An address typed by hand begins locked. */
async function open(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toBeVisible();
	await page.keyboard.type(HELENE.code);
	await expect(page.getByRole('heading', { name: 'Écran verrouillé' })).toHaveCount(0);
}

/** Two contents under one number: the second is refused, and that is alarming. */
async function alarm(office: Office): Promise<void> {
	const wall = Date.now();
	const id = { day: local(wall).day, scope: 'murat', device: 'bureau', epoch: 1, seq: 900 };
	const day = shiftDay(local(wall).day, 50);
	for (const why of ['Travaux', 'Neige']) {
		const head = { _id: factId(id), kind: 'centre.closed', v: 1, count: 2_000, by: 'bureau' };
		const fact = { ...head, at: { wall }, from: day, to: day, why };
		const request = { sync: PROTOCOL, device: 'bureau', epoch: 1, acked: 0, waiting: 1 };
		await office.ask('/sync', { ...request, facts: [['public', fact]], cursors: {} });
	}
}

test('coordinator', async ({ server, office, kiosk, deskBrowser }) => {
	const page = deskBrowser.page();
	const { url } = server.running();
	const album = new Album('coordinator', { page: () => page, size: PC, scrolls: true });
	const onPhone = album.on({ size: PHONE });
	await office.openAlways();
	await register(office);
	await kiosk.firstVisit('Jo');
	await coordinate(page, url, await office.invite({ role: 'coordinator' }));

	await album.scene('network', async () => {
		const murat = page.getByRole('article', { name: 'Murat', exact: true });
		await expect(murat).toContainText('1 sur 6');
		await expect(murat).toContainText('1 visite');
	});
	await album.scene('network-decisions', async () => {
		await alarm(office);
		await office.note('person.erased', { person: 'p_sample0marie' });
		for (const label of [LONG, RTL])
			await enrolOverHttp(url, await office.invite({ role: 'host', centre: 'ydes' }), label);
		await expect
			.poll(async () => (await office.ask('/manage/fences')).body[0]?.free ?? 0)
			.toBeGreaterThan(0);
		await office.revoke('kiosk');
		const list = page.getByRole('region', { name: /[Dd]écision/ });
		await expect(async () => {
			await page.getByRole('button', { name: 'Actualiser' }).click();
			await expect(list).toContainText('tient encore des places', { timeout: 2_000 });
			await expect(list).toContainText(/Effacement 1/, { timeout: 2_000 });
			await expect(list).toContainText('Deux contenus', { timeout: 2_000 });
		}).toPass();
	});
	await onPhone.scene('network-decisions');
	await album.scene('centre-new', () => open(page, `${url}/network/centre`));
	await album.scene('centre-errors', async () => {
		await page.getByRole('button', { name: 'Enregistrer le centre' }).click();
		await expect(page.getByRole('alert').first()).toBeVisible();
	});
	await onPhone.scene('centre-errors');
	await album.scene('centre', () => open(page, `${url}/network/centre/murat`));
	await album.scene('centre-unknown', () => open(page, `${url}/network/centre/atlantis`));
	await album.scene('devices', () => open(page, `${url}/devices`));
	await onPhone.scene('devices');
	await album.scene('devices-erasure', async () => {
		const erasures = page.getByRole('region', { name: 'Effacements' });
		await expect(erasures).toBeVisible();
		for (const closed of await erasures.locator('details:not([open]) > summary').all())
			await closed.click();
	});
	await album.scene('devices-fence', async () => {
		const held = page.getByRole('region', { name: 'Places tenues par les bornes' });
		await held.getByRole('button', { name: /^Reprendre les places/ }).click();
		await expect(held.getByText('figure dans la liste')).toBeVisible();
	});
	await album.scene('devices-invite', async () => {
		await open(page, `${url}/devices`);
		await page.getByRole('button', { name: 'Ajouter un appareil' }).click();
		await page.getByRole('button', { name: 'Préparer le code' }).click();
		await expect(page.getByRole('alert')).toContainText('Il manque le centre');
	});
	await onPhone.scene('devices-invite');
	await album.scene('devices-invitation', async () => {
		await page.getByRole('combobox', { name: 'Centre' }).selectOption('Allanche');
		await page.getByRole('button', { name: 'Préparer le code' }).click();
		await expect(page.getByRole('img', { name: /^Code QR/ })).toBeVisible();
	});
	await album.scene('devices-revoke', async () => {
		await open(page, `${url}/devices`);
		await page
			.getByRole('button', { name: /^Révoquer/ })
			.first()
			.click();
	});
	await album.scene('device', () => open(page, `${url}/device`));
	await album.scene('wrong-door', () => open(page, `${url}/kiosk`));
	await album.scene('server-away', async () => {
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
		await server.kill();
		await open(page, `${url}/network`);
		await expect(page.getByText('Ceci a besoin du serveur')).toBeVisible();
		await server.start();
	});
	album.close();
	expect(deskBrowser.errors).toEqual([]);
});

test('a network with nothing in it', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'telecentre-empty-'));
	const server = await startServer({ folder, env: { SAMPLE: 'off' } });
	const browser = await openBrowser({ viewport: PC });
	const page = browser.page();
	const album = new Album('empty', { page: () => page, size: PC, scrolls: true });
	const onPhone = album.on({ size: PHONE });
	for (const one of [album, onPhone]) {
		await one.scene('anybody', async () => {
			await page.goto(server.url);
			await expect(page.getByText('Aucun centre n’est encore décrit')).toBeVisible();
		});
		await one.scene('book', () => page.goto(`${server.url}/book`));
	}
	await album.scene('network', async () => {
		await coordinate(page, server.url, firstCode(server.said()));
		await expect(page.getByRole('region', { name: 'Pour commencer' })).toBeVisible();
	});
	await onPhone.scene('network');
	await album.scene('devices', () => open(page, `${server.url}/devices`));
	const trainer = await openBrowser({ viewport: PC });
	const taught = album.on({ page: () => trainer.page() });
	await taught.scene('trainer', async () => {
		await open(page, `${server.url}/devices`);
		await page.getByRole('button', { name: 'Ajouter un appareil' }).click();
		await page.getByRole('radio', { name: /ormat/ }).check();
		await page.getByRole('button', { name: 'Préparer le code' }).click();
		const code = await page.getByText(/^[0-9a-z]{5}-[0-9a-z]{5}$/).innerText();
		const its = trainer.page();
		await its.goto(`${server.url}/enrol#${code.replace('-', '')}`);
		await its.getByRole('button', { name: 'Inscrire cet appareil' }).click();
		await its.getByRole('textbox', { name: 'Votre nom' }).fill(RTL);
		await its.getByRole('textbox', { name: 'Code du personnel' }).fill(HELENE.code);
		await its.getByRole('textbox', { name: 'Le même code' }).fill(HELENE.code);
		await its.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
		await expect(its.getByRole('heading', { name: 'Formation', level: 1 })).toBeVisible();
	});
	for (const [name, path] of [
		['courses', '/training/courses'],
		['audit', '/training/audit']
	] as const)
		await taught.scene(name, () => open(trainer.page(), server.url + path));
	await trainer.close();
	await browser.close();
	await server.stop();
	await rm(folder, { recursive: true, force: true });
	album.close();
});
