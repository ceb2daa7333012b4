import { everywhere } from './support/axe';
import { isSample, type Office } from './support/office';
import { expect, test } from './support/tablet-stage';
import { ANNE } from './support/tablet';

const SOON = { timeout: 40_000 };

const TWELVE = Array.from({ length: 12 }, (_, i) => `Stagiaire ${String.fromCharCode(65 + i)}`);

/** What the server holds of training beside the sample, as the coordinator reads it. */
async function held(office: Office, kind: string): Promise<readonly Record<string, unknown>[]> {
	const { body } = await office.ask('/db/training/_all_docs?include_docs=true');
	return body.rows
		.map(({ doc }: { doc: Record<string, unknown> }) => doc)
		.filter((doc: { _id: string; kind?: string }) => doc.kind === kind && !isSample(doc._id));
}

test('with the cable out twelve are called and sign on the trainer’s tablet, and all of it reaches the server', async ({
	tablet,
	tabletLink,
	office
}) => {
	test.slow();
	const { page } = tablet;
	await tabletLink.cut();
	await tablet.formGroup('Automne 2026');
	await tablet.enrol(...TWELVE);
	await tablet.planThisMorning();
	await tablet.openThisMorning();

	// Each tap is saved; the one who is late and the one who is absent are said so.
	await tablet.tap('Stagiaire A');
	await tablet.tap('Stagiaire A');
	await expect(tablet.row('Stagiaire A')).toContainText('Retard');
	await expect(tablet.row('Stagiaire A')).toContainText('Enregistré');
	for (let i = 0; i < 3; i += 1) await tablet.tap('Stagiaire B');
	await expect(tablet.row('Stagiaire B')).toContainText('Absent');
	await page.getByRole('button', { name: 'A prévenu' }).click();
	await page.getByRole('button', { name: 'Les 10 autres : présents' }).click();
	await expect(page.getByText('11 présents sur 12')).toBeVisible();
	await page.getByRole('button', { name: 'Annuler', exact: true }).click();
	await expect(page.getByText('1 présent sur 12')).toBeVisible();
	await page.getByRole('button', { name: 'Les 10 autres : présents' }).click();
	await expect(page.getByText('11 présents sur 12')).toBeVisible();

	for (const name of TWELVE.filter((name) => name !== 'Stagiaire B').slice(0, 3))
		await tablet.sign(name);
	// Who does not draw signs with a button, and the trainer's code stands behind it.
	await tablet.row('Stagiaire E').getByRole('button', { name: 'Faire signer' }).click();
	await page.getByRole('button', { name: 'Signer sans dessiner' }).click();
	await page.getByRole('textbox', { name: 'Code du formateur' }).fill('000000');
	await page.getByRole('button', { name: 'Je certifie ma présence' }).click();
	await expect(page.getByText('Ce n’est pas le code de cet appareil.')).toBeVisible();
	await page.getByRole('textbox', { name: 'Code du formateur' }).fill(ANNE.code);
	await page.getByRole('button', { name: 'Je certifie ma présence' }).click();
	await expect(tablet.row('Stagiaire E')).toContainText('confirmée par le formateur');

	await page.getByRole('button', { name: 'Signer l’appel' }).click();
	await tablet.draw();
	await page.getByRole('button', { name: 'Je signe', exact: true }).click();
	await expect(page.getByRole('region', { name: 'Formateur' })).toContainText('Signé à');

	// What was signed for is put right with a reason, and by no tap.
	await tablet.tap('Stagiaire C');
	await page.getByRole('radio', { name: 'Absent' }).check();
	await page.getByRole('button', { name: 'Enregistrer la correction' }).click();
	await expect(page.getByText('Il manque un motif')).toBeVisible();
	await page.getByRole('textbox', { name: 'Motif' }).fill('Parti à 9 h, signé par erreur');
	await page.getByRole('button', { name: 'Enregistrer la correction' }).click();
	await expect(tablet.row('Stagiaire C')).toContainText('Absent');
	await expect(page.getByText('L’appel a changé depuis que le formateur l’a signé.')).toBeVisible();
	await expect(tablet.row('Stagiaire A')).toContainText('Enregistré');

	await tabletLink.restore();
	await expect(tablet.syncTruth()).toContainText('Tout est envoyé', SOON);
	await expect(tablet.row('Stagiaire A')).toContainText('Envoyé à');
	expect(await held(office, 'enrolment.made')).toHaveLength(12);
	const signatures = await held(office, 'signature.given');
	expect(signatures.map(({ as, way }) => `${as} ${way}`).sort()).toEqual(
		[...Array(1).fill('learner button'), ...Array(3).fill('learner drawn'), 'trainer drawn'].sort()
	);
	const last = (await held(office, 'attendance.noted')).filter(({ why }) => why !== undefined);
	expect(last.map(({ is }) => is)).toEqual(['absent', 'absent']);
});

test('who came unannounced is called by name, and is tied to who they are later', async ({
	tablet
}) => {
	const { page } = tablet;
	await tablet.formGroup('Automne 2026');
	await tablet.enrol('Karim Benali');
	await tablet.planThisMorning();
	await tablet.openThisMorning();
	await page.getByRole('button', { name: 'Ajouter quelqu’un' }).click();
	await tablet.panel().getByRole('textbox', { name: 'Nom ou badge' }).fill('Kari');
	await tablet.panel().getByRole('button', { name: 'Nouveau nom : Kari' }).click();
	await expect(tablet.row('Kari')).toContainText('Présent');
	await page.getByRole('button', { name: 'Dire qui est Kari' }).click();
	await tablet.panel().getByRole('textbox', { name: 'Nom ou badge' }).fill('karim');
	await tablet.panel().getByRole('button', { name: 'Karim Benali' }).click();
	await expect(tablet.row('Karim Benali')).toContainText('Venu sous le nom « Kari »');
	await expect(page.getByText('1 présent sur 1')).toBeVisible();
});

test('every screen of training can be used by everybody', async ({ tablet }) => {
	test.slow();
	const { page } = tablet;
	expect(await everywhere(page), 'first screen, empty').toEqual([]);
	await page.getByRole('button', { name: 'Former un groupe' }).click();
	await tablet.panel().getByRole('button', { name: 'Former un groupe' }).click();
	await expect(page.getByText('Il manque quelque chose ici.')).toBeVisible();
	expect(await everywhere(page), 'forming a group').toEqual([]);
	await tablet.panel().getByRole('button', { name: 'Fermer' }).click();
	await tablet.formGroup('Automne 2026', 2);
	await tablet.enrol('Marie-Antoinette Delacroix-Vandenbroucke de Saint-Flour', 'Karim Benali');
	await page.getByRole('button', { name: 'Inscrire un stagiaire' }).first().click();
	await tablet.panel().getByRole('textbox', { name: 'Nom ou badge' }).fill('Zoé Roux');
	await tablet.panel().getByRole('button', { name: 'Nouveau nom : Zoé Roux' }).click();
	expect(await everywhere(page), 'enrolling').toEqual([]);
	await tablet.panel().getByRole('button', { name: 'Inscrire en attente' }).click();
	await expect(tablet.panel().getByText('Zoé Roux est en attente')).toBeVisible();
	await tablet.panel().getByRole('button', { name: 'Fermer' }).click();
	await page.getByRole('button', { name: 'Planifier des demi-journées' }).first().click();
	await tablet.panel().getByRole('button', { name: 'Chaque semaine' }).click();
	expect(await everywhere(page), 'planning').toEqual([]);
	await tablet
		.panel()
		.getByRole('button', { name: /^Planifier \d+/ })
		.click();
	await expect(tablet.panel()).toHaveCount(0);
	await page.getByRole('button', { name: 'Situation de Karim Benali' }).click();
	expect(await everywhere(page), 'standing').toEqual([]);
	await tablet.panel().getByRole('button', { name: 'Fermer' }).click();
	await page.getByRole('button', { name: 'Noter quelque chose sur Karim Benali' }).click();
	expect(await everywhere(page), 'note').toEqual([]);
	await tablet.panel().getByRole('button', { name: 'Fermer' }).click();
	expect(await everywhere(page), 'group').toEqual([]);
	await page.getByRole('link', { name: 'Karim Benali' }).first().click();
	await expect(page.getByRole('heading', { name: 'Karim Benali', level: 1 })).toBeVisible();
	await page.getByText('Régler son poste', { exact: true }).first().click();
	await page.getByRole('button', { name: 'Acquis' }).click();
	await expect(page.getByRole('button', { name: 'Acquis' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	expect(await everywhere(page), 'learner').toEqual([]);
	await page.goBack();
	await tablet.openThisMorning();
	await tablet.tap('Karim Benali');
	await tablet.tap('Karim Benali');
	await page.getByRole('button', { name: 'Le dernier : présent' }).click();
	await tablet.sign('Karim Benali');
	await tablet.tap('Karim Benali');
	expect(await everywhere(page), 'roll call').toEqual([]);
	await page.getByRole('button', { name: 'Modifier la demi-journée' }).click();
	expect(await everywhere(page), 'half-day').toEqual([]);
	await tablet.panel().getByRole('button', { name: 'Fermer' }).click();
	await page.getByRole('button', { name: 'Signer l’appel' }).click();
	await expect(page.getByRole('img', { name: 'Zone de signature' })).toBeVisible();
	expect(await everywhere(page), 'signing').toEqual([]);
	await page.getByRole('button', { name: 'Signer sans dessiner' }).click();
	await page.getByRole('button', { name: 'Je signe sans dessiner' }).click();
	await expect(page.getByRole('region', { name: 'Formateur' })).toContainText('Signé à');
	await page.getByRole('contentinfo').getByRole('link', { name: 'Formation' }).click();
	await expect(page.getByRole('heading', { name: 'Aujourd’hui' })).toBeVisible();
	expect(await everywhere(page), 'first screen').toEqual([]);
});
