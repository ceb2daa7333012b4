import { enrolOverHttp } from '../support/enrol';
import { everywhere } from './support/axe';
import { HELENE } from './support/desk';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };
const MARIE = 'p_sample0marie';
const hint = () => dispatchEvent(new Event('online'));

test('a host adds a kiosk: what the screen shows is all the other device needs', async ({
	desk,
	link,
	kioskBrowser
}) => {
	await desk.open('/devices');
	const { page } = desk;
	await page.getByRole('button', { name: 'Ajouter un appareil' }).click();
	await expect(page.getByRole('radio')).toHaveCount(2);
	await page.getByRole('button', { name: 'Préparer le code' }).click();
	await expect(page.getByRole('img', { name: /^Code QR de l’invitation/ })).toBeVisible();
	await expect(page.getByRole('timer')).toHaveText(/^Encore 1[45]:\d\d$/);
	const code = await page.getByText(/^[0-9a-z]{5}-[0-9a-z]{5}$/).innerText();
	const tablet = kioskBrowser.page();
	await tablet.goto(`${link.url}/enrol`);
	await tablet.getByRole('textbox', { name: 'Code d’inscription' }).fill(code);
	await tablet.getByRole('textbox', { name: 'Nom de l’appareil' }).fill('Tablette de l’entrée');
	await tablet.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await expect(tablet.getByRole('button', { name: 'J’arrive' })).toBeVisible();
	await expect(page.getByText('Tablette de l’entrée est inscrit')).toBeVisible(SOON);
	await page.getByRole('button', { name: 'Terminé' }).click();
	const card = page.getByRole('article').filter({ hasText: 'Tablette de l’entrée' });
	await expect(card).toContainText('Borne');
	await expect(card).toContainText('Vu');
	await expect(card).toContainText('Tout était envoyé');
	await expect(card).toContainText(/\d+\s(ko|Mo)\s+utilisés sur/);
});

test('a revoked kiosk says so, shows nothing of its day, and hands in what it had not sent', async ({
	kiosk,
	desk,
	link,
	centre
}) => {
	await link.cut();
	await kiosk.firstVisit('Marguerite');
	await desk.open('/devices');
	const { page } = desk;
	await page.getByRole('button', { name: 'Révoquer Borne' }).click();
	await page.getByRole('button', { name: 'Annuler' }).click();
	await expect(page.getByRole('button', { name: 'Révoquer Borne' })).toBeVisible();
	// One tap is enough: nobody has to wait for the seconds in which it can be taken back.
	await page.getByRole('button', { name: 'Révoquer Borne' }).click();
	await expect(page.getByText(/Révoqué dans \d/)).toBeVisible();
	await expect(page.getByText('Révoqués (1)')).toBeVisible(SOON);
	await link.restore();
	await kiosk.page.evaluate(hint);
	await expect(kiosk.page.getByRole('heading', { name: 'a été révoqué' })).toBeVisible(SOON);
	await expect(kiosk.page.getByText('Remis au télécentre')).toContainText(/[23] éléments/, SOON);
	expect(await kiosk.page.content()).not.toContain('Marguerite');
	for (const path of ['/kiosk', '/device', '/desk']) {
		await kiosk.open(path);
		await expect(kiosk.page.getByRole('heading', { name: 'a été révoqué' })).toBeVisible();
	}
	expect(await centre.visits()).toEqual([]);
	// Whoever is in charge reads it, and it counts for nothing until they write it down.
	await page.getByRole('button', { name: 'Actualiser' }).click();
	const aside = page.getByRole('region', { name: 'Mis de côté' });
	await aside.getByText(/[23] éléments/).click();
	await expect(aside.getByText('Une arrivée')).toBeVisible();
	await aside.getByRole('listitem').filter({ hasText: 'Un nom' }).getByText('Texte brut').click();
	await expect(aside.getByText('"name":"Marguerite"')).toBeVisible();
});

test('a revoked device can only be enrolled anew', async ({ kiosk, office }) => {
	await office.revoke('kiosk');
	await kiosk.page.evaluate(hint);
	await kiosk.page.getByRole('link', { name: 'Inscrire à nouveau' }).click(SOON);
	const code = await office.invite({ role: 'kiosk', centre: 'murat' });
	await kiosk.page.getByRole('textbox', { name: 'Code d’inscription' }).fill(code);
	await kiosk.page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await kiosk.isHome();
	await kiosk.firstVisit('Jo');
	await expect(kiosk.page.getByText('Envoyé à')).toBeVisible();
});

test('with the server away the page says so, and once it is back the list is there', async ({
	desk,
	server
}) => {
	await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await server.kill();
	await desk.open('/devices');
	await expect(desk.page.getByText('Ceci a besoin du serveur')).toBeVisible();
	await server.start();
	await desk.page.getByRole('button', { name: 'Réessayer' }).click();
	await expect(desk.page.getByText('Celui-ci')).toBeVisible(SOON);
});

test('a host sees the devices of their centre, the coordinator those of all', async ({
	desk,
	office,
	server,
	phoneBrowser
}) => {
	const { url } = server.running();
	const elsewhere = { role: 'kiosk', centre: 'ydes' } as const;
	await enrolOverHttp(url, await office.invite(elsewhere), 'Tablette d’Ydes');
	await desk.open('/devices');
	await expect(desk.page.getByText('Celui-ci')).toBeVisible();
	await expect(desk.page.getByRole('article')).toHaveCount(1);
	const page = phoneBrowser.page();
	await page.goto(`${url}/enrol#${await office.invite({ role: 'coordinator' })}`);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await page.getByRole('textbox', { name: 'Votre nom' }).fill('Paul');
	await page.getByRole('textbox', { name: 'Code du personnel' }).fill(HELENE.code);
	await page.getByRole('textbox', { name: 'Le même code' }).fill(HELENE.code);
	await page.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
	await page.getByRole('link', { name: 'Les appareils' }).first().click();
	await expect(page.getByRole('article').filter({ hasText: 'Tablette d’Ydes' })).toContainText(
		'Ydes'
	);
	await expect(page.getByRole('article').filter({ hasText: 'Murat' })).toHaveCount(1);
	await page.getByRole('button', { name: 'Ajouter un appareil' }).click();
	await page.getByRole('button', { name: 'Préparer le code' }).click();
	await expect(page.getByRole('alert')).toContainText('Il manque le centre');
	await page.getByRole('combobox', { name: 'Centre' }).selectOption('Allanche');
	await page.getByRole('button', { name: 'Préparer le code' }).click();
	await expect(page.getByText('Pour : Borne, Allanche')).toBeVisible();
	expect(await everywhere(page)).toEqual([]);
});

test('an erasure names the devices that have not confirmed it', async ({
	desk,
	office,
	server
}) => {
	const away = { role: 'kiosk', centre: 'murat' } as const;
	await enrolOverHttp(server.running().url, await office.invite(away), 'Tablette du fond');
	await office.note('person.erased', { person: MARIE });
	await desk.open('/devices');
	const erasures = desk.page.getByRole('region', { name: 'Effacements' });
	await expect(async () => {
		await desk.page.getByRole('button', { name: 'Actualiser' }).click();
		await expect(erasures).toContainText('1 appareil n’a pas encore confirmé', { timeout: 2_000 });
	}).toPass();
	await expect(erasures.getByRole('listitem').filter({ hasText: 'Tablette' }).last()).toContainText(
		'Tablette du fond'
	);
});

test('a phone shows its owner’s badge and number with no link, and what the network holds of them', async ({
	office,
	server,
	phoneBrowser
}) => {
	const { url } = server.running();
	const page = phoneBrowser.page();
	const marie = { role: 'member', centre: 'murat', person: MARIE } as const;
	await page.goto(`${url}/enrol#${await office.invite(marie)}`);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await expect(page.getByRole('heading', { name: 'Bonjour Marie D.' })).toBeVisible();
	await page.getByRole('button', { name: 'Mon badge' }).click();
	await expect(page.getByRole('img', { name: 'Badge de Marie D.' })).toBeVisible(SOON);
	await expect(page.getByText('1420')).toBeVisible();
	await page.getByRole('button', { name: 'Fermer' }).click();
	await page.getByRole('button', { name: 'Voir mes données' }).click();
	await page.getByText('Fiche à l’accueil, Murat').click();
	await expect(page.getByText('Une inscription à l’accueil')).toBeVisible();
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Les télécharger' }).click()
	]);
	expect(file.suggestedFilename()).toMatch(/^telecentres-\d{4}-\d\d-\d\d\.json$/);
	expect(await everywhere(page)).toEqual([]);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await server.kill();
	await page.reload();
	await page.getByRole('button', { name: 'Mon badge' }).click();
	await expect(page.getByRole('img', { name: 'Badge de Marie D.' })).toBeVisible();
	await server.start();
});

test('a lost phone is ended from another one of its owner', async ({
	office,
	server,
	phoneBrowser,
	deskBrowser
}) => {
	const { url } = server.running();
	const marie = { role: 'member', centre: 'murat', person: MARIE } as const;
	const lost = deskBrowser.page();
	const kept = phoneBrowser.page();
	for (const [page, name] of [
		[lost, 'Vieux téléphone'],
		[kept, 'Téléphone neuf']
	] as const) {
		await page.goto(`${url}/enrol#${await office.invite(marie)}`);
		await page.getByRole('textbox', { name: 'Nom de l’appareil' }).fill(name);
		await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
		await expect(page.getByRole('heading', { name: 'Bonjour' })).toBeVisible();
	}
	await kept.getByRole('button', { name: 'Révoquer Vieux téléphone' }).click();
	await kept.getByRole('button', { name: 'Révoquer maintenant' }).click();
	await expect(kept.getByText('Vieux téléphone')).toHaveCount(0);
	await lost.evaluate(hint);
	await expect(lost.getByRole('heading', { name: 'a été révoqué' })).toBeVisible(SOON);
	expect(await lost.content()).not.toContain('Marie');
	await kept.getByRole('button', { name: 'Désinscrire cet appareil' }).click();
	await kept.getByRole('button', { name: 'Désinscrire', exact: true }).click();
	await expect(kept.getByRole('link', { name: 'Inscrire cet appareil' })).toBeVisible();
	await kept.goto(`${url}/me`);
	await expect(kept.getByRole('heading', { name: 'pas encore inscrit' })).toBeVisible();
	expect(await kept.content()).not.toContain('Marie');
});

test('the devices’ page can be used by everybody', async ({ desk, kiosk: _kiosk }) => {
	await desk.open('/devices');
	const { page } = desk;
	await page.getByRole('button', { name: 'Révoquer Borne' }).click();
	await page.getByRole('button', { name: 'Ajouter un appareil' }).click();
	expect(await everywhere(page), 'choosing').toEqual([]);
	await page.getByRole('button', { name: 'Préparer le code' }).click();
	await expect(page.getByRole('img')).toBeVisible();
	expect(await everywhere(page), 'invitation').toEqual([]);
	await desk.open('/device');
	await page.getByRole('button', { name: 'Désinscrire cet appareil' }).click();
	expect(await everywhere(page), 'this device').toEqual([]);
});
