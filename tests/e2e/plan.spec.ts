import { local, shiftDay } from '../../src/lib/domain/calendar';
import { everywhere } from './support/axe';
import { expect, test } from './support/stage';
import { Desk } from './support/desk';
import type { Office } from './support/office';

const MARIE = { person: 'p_mariedupont', name: 'Marie Dupont', phone: '04 71 20 09 42' };
const KARIM = { person: 'p_karimbenali', name: 'Karim Benali' };

/** The desk has heard that Murat is open tomorrow from midnight on, and looks at it. */
async function tomorrow(desk: Desk): Promise<void> {
	await desk.nextDay();
	await expect(desk.row('Bureau 6').getByRole('button', { name: /00:00/ })).toBeVisible(ANSWERED);
}
async function registered(office: Office, ...people: { person: string; name: string }[]) {
	for (const one of people)
		await office.note('person.registered', { ...one, category: 'independent', rules: '2026-1' });
}
/** An answer comes from whoever holds the place, by way of the server. */
const ANSWERED = { timeout: 40_000 };

/** Tomorrow is on screen, and Marie has a desk then. */
async function marieHasDesk6(desk: Desk, office: Office): Promise<void> {
	await office.openAlways();
	await registered(office, MARIE);
	await tomorrow(desk);
	await desk.give('Bureau 6', MARIE.name);
	await expect(desk.bar(MARIE.name, 'confirmée')).toBeVisible(ANSWERED);
}

test('a place the host gives is only asked for until its holder has answered, link or no link', async ({
	desk,
	office,
	server
}) => {
	await office.openAlways();
	await registered(office, MARIE);
	await tomorrow(desk);
	await expect(desk.plan().getByText('en ligne').first()).toBeVisible();
	await server.kill();
	await desk.give('Bureau 6', MARIE.name);
	await expect(desk.page.getByText('Bureau 6 demandé pour Marie Dupont')).toBeVisible();
	await desk.bar(MARIE.name, 'demandée').click();
	await expect(desk.panel().getByText('Réponse attendue du serveur')).toBeVisible();
	await expect(desk.panel().getByText('depuis ce poste')).toBeVisible();
	await desk.page.keyboard.press('Escape');
	await server.start();
	await expect(desk.bar(MARIE.name, 'confirmée')).toBeVisible(ANSWERED);
});

test('somebody is moved with a reason, told of it, and moved back by one tap', async ({
	desk,
	office
}) => {
	await office.openAlways();
	await registered(office, MARIE, KARIM);
	await tomorrow(desk);
	await desk.give('Bureau 6', MARIE.name);
	await expect(desk.bar(MARIE.name, 'confirmée')).toBeVisible(ANSWERED);
	await desk.give('Bureau 5', KARIM.name);
	await expect(desk.bar(KARIM.name, 'confirmée')).toBeVisible(ANSWERED);

	await desk.bar(MARIE.name).click();
	const panel = desk.panel();
	await panel.getByRole('button', { name: 'Déplacer' }).click();
	await panel.getByRole('combobox', { name: 'Place' }).selectOption('Bureau 5');
	await expect(panel.getByText('Bureau 5 est déjà pris à cet horaire.')).toBeVisible();
	await panel.getByRole('combobox', { name: 'Place' }).selectOption('Bureau 4');
	await panel.getByRole('button', { name: 'Déplacer' }).click();
	await expect(panel.getByText('Il manque un motif.')).toBeVisible();
	await panel.getByRole('textbox', { name: 'Motif' }).fill('Chaise cassée');
	await panel.getByRole('button', { name: 'Déplacer' }).click();
	await expect(desk.row('Bureau 4').getByRole('button', { name: /^Marie/ })).toBeVisible();
	await expect(desk.row('Bureau 6').getByRole('button', { name: /^Marie/ })).toHaveCount(
		0,
		ANSWERED
	);

	const untold = desk.page.getByRole('region', { name: '1 personne à prévenir' });
	await expect(untold.getByText('sa place a changé')).toBeVisible();
	await expect(untold.getByText('Chaise cassée')).toBeVisible();
	await expect(untold.getByRole('link', { name: /04 71 20 09 42/ })).toBeVisible();
	await untold.getByRole('button', { name: 'J’ai prévenu Marie Dupont' }).click();
	await expect(untold).toHaveCount(0);
	await desk.page.getByRole('button', { name: /^Annuler · / }).click();
	await expect(untold).toBeVisible();

	await desk.bar(MARIE.name).click();
	await panel.getByRole('button', { name: 'Déplacer' }).click();
	await panel.getByRole('combobox', { name: 'Place' }).selectOption('Bureau 3');
	await panel.getByRole('textbox', { name: 'Motif' }).fill('Trop de bruit');
	await panel.getByRole('button', { name: 'Déplacer' }).click();
	await desk.page.getByRole('button', { name: /^Annuler · / }).click();
	await expect(desk.page.getByText('C’est annulé.')).toBeVisible();
	await expect(desk.row('Bureau 4').getByRole('button', { name: /^Marie.*confirmée/ })).toBeVisible(
		ANSWERED
	);
	await expect(desk.row('Bureau 3').getByRole('button', { name: /^Marie/ })).toHaveCount(
		0,
		ANSWERED
	);
});

test('a cancelled place can be had back for eight seconds; a blocked one is given to nobody', async ({
	desk,
	office
}) => {
	await marieHasDesk6(desk, office);
	await desk.bar(MARIE.name).click();
	const panel = desk.panel();
	await panel.getByRole('button', { name: 'Annuler la place' }).click();
	await panel.getByRole('button', { name: 'Annuler sa place' }).click();
	await expect(panel.getByText('Il manque un motif.')).toBeVisible();
	await panel.getByRole('textbox', { name: 'Motif' }).fill('Fuite d’eau');
	await panel.getByRole('button', { name: 'Annuler sa place' }).click();
	await desk.page.getByRole('button', { name: /^Annuler · / }).click();
	await expect(desk.bar(MARIE.name, 'confirmée')).toBeVisible(ANSWERED);
	await expect(desk.page.getByText('à prévenir')).toHaveCount(0);

	await desk.row('Bureau 5').getByRole('button', { name: /Libre/ }).click();
	await panel.getByRole('radio', { name: 'La bloquer' }).check();
	await panel.getByRole('textbox', { name: 'Motif' }).fill('Écran en panne');
	await panel.getByRole('button', { name: 'Bloquer' }).click();
	await expect(
		desk.row('Bureau 5').getByRole('button', { name: /Écran en panne ?, bloquée/ })
	).toBeVisible(ANSWERED);
	await expect(desk.row('Bureau 5').getByRole('button', { name: /Libre/ })).toHaveCount(0);
	await desk
		.row('Bureau 5')
		.getByRole('button', { name: /Écran en panne/ })
		.click();
	await panel.getByRole('button', { name: 'Débloquer' }).click();
	await expect(desk.row('Bureau 5').getByRole('button', { name: /Libre/ })).toBeVisible(ANSWERED);
});

test('a place that lies on two desks is moved and ended as one, and had back as one', async ({
	desk,
	office
}) => {
	await office.openAlways({ spaces: [{ id: 'desk', kind: 'desk', count: 2 }] });
	await registered(office, MARIE);
	const day = shiftDay(local(Date.now()).day, 1);
	const claim = (fields: object) =>
		office.place('place.claimed', { space: 'desk', to: 'server', ...fields }, day);
	await claim({ block: 'Prêté', unit: 'desk-1', slots: ['am'] });
	await claim({ block: 'Prêté', unit: 'desk-2', slots: ['pm'] });
	await claim({ person: MARIE.person, slots: ['am', 'pm'] });
	await desk.nextDay();
	const [morning, afternoon] = [desk.row('Bureau 2'), desk.row('Bureau 1')].map((row) =>
		row.getByRole('button', { name: /^Marie Dupont ?, confirmée/ })
	);
	await expect(morning!).toBeVisible(ANSWERED);
	await morning!.click();
	const panel = desk.panel();
	await expect(panel.getByText('Bureau 2, 00:00–13:00 · Bureau 1, 13:00–23:59')).toBeVisible();
	await panel.getByRole('button', { name: 'Déplacer' }).click();
	await expect(panel.getByRole('radio', { name: 'Journée' })).toBeChecked();
	await expect(panel.getByText('est déjà pris')).toHaveCount(0);
	await panel.getByRole('radio', { name: 'Matin' }).check();
	await expect(panel.getByText(/Rendu.: 13:00–23:59\./)).toBeVisible();
	await panel.getByRole('button', { name: 'Ne rien changer' }).click();
	await panel.getByRole('button', { name: 'Annuler la place' }).click();
	await expect(panel.getByText(/^Toute la place est annulée/)).toContainText('Bureau 1, 13:00');
	await panel.getByRole('textbox', { name: 'Motif' }).fill('Fuite d’eau');
	await panel.getByRole('button', { name: 'Annuler sa place' }).click();
	await desk.page.getByRole('button', { name: /^Annuler · / }).click();
	await expect(desk.page.getByText('C’est annulé.')).toBeVisible();
	await expect(morning!).toBeVisible(ANSWERED);
	await expect(afternoon!).toBeVisible(ANSWERED);
});

test('closing a day says first whom it touches; they are to be told, and have their place back on reopening', async ({
	desk,
	office
}) => {
	await marieHasDesk6(desk, office);
	await desk.page.getByRole('button', { name: 'Places et fermetures' }).click();
	const panel = desk.panel();
	await expect(panel.getByText('1 personne a une place ces jours-là')).toBeVisible();
	await panel.getByRole('button', { name: 'Fermer le centre' }).click();
	await expect(panel.getByText('Il manque un motif.')).toBeVisible();
	await panel.getByRole('textbox', { name: 'Motif' }).fill('Neige');
	await panel.getByRole('button', { name: 'Fermer le centre' }).click();
	await expect(panel.getByRole('button', { name: /^Rouvrir/ })).toBeVisible();
	await desk.page.keyboard.press('Escape');
	await expect(desk.page.getByText('Fermé ce jour-là : Neige')).toBeVisible();
	await expect(desk.bar(MARIE.name, 'confirmée, centre fermé')).toBeVisible();
	await expect(desk.plan().getByRole('button', { name: /Libre/ })).toHaveCount(0);
	await expect(desk.page.getByText('le centre est fermé ce jour-là')).toBeVisible();

	await desk.page.getByRole('button', { name: 'Places et fermetures' }).click();
	await panel.getByRole('button', { name: /^Rouvrir/ }).click();
	await desk.page.keyboard.press('Escape');
	// With its hours behind it, and no word of a closure.
	await expect(desk.bar(MARIE.name, 'confirmée ?, \\d')).toBeVisible();
	await expect(desk.page.getByText('à prévenir')).toHaveCount(0);
});

test('a place that new hours or fewer desks leave out is seen from the page of today, and told once', async ({
	desk,
	office
}) => {
	await marieHasDesk6(desk, office);
	await desk.page.getByRole('button', { name: 'Jour précédent' }).click();
	await office.openAlways({ spaces: [{ id: 'pods', kind: 'booth', count: 2 }] });
	const crowded = desk.page.getByText('Plus de places confirmées que le centre n’en a');
	await crowded.click(ANSWERED);
	await expect(desk.page.getByText('1 place confirmée, et le centre n’en a plus')).toBeVisible();
	expect(await everywhere(desk.page)).toEqual([]);

	await office.openAlways({ hours: Array.from({ length: 7 }, () => []) });
	const untold = desk.page.getByRole('region', { name: '1 personne à prévenir' });
	await expect(untold).toContainText('le centre n’est plus ouvert à ces heures', ANSWERED);
	await expect(crowded).toHaveCount(0);
	await untold.getByRole('button', { name: `J’ai prévenu ${MARIE.name}` }).click();
	await expect(untold).toHaveCount(0);
	await office.openAlways();
	await expect(untold).toContainText('le centre rouvre', ANSWERED);
});

test('how many places are kept for who walks in is never more than there are', async ({ desk }) => {
	await desk.page.getByRole('button', { name: 'Places et fermetures' }).click();
	const panel = desk.panel();
	const desks = panel.getByRole('textbox', { name: 'Bureau, sur 6' });
	await expect(desks).toHaveValue('3');
	await desks.fill('7');
	await panel.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(panel.getByText('Il n’y en a pas autant.')).toBeVisible();
	await desks.fill('5');
	await panel.getByRole('button', { name: 'Enregistrer' }).click();
	await expect(desk.page.getByText('Places de passage enregistrées')).toBeVisible();
	await desk.page.getByRole('button', { name: /^Annuler · / }).click();
	await expect(desks).toHaveValue('3');
});

test('who walks in is on the plan at the desk the kiosk gave, and the plan can be used by everybody', async ({
	desk,
	kiosk,
	office
}) => {
	await office.openAlways();
	await registered(office, MARIE);
	await expect(desk.plan().getByText('passage').first()).toBeVisible(ANSWERED);
	await kiosk.hasPlaces(3, 3);
	await kiosk.firstVisit('Camille');
	await expect(desk.bar('Camille', 'ici depuis')).toBeVisible(ANSWERED);
	await desk.give('Bureau 6', MARIE.name);
	await expect(desk.bar(MARIE.name, '(confirmée|en retard)')).toBeVisible(ANSWERED);
	expect(await everywhere(desk.page), 'plan').toEqual([]);
	await desk.bar(MARIE.name).focus();
	await desk.page.keyboard.press('Enter');
	await expect(desk.panel().getByRole('heading', { name: MARIE.name })).toBeFocused();
	await desk.panel().getByRole('button', { name: 'Déplacer' }).click();
	expect(await everywhere(desk.page), 'moving').toEqual([]);
	await desk.page.keyboard.press('Escape');
	await expect(desk.bar(MARIE.name)).toBeFocused();
	await desk.row('Bureau 5').getByRole('button', { name: /Libre/ }).first().click();
	expect(await everywhere(desk.page), 'giving').toEqual([]);
	await desk.page.keyboard.press('Escape');
	await desk.page.getByRole('button', { name: 'Places et fermetures' }).click();
	expect(await everywhere(desk.page), 'settings').toEqual([]);
});

test('a coordinator takes back the places of a kiosk that is gone, and they can be booked online again', async ({
	desk,
	kiosk,
	office,
	server,
	phoneBrowser
}) => {
	await office.openAlways();
	await expect(desk.plan().getByText('passage').first()).toBeVisible(ANSWERED);
	await kiosk.crash();
	await office.revoke('kiosk');
	const page = phoneBrowser.page();
	const invited = await office.invite({ role: 'coordinator' });
	await page.goto(`${server.running().url}/enrol#${invited}`);
	await page.getByRole('button', { name: 'Inscrire cet appareil' }).click();
	await new Desk(page, server.running().url, office).chooseCode();
	const waiting = page.getByRole('listitem').filter({ hasText: 'tient encore des places' });
	await waiting.getByRole('link', { name: /Voir et décider/ }).click(ANSWERED);
	const held = page.getByRole('region', { name: 'Places tenues par les bornes' });
	await expect(held.getByText('borne révoquée')).toBeVisible();
	await held.getByRole('button', { name: /^Reprendre les places/ }).click();
	await expect(held.getByText('figure dans la liste')).toBeVisible();
	await held.getByLabel('À partir du').fill('2020-01-01');
	await expect(held.getByText('Au plus tôt demain')).toBeVisible();
	expect(await everywhere(page), 'fence').toEqual([]);
	await held.getByRole('radio', { name: 'Ici, éteint' }).check();
	await held.getByRole('button', { name: 'Reprendre les places', exact: true }).click();
	await expect(held.getByText('Places reprises à partir du')).toBeVisible(ANSWERED);
	await expect(desk.plan().getByText('passage')).toHaveCount(0, ANSWERED);
});
