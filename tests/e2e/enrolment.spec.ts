import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { everywhere } from './support/axe';
import { Desk, HELENE } from './support/desk';
import { expect, test } from './support/stage';

const SOON = { timeout: 30_000 };
const enrol = (page: Page) => page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
const code = (page: Page) => page.getByRole('textbox', { name: 'Code d’inscription' });
const CHUNKS = 'build/client/_app/immutable/chunks';
/** The built file in which something is written. */
const chunkWith = (text: RegExp): string =>
	readdirSync(CHUNKS).find(
		(name) => name.endsWith('.js') && text.test(readFileSync(`${CHUNKS}/${name}`, 'utf8'))
	) ?? '';

test('who follows the link of an invitation confirms once, and the code is in no address', async ({
	office,
	link,
	kioskBrowser
}) => {
	const page = kioskBrowser.page();
	const invitation = await office.invite({ role: 'kiosk', centre: 'murat' });
	await page.goto(`${link.url}/enrol#${invitation}`);
	const shown = `${invitation.slice(0, 5)}-${invitation.slice(5)}`;
	await expect(page.getByText(shown)).toBeVisible();
	expect(page.url()).toBe(`${link.url}/enrol`);
	await page.getByRole('textbox', { name: 'Nom de l’appareil' }).fill('Tablette de l’entrée');
	await enrol(page);
	await expect(page.getByRole('button', { name: 'J’arrive' })).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Murat');
	// Neither is it anywhere the back button leads.
	await page.goto('about:blank');
	for (let i = 0; i < 3; i += 1) {
		await page.goBack().catch(() => null);
		expect(page.url()).not.toContain(invitation);
	}
	const [kiosk] = (await office.devices()).filter(({ role }) => role === 'kiosk');
	expect(kiosk).toMatchObject({ centre: 'murat', label: 'Tablette de l’entrée' });
});

test('a code typed from another screen may have capitals, spaces and look-alikes', async ({
	office,
	server,
	deskBrowser
}) => {
	const page = deskBrowser.page();
	await page.goto(`${server.running().url}/desk`);
	const invitation = await office.invite({ role: 'host', centre: 'murat' });
	const written = invitation.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'I');
	await code(page).pressSequentially(`${written.slice(0, 4)} ${written.slice(4)}`);
	await expect(code(page)).toHaveValue(`${invitation.slice(0, 5)}-${invitation.slice(5)}`);
	await enrol(page);
	await expect(page.getByRole('heading', { name: 'Votre nom et votre code' })).toBeVisible();
});

test('a code that is wrong, short or used says what to do, and stays as it was typed', async ({
	office,
	server,
	deskBrowser,
	phoneBrowser
}) => {
	const page = deskBrowser.page();
	const { url } = server.running();
	await page.goto(`${url}/enrol`);
	await code(page).fill('abc');
	await enrol(page);
	await expect(page.getByRole('alert')).toContainText('il en manque 7');
	await code(page).fill('aaaaabbbbb');
	await enrol(page);
	await expect(page.getByRole('alert')).toContainText('demandez-en un autre');
	await expect(code(page)).toHaveValue('aaaaa-bbbbb');
	const used = await office.invite({ role: 'kiosk', centre: 'murat' });
	await phoneBrowser.page().goto(`${url}/enrol#${used}`);
	await enrol(phoneBrowser.page());
	await expect(phoneBrowser.page().getByRole('button', { name: 'J’arrive' })).toBeVisible();
	await code(page).fill(used);
	await enrol(page);
	await expect(page.getByRole('alert')).toContainText('il sert une seule fois');
});

test('with the cable out the code is kept, and is good once the link is back', async ({
	office,
	link,
	kioskBrowser
}) => {
	const page = kioskBrowser.page();
	await page.goto(`${link.url}/enrol#${await office.invite({ role: 'kiosk', centre: 'murat' })}`);
	await expect(page.getByRole('button', { name: 'Inscrire cet appareil' })).toBeVisible();
	await link.cut();
	await enrol(page);
	await expect(page.getByRole('alert')).toContainText('Pas de connexion');
	await link.restore();
	await enrol(page);
	await expect(page.getByRole('button', { name: 'J’arrive' })).toBeVisible(SOON);
});

test('where what enrolling takes did not come, the form is not shown, and the code outlives the page that comes anew', async ({
	office,
	link,
	kioskBrowser
}) => {
	const page = kioskBrowser.page();
	const invitation = await office.invite({ role: 'kiosk', centre: 'murat' });
	const ofTheOffice = `**/chunks/${chunkWith(/\/enrolment[`'"]/)}`;
	await page.route(ofTheOffice, (route) => route.abort());
	await page.goto(`${link.url}/enrol#${invitation}`);
	await expect(page.getByRole('alert')).toContainText('n’a pas pu être chargée');
	await expect(page.getByRole('button', { name: 'Inscrire cet appareil' })).toBeHidden();
	await page.unroute(ofTheOffice);
	await page.getByRole('button', { name: 'Réessayer' }).click();
	await expect(page.getByText(`${invitation.slice(0, 5)}-${invitation.slice(5)}`)).toBeVisible(
		SOON
	);
	expect(page.url()).not.toContain(invitation);
	await enrol(page);
	await expect(page.getByRole('button', { name: 'J’arrive' })).toBeVisible(SOON);
});

test('a device that is enrolled does not use up the code of a link', async ({
	office,
	kiosk,
	server,
	deskBrowser
}) => {
	const invitation = await office.invite({ role: 'host', centre: 'murat' });
	await kiosk.open(`/enrol#${invitation}`);
	await expect(kiosk.page.getByRole('heading', { name: 'déjà inscrit' })).toBeVisible();
	await kiosk.page.getByRole('link', { name: 'Continuer' }).click();
	await kiosk.isHome();
	await deskBrowser.page().goto(`${server.running().url}/enrol#${invitation}`);
	await enrol(deskBrowser.page());
	await expect(deskBrowser.page().getByRole('textbox', { name: 'Votre nom' })).toBeVisible();
});

test('a host sees nothing before they have chosen a code, reload or not, and not an easy one', async ({
	office,
	server,
	deskBrowser
}) => {
	const page = deskBrowser.page();
	const desk = new Desk(page, server.running().url, office);
	await page.goto(
		`${desk.address}/enrol#${await office.invite({ role: 'host', centre: 'murat' })}`
	);
	await enrol(page);
	const asked = page.getByRole('heading', { name: 'Votre nom et votre code' });
	await expect(asked).toBeVisible();
	await page.goto(`${desk.address}/devices`);
	await expect(asked).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Les appareils' })).toHaveCount(0);
	await desk.chooseCode({ ...HELENE, code: '123456' });
	await expect(page.getByText('Ce code se devine trop vite')).toBeVisible();
	await page.getByRole('textbox', { name: 'Code du personnel' }).fill('135790');
	await page.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
	await expect(page.getByText('Les deux codes ne sont pas les mêmes')).toBeVisible();
	await expect(page.getByRole('textbox', { name: 'Votre nom' })).toHaveValue(HELENE.name);
	await desk.chooseCode();
	await expect(page.getByRole('heading', { name: 'Les appareils de Murat' })).toBeVisible();
});

test('each role is taken to its own door, and sent there from another’s', async ({
	office,
	server,
	deskBrowser,
	phoneBrowser
}) => {
	const { url } = server.running();
	const page = deskBrowser.page();
	const desk = new Desk(page, url, office);
	await page.goto(`${url}/enrol#${await office.invite({ role: 'coordinator' })}`);
	await enrol(page);
	await desk.chooseCode();
	await expect(page.getByRole('heading', { name: 'Le réseau aujourd’hui' })).toBeVisible();
	await desk.open('/kiosk');
	await expect(page.getByRole('heading', { name: 'Poste de coordination' })).toBeVisible();
	await page.getByRole('link', { name: 'Le réseau', exact: true }).click();
	await expect(page).toHaveURL(`${url}/network`);
	const phone = phoneBrowser.page();
	const marie = { role: 'member', centre: 'murat', person: 'p_sample0marie' } as const;
	await phone.goto(`${url}/enrol#${await office.invite(marie)}`);
	await enrol(phone);
	await expect(phone).toHaveURL(`${url}/me`);
	await phone.goto(`${url}/desk`);
	await expect(phone.getByRole('heading', { name: 'Téléphone personnel' })).toBeVisible();
});

test('a device that signs out is nobody’s, but not while something waits to be sent', async ({
	kiosk,
	desk: _desk,
	link
}) => {
	const { page } = kiosk;
	await page.getByRole('link', { name: 'Personnel' }).click();
	await kiosk.openToStaff(HELENE.code);
	await page.getByRole('link', { name: 'Ouvrir la borne' }).click();
	await link.cut();
	await kiosk.firstVisit('Jo');
	await kiosk.done();
	await page.getByRole('link', { name: 'Personnel' }).click();
	await kiosk.openToStaff(HELENE.code);
	await page.getByRole('button', { name: 'Désinscrire cet appareil' }).click();
	await expect(page.getByText(/[23] éléments ne sont pas encore envoyés/)).toBeVisible();
	await expect(page.getByRole('button', { name: 'Désinscrire', exact: true })).toHaveCount(0);
	await link.restore();
	await page.getByRole('button', { name: 'Envoyer maintenant' }).last().click();
	await page.getByRole('button', { name: 'Désinscrire', exact: true }).click(SOON);
	await expect(page.getByRole('link', { name: 'Inscrire cet appareil' })).toBeVisible();
	await kiosk.open();
	await expect(page.getByRole('heading', { name: 'pas encore inscrit' })).toBeVisible();
});

test('enrolling can be done by everybody', async ({ office, server, deskBrowser }) => {
	const page = deskBrowser.page();
	const { url } = server.running();
	await page.goto(`${url}/enrol`);
	await expect(code(page)).toBeVisible();
	await enrol(page);
	await expect(page.getByRole('alert')).toContainText('il en manque 10');
	expect(await everywhere(page), 'code').toEqual([]);
	await page.goto(`${url}/`);
	await page.goto(`${url}/enrol#${await office.invite({ role: 'host', centre: 'murat' })}`);
	await enrol(page);
	await page.getByRole('button', { name: 'Enregistrer et ouvrir' }).click();
	await expect(page.getByText('Il manque un nom')).toBeVisible();
	expect(await everywhere(page), 'code of who works here').toEqual([]);
});
