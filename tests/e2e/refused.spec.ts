import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { everywhere } from './support/axe';
import { HELENE } from './support/desk';
import type { Kiosk } from './support/kiosk';
import type { FaultProxy } from '../support/fault-proxy';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };
const ONE_REFUSED = '1 élément refusé — voir pourquoi';

/** What the server refused, one by one. */
const refusedOn = (page: Page) =>
	page.getByRole('list', { name: 'Ce que le serveur a refusé' }).getByRole('listitem');

test('what the server refuses stays on the tablet with the reason, and holds up nobody', async ({
	kiosk,
	desk: _desk,
	link,
	centre
}) => {
	await oneIsRefused(kiosk, link);
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
	const why = kiosk.page.getByRole('link', { name: ONE_REFUSED });
	await why.click();
	await kiosk.openToStaff(HELENE.code);
	const item = refusedOn(kiosk.page);
	await expect(item).toContainText('Une de ses informations n’est pas valable');
	// What helps whoever looks for the fault is there, and nobody else has to read it.
	const field = item.getByText('reason', { exact: true });
	await expect(field).toBeHidden();
	await item.getByText('Pour qui dépanne').click();
	await expect(field).toBeVisible();
	// What was entered is wrong: the same once more would not help, another way would.
	await expect(item.getByRole('button', { name: 'Envoyer à nouveau' })).toHaveCount(0);
	await item.getByRole('link', { name: 'Corriger : l’écran de la borne' }).click();
	await kiosk.isHome();
});

test('what was refused is put away for good, brought back, or taken back at once, and stays on the tablet', async ({
	kiosk,
	desk: _desk,
	link
}) => {
	const { page } = kiosk;
	await oneIsRefused(kiosk, link);
	await page.getByRole('link', { name: ONE_REFUSED }).click(SOON);
	await kiosk.openToStaff(HELENE.code);
	expect(await everywhere(page)).toEqual([]);
	await refusedOn(page).getByRole('button', { name: 'Mettre de côté' }).click();
	await expect(page.getByText('Mis de côté. Il reste sur cet appareil.')).toBeVisible();
	await expect(refusedOn(page)).toHaveCount(0);
	await expect(page.getByRole('link', { name: ONE_REFUSED })).toHaveCount(0);
	await page.getByRole('button', { name: /^Annuler/ }).click();
	await expect(refusedOn(page)).toHaveCount(1);
	await expect(page.getByRole('link', { name: ONE_REFUSED })).toBeVisible();

	await refusedOn(page).getByRole('button', { name: 'Mettre de côté' }).click();
	await expect(refusedOn(page)).toHaveCount(0);
	// Not sent all the same, and nothing says so.
	await expect(kiosk.syncTruth()).toContainText('sauf 1 élément mis de côté', SOON);
	await kiosk.open('/device');
	await kiosk.openToStaff(HELENE.code);
	await page.getByText('1 élément mis de côté', { exact: true }).click();
	const aside = page.getByRole('list', { name: 'Mis de côté' }).getByRole('listitem');
	await expect(aside).toContainText('Une de ses informations n’est pas valable');
	expect(await everywhere(page)).toEqual([]);
	await aside.getByRole('button', { name: 'Remettre dans la liste' }).click();
	await expect(refusedOn(page)).toHaveCount(1);
	await expect(page.getByRole('link', { name: ONE_REFUSED })).toBeVisible();
});

test('a file for who looks after the network says what it holds before it is made', async ({
	kiosk,
	desk: _desk,
	link
}) => {
	const { page } = kiosk;
	await oneIsRefused(kiosk, link);
	await page.getByRole('link', { name: ONE_REFUSED }).click(SOON);
	await kiosk.openToStaff(HELENE.code);
	await refusedOn(page).getByRole('button', { name: 'Remettre à l’équipe' }).click();
	const dialog = page.getByRole('dialog', { name: 'Un fichier pour l’équipe du réseau' });
	await expect(dialog).toContainText('Des noms, des coordonnées ou des signatures');
	await expect(dialog).toContainText('Rien n’est envoyé tout seul');
	expect(await everywhere(page)).toEqual([]);
	const download = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Enregistrer le fichier' }).click();
	const file = await download;
	expect(file.suggestedFilename()).toMatch(/^refus-murat-\d{4}-\d\d-\d\d\.json$/);
	const { refused, device } = JSON.parse(await readFile(await file.path(), 'utf8'));
	expect(device).toMatchObject({ role: 'kiosk', centre: 'murat' });
	expect(refused).toMatchObject([
		{ why: { code: 'bad-field', field: 'reason' }, fact: { reason: 'party' } }
	]);
	await dialog.getByRole('button', { name: 'Fermer' }).click();
	await expect(dialog).toBeHidden();
	await expect(refusedOn(page)).toHaveCount(1);
});

test('what a revoked tablet had not sent is sent by the same tablet, enrolled again, at the hour it happened', async ({
	kiosk,
	desk: _desk,
	link,
	office,
	centre
}) => {
	const { page } = kiosk;
	await link.cut();
	await kiosk.firstVisit('Jo');
	await kiosk.done();
	await office.revoke('kiosk');
	await link.restore();
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expect(page.getByText('Remis au télécentre')).toBeVisible(SOON);
	await page.getByRole('link', { name: 'Inscrire à nouveau' }).click(SOON);
	const code = await office.invite({ role: 'kiosk', centre: 'murat' });
	await page.getByRole('textbox', { name: 'Code d’inscription' }).fill(code);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await kiosk.isHome();
	expect(await centre.visits()).toEqual([]);
	await kiosk.open('/device');
	await kiosk.openToStaff(HELENE.code);
	await expect(refusedOn(page).filter({ hasText: 'Une arrivée' })).toContainText(
		'Envoyez-le à nouveau'
	);
	await page.getByRole('button', { name: /^Envoyer 2 éléments à nouveau/ }).click();
	await expect(page.getByText('2 éléments repartent')).toBeVisible();
	await expect.poll(() => centre.visits(), SOON).toHaveLength(1);
	await expect(refusedOn(page).filter({ hasText: 'Une arrivée' })).toHaveCount(0);
	await page.getByText('2 éléments envoyés à nouveau', { exact: true }).click();
	const resaid = page.getByRole('list', { name: 'Envoyés à nouveau' }).getByRole('listitem');
	await expect(resaid).toHaveCount(2);
	await expect(resaid.first()).toContainText('Envoyé', SOON);
	expect(await everywhere(page)).toEqual([]);
});

/** Somebody arrived with the cable out; with it back, one thing this tablet says of it will not do. */
async function oneIsRefused(kiosk: Kiosk, link: FaultProxy): Promise<void> {
	await link.cut();
	await kiosk.firstVisit('Jo');
	await kiosk.done();
	await spoil(kiosk);
	await link.restore();
}

/** A fault of this tablet's own: a fact with a reason for coming that does not exist. */
async function spoil(kiosk: Kiosk): Promise<void> {
	await kiosk.page.evaluate(async () => {
		const open = indexedDB.open('telecentres');
		await new Promise((resolve) => (open.onsuccess = resolve));
		const facts = open.result.transaction('facts', 'readwrite').objectStore('facts');
		const rows = await new Promise<{ id: string; out: string; fact: object }[]>((resolve) => {
			const all = facts.getAll();
			all.onsuccess = () => resolve(all.result);
		});
		const row = rows.find(({ id, out }) => out && id.endsWith('000001'))!;
		const id = row.id.replace('000001', '000099');
		const fact = { ...row.fact, _id: id, reason: 'party' };
		const done = facts.put({ ...row, id, fact, out: `0${row.out.slice(1)}9` });
		await new Promise((resolve) => (done.onsuccess = resolve));
		open.result.close();
	});
}
