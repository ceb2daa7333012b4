import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { decodePDFRawStream, PDFDocument, PDFRawStream } from 'pdf-lib';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy';
import { everywhere } from './support/axe';
import { openBrowser } from './support/browser';
import { Desk } from './support/desk';
import { Kiosk } from './support/kiosk';
import { expect, test as staged } from './support/stage';
import { burst } from './support/scanner';

const SOON = { timeout: 30_000 };

/* Long because every story needs the same two devices behind links of their own. */

/** A host's PC behind a link that can fail, and a kiosk in another centre behind one of its own. */
const test = staged.extend<{
	hostLink: FaultProxy;
	host: Desk;
	farLink: FaultProxy;
	far: Kiosk;
}>({
	hostLink: async ({ server }, use) => {
		const proxy = await startFaultProxy({ target: { port: server.running().port } });
		await use(proxy);
		await proxy.close();
	},
	host: async ({ deskBrowser, hostLink, office }, use) => {
		const host = new Desk(deskBrowser.page(), hostLink.url, office);
		await host.setUp('murat');
		await host.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
		await use(host);
		expect(deskBrowser.errors).toEqual([]);
	},
	farLink: async ({ server }, use) => {
		const proxy = await startFaultProxy({ target: { port: server.running().port } });
		await use(proxy);
		await proxy.close();
	},
	far: async ({ farLink, office }, use) => {
		const browser = await openBrowser();
		const kiosk = new Kiosk(browser, farLink.url, office);
		await kiosk.setUp('saint-flour');
		await use(kiosk);
		await browser.close();
		expect(browser.errors).toEqual([]);
	}
});

interface Issued {
	readonly number: string;
	readonly code: string;
}

/** Fills the form in that is open; answers what is shown once. */
async function register(page: Page, name: string): Promise<Issued> {
	await page.getByRole('textbox', { name: 'Prénom et nom' }).fill(name);
	await page.getByRole('radio', { name: 'À mon compte' }).check();
	await page.getByRole('checkbox', { name: /accepte le règlement/ }).check();
	await page.getByRole('button', { name: 'Inscrire', exact: true }).click();
	return shownOnce(page);
}

async function shownOnce(page: Page): Promise<Issued> {
	await expect(page.getByText('Notez-le maintenant')).toBeVisible();
	const digits = async (word: string): Promise<string> => {
		const shown = page.getByRole('definition').filter({ visible: true });
		const words = await page.getByRole('term').allInnerTexts();
		return (await shown.nth(words.indexOf(word)).innerText()).replace(/\D/g, '');
	};
	// The code is there twice: for eyes, and spelled for ears.
	return { number: await digits('Numéro'), code: (await digits('Code secret')).slice(-6) };
}

async function registered(host: Desk, name: string): Promise<Issued> {
	await host.page.getByRole('link', { name: 'Personnes' }).first().click();
	await host.page.getByRole('link', { name: 'Inscrire une personne' }).click();
	const issued = await register(host.page, name);
	await host.page.getByRole('link', { name: 'C’est noté' }).click();
	return issued;
}

const allSent = (page: Page) =>
	expect(page.getByRole('region', { name: 'État de l’envoi' })).toContainText(
		'Tout est envoyé',
		SOON
	);

/** What is drawn on a PDF's first page, pictures left out. */
async function drawnIn(path: string): Promise<string> {
	const document = await PDFDocument.load(await readFile(path));
	const contents = document.getPages()[0]!.node.Contents();
	const streams = document.context
		.enumerateIndirectObjects()
		.map(([, object]) => object)
		.filter((object) => object instanceof PDFRawStream && contents !== undefined);
	return streams
		.map((stream) => decodePDFRawStream(stream as PDFRawStream).decode())
		.map((bytes) => Buffer.from(bytes).toString('latin1'))
		.join('\n');
}

/** The lines of text of a PDF's first page. */
async function textOf(path: string): Promise<string> {
	const drawn = await drawnIn(path);
	return [...drawn.matchAll(/<([0-9A-F]+)> Tj/g)]
		.map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1'))
		.join('\n');
}

const show = (kiosk: Kiosk, badge: string): Promise<void> => burst(kiosk.page, badge);

test('with the cable out a host registers a first visitor, prints a card and knows who is in the building', async ({
	kiosk,
	host,
	hostLink
}) => {
	const { page } = host;
	await kiosk.firstVisit('Jo');
	await kiosk.done();
	await expect(host.visitsOf('Jo')).toHaveCount(1);
	await hostLink.cut();

	await page.getByRole('button', { name: 'Qui est-ce ? Jo' }).click();
	await page.getByRole('link', { name: 'Inscrire cette personne' }).click();
	await expect(page.getByRole('textbox', { name: 'Prénom et nom' })).toHaveValue('Jo');
	const { number, code } = await register(page, 'Josette Été-Île');
	expect(code).toMatch(/^\d{6}$/);

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Imprimer la carte' }).click();
	const card = await textOf(await (await download).path());
	expect(card).toContain(`N° ${number}`);
	expect(card).toContain('Josette Été-Île');
	expect(card).toContain('Télécentre de Murat');
	expect(card.replace(/\D/g, '')).not.toContain(code);

	await page.getByRole('link', { name: 'C’est noté' }).click();
	await expect(page.getByText(/^Le serveur doit signer le badge/)).toBeVisible();
	expect(await page.content()).not.toContain(code);
	await page.getByRole('link', { name: 'Personnes' }).first().click();
	await page.getByRole('link', { name: 'La journée' }).first().click();
	await expect(host.visitsOf('Josette Été-Île')).toContainText('« Jo »');
	await page.getByRole('button', { name: 'Évacuation' }).click();
	await expect(page.getByText('Encore 1 à trouver')).toBeVisible();
	await page.getByRole('checkbox', { name: /Josette Été-Île/ }).check();
	await expect(page.getByText('Tout le monde est trouvé')).toBeVisible();
	await page.getByRole('button', { name: 'Fermer' }).click();

	await hostLink.restore();
	await allSent(page);
	// The kiosk knows number and code, and that this visit is hers.
	await expect(async () => {
		await kiosk.open();
		await kiosk.page.getByRole('button', { name: 'J’arrive' }).click();
		await kiosk.identify({ number, code });
		const here = kiosk.page.getByRole('heading', { name: 'Vous êtes déjà là' });
		await expect(here).toBeVisible({ timeout: 5_000 });
	}).toPass({ timeout: 60_000 });
});

test('a card that is printed again after the badge was lost carries the new one', async ({
	host
}) => {
	const { page } = host;
	const printed = async (): Promise<string> => {
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Imprimer la carte' }).click();
		const path = await (await download).path();
		await expect(page.getByText('La carte est dans vos téléchargements')).toBeVisible();
		return (await drawnIn(path)).replace(/<[0-9A-F]+> Tj/g, '');
	};
	await registered(host, 'Marie Vidal');
	const qr = page.getByRole('img', { name: 'QR du badge de Marie Vidal' });
	await expect(qr).toBeVisible(SOON);
	const first = await printed();
	expect(await printed()).toBe(first);
	const before = await qr.innerHTML();
	await page.getByRole('button', { name: 'Nouveau badge' }).click();
	await page.getByRole('button', { name: 'Faire un nouveau badge' }).click();
	await expect.poll(() => qr.innerHTML(), SOON).not.toBe(before);
	expect(await printed()).not.toBe(first);
});

test('a first visit is tied to somebody registered, to another after a mistake, and to nobody again', async ({
	kiosk,
	host
}) => {
	const { page } = host;
	await kiosk.firstVisit('Marie');
	await expect(host.visitsOf('Marie')).toHaveCount(1);
	await registered(host, 'Marie Vidal');
	await page.getByRole('link', { name: 'Personnes' }).first().click();
	await registered(host, 'Marie Roux');
	await page.getByRole('link', { name: 'La journée' }).first().click();

	await page.getByRole('button', { name: 'Qui est-ce ? Marie' }).click();
	await page.getByRole('button', { name: /Marie Vidal/ }).click();
	await expect(host.visitsOf('Marie Vidal')).toHaveCount(1);
	await expect(host.visitsOf('Marie Vidal')).toContainText('« Marie »');
	await page.getByRole('button', { name: 'Corriger Marie Vidal' }).click();
	await page.getByRole('button', { name: /Marie Roux/ }).click();
	await expect(host.visitsOf('Marie Roux')).toHaveCount(1);
	await page.getByRole('button', { name: 'Corriger Marie Roux' }).click();
	await page.getByRole('button', { name: 'Ce n’est personne d’inscrit' }).click();
	await expect(page.getByRole('button', { name: 'Qui est-ce ? Marie' })).toBeVisible();
});

test('a new code is good at the kiosk, and the old one is dead', async ({ kiosk, host }) => {
	const { page } = host;
	const before = await registered(host, 'Karim Bonnet');
	await page.getByRole('button', { name: 'Nouveau code' }).click();
	await page.getByRole('button', { name: 'Donner un nouveau code' }).click();
	const after = await shownOnce(page);
	expect(after.number).toBe(before.number);
	expect(after.code).not.toBe(before.code);
	await allSent(page);
	await expect(async () => {
		await kiosk.open();
		await kiosk.arrive(after);
		await expect(kiosk.page.getByRole('heading', { name: /bienvenue|déjà là/ })).toBeVisible({
			timeout: 5_000
		});
	}).toPass({ timeout: 60_000 });
	await kiosk.open();
	await kiosk.page.getByRole('button', { name: 'J’arrive' }).click();
	await kiosk.identify(before);
	await expect(kiosk.page.getByRole('alert')).toContainText('non reconnu');
});

test('a badge made here is taken in another centre with its cable out, and refused there once it was replaced and that kiosk has synced', async ({
	host,
	far,
	farLink,
	office
}) => {
	const { page } = host;
	await registered(host, 'Zoé Delmas');
	await expect(page.getByRole('img', { name: 'QR du badge de Zoé Delmas' })).toBeVisible(SOON);
	const person = new URL(page.url()).pathname.split('/').at(-1)!;
	const badge = await office.badgeOf(person);

	await farLink.cut();
	await show(far, badge);
	await far.page.getByRole('button', { name: 'Travailler' }).click();
	await far.isArrived();
	await far.done();
	await page.getByRole('button', { name: 'Nouveau badge' }).click();
	await page.getByRole('button', { name: 'Faire un nouveau badge' }).click();
	await allSent(page);
	// What a kiosk has not heard it cannot know.
	await show(far, badge);
	await expect(far.page.getByRole('heading', { name: 'Vous êtes déjà là' })).toBeVisible();
	await farLink.restore();
	await expect(async () => {
		await far.open();
		await far.isHome();
		await show(far, badge);
		const refused = far.page.getByRole('heading', { name: 'Ce badge a été remplacé' });
		await expect(refused).toBeVisible({ timeout: 5_000 });
	}).toPass({ timeout: 60_000 });
});

test('who is erased is found by nobody, and the host sees which devices have still to confirm', async ({
	kiosk,
	link,
	host
}) => {
	const { page } = host;
	await kiosk.isHome();
	await registered(host, 'Tim Rigal');
	await allSent(page);
	await link.cut();
	await page.getByRole('button', { name: 'Effacer cette personne' }).click();
	await expect(page.getByText('Cela ne peut pas être repris.')).toBeVisible();
	await page.getByRole('button', { name: 'Annuler' }).click();
	await expect(page.getByRole('heading', { name: 'Tim Rigal' })).toBeVisible();
	await page.getByRole('button', { name: 'Effacer cette personne' }).click();
	await page.getByRole('button', { name: 'Effacer pour toujours' }).click();
	await expect(page.getByRole('heading', { name: 'Effacement demandé' })).toBeVisible();
	await expect(page.getByText('effacé du serveur et de cet appareil')).toBeVisible(SOON);
	await page.getByRole('link', { name: 'Voir qui doit encore confirmer' }).click();
	await expect(page.getByText(/pas encore confirmé/)).toBeVisible(SOON);
	await page.goBack();
	await page.getByRole('link', { name: 'Personnes' }).first().click();
	await page.getByRole('textbox', { name: 'Nom, numéro ou commune' }).fill('tim');
	await expect(page.getByText('Tim Rigal')).toHaveCount(0);
	await allSent(page);
});

test('everything that is kept of somebody can be shown to them and taken along', async ({
	host
}) => {
	const { page } = host;
	const { number, code } = await registered(host, 'Inès Cros');
	await allSent(page);
	await page.getByRole('link', { name: 'Tout ce qui est gardé' }).click();
	await expect(page.getByText('Inès Cros').first()).toBeVisible(SOON);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Télécharger (JSON)' }).click();
	const kept = await readFile(await (await download).path(), 'utf8');
	expect(JSON.stringify(JSON.parse(kept))).toContain(number);
	expect(kept).not.toContain(code);
	expect(await everywhere(page), 'dossier').toEqual([]);
});

test('who works here is added and removed, and their code opens the kiosk in between', async ({
	kiosk,
	host
}) => {
	const { page } = host;
	await page.getByRole('link', { name: 'Personnes' }).first().click();
	await page.getByRole('link', { name: 'Personnel' }).first().click();
	await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Anne');
	await page.getByRole('textbox', { name: 'Code à 6 chiffres' }).fill('111111');
	await page.getByRole('textbox', { name: 'Le même code' }).fill('111111');
	await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'Anne' })).toHaveCount(0);
	for (const field of ['Code à 6 chiffres', 'Le même code'])
		await page.getByRole('textbox', { name: field }).fill('902134');
	await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
	const anne = page.getByRole('listitem').filter({ hasText: 'Anne' });
	await expect(anne).toHaveCount(1);
	await allSent(page);
	await expect(async () => {
		await kiosk.open();
		await kiosk.page.getByRole('link', { name: 'Personnel' }).click();
		await kiosk.openToStaff('902134');
		await expect(kiosk.page.getByRole('heading', { name: 'Cet appareil' })).toBeVisible({
			timeout: 5_000
		});
	}).toPass({ timeout: 60_000 });
	await anne.getByRole('button', { name: 'Retirer' }).click();
	await anne.getByRole('button', { name: 'Retirer du personnel' }).click();
	await expect(anne).toHaveCount(0);
	expect(await everywhere(page), 'staff').toEqual([]);
});

test('every screen about people can be used by everybody', async ({ kiosk, host }) => {
	test.slow();
	const { page } = host;
	await kiosk.firstVisit('Jo');
	await expect(host.visitsOf('Jo')).toHaveCount(1);
	await page.getByRole('link', { name: 'Personnes' }).first().click();
	await expect(
		page.getByText('Personne n’est encore inscrit').or(page.getByText('Marie D.'))
	).toBeVisible();
	expect(await everywhere(page), 'list').toEqual([]);
	await page.getByRole('link', { name: 'Inscrire une personne' }).click();
	await page.getByRole('textbox', { name: 'Commune (facultatif)' }).fill('2 85 05 78 006 084 36');
	await page.getByRole('checkbox', { name: 'A moins de 18 ans' }).check();
	await page.getByRole('button', { name: 'Inscrire', exact: true }).click();
	await expect(page.getByText('numéro de sécurité sociale')).toBeVisible();
	await expect(page.getByText('Il manque l’adulte responsable')).toBeVisible();
	expect(await everywhere(page), 'form with everything wrong').toEqual([]);
	await page.getByRole('textbox', { name: 'Commune (facultatif)' }).fill('');
	await page.getByRole('checkbox', { name: 'A moins de 18 ans' }).uncheck();
	await register(page, 'Agnès Soulié');
	expect(await everywhere(page), 'code shown once').toEqual([]);
	await page.getByRole('link', { name: 'C’est noté' }).click();
	await expect(page.getByRole('img', { name: /QR du badge/ })).toBeVisible(SOON);
	await page.getByRole('button', { name: 'Badge perdu' }).click();
	await page.getByRole('button', { name: 'Effacer cette personne' }).click();
	await page.getByRole('button', { name: 'Relier un téléphone' }).click();
	await expect(page.getByRole('timer')).toBeVisible();
	expect(await everywhere(page), 'person').toEqual([]);
	await page.getByRole('button', { name: 'Modifier' }).click();
	expect(await everywhere(page), 'person amended').toEqual([]);
	await page.getByRole('link', { name: 'La journée' }).last().click();
	await page.getByRole('button', { name: 'Qui est-ce ? Jo' }).click();
	expect(await everywhere(page), 'tying').toEqual([]);
	await page.getByRole('button', { name: 'Évacuation' }).click();
	await expect(page.getByRole('checkbox')).toHaveCount(1);
	expect(await everywhere(page), 'evacuation').toEqual([]);
});
