import { database } from '../../src/lib/domain/ids';
import { printed } from '../e2e/support/papers';
import { expect, test } from '../e2e/support/tablet-stage';
import { ANNE, SHORT_COURSE } from '../e2e/support/tablet';
import { tamper } from '../e2e/support/tamper';
import { sayElsewhere } from '../e2e/support/trainer';
import { Album, PC, PHONE } from './album';
import { LONG, PEOPLE, RTL } from './people';

/* Long because it is one group's day: what a scene leaves behind is what the next begins with. */

const GROUP = 'Automne 2026';
const TWELVE = PEOPLE.map(({ name }) => name);

test('trainer', async ({ tablet, office, server }) => {
	const { page } = tablet;
	const album = new Album('trainer', { page: () => page, size: PC, scrolls: true });
	const onPhone = album.on({ size: PHONE });
	const scene = album.scene.bind(album);
	const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
	const field = (name: string) => page.getByRole('textbox', { name, exact: true }).first();
	const panel = tablet.panel();
	const close = () => panel.getByRole('button', { name: 'Fermer' }).click();
	const open = async (path: string): Promise<void> => {
		await page.goto(tablet.address + path);
		await page.getByRole('heading', { name: 'Écran verrouillé' }).waitFor();
		await page.keyboard.type(ANNE.code);
		await page.getByRole('heading', { name: 'Écran verrouillé' }).waitFor({ state: 'detached' });
		await page.getByRole('heading', { level: 1 }).waitFor();
	};
	const toGroup = async (): Promise<void> => {
		await open('/training');
		await page.getByRole('link', { name: GROUP }).first().click();
		await page.getByRole('heading', { level: 1, name: GROUP }).waitFor();
	};
	const toSession = async (): Promise<void> => {
		await toGroup();
		await tablet.openThisMorning();
	};

	await scene('today', async () => {
		await page.getByText('Groupe d’automne').first().waitFor();
	});
	await scene('forming', async () => {
		await press('Former un groupe');
		await panel.getByRole('button', { name: 'Former un groupe' }).click();
		await expect(page.getByText('Il manque quelque chose ici.').first()).toBeVisible();
	});
	await scene('group-nobody', async () => {
		await close();
		await tablet.formGroup(GROUP, 11);
	});
	await scene('enrolling', async () => {
		await press('Inscrire un stagiaire');
		await panel.getByRole('textbox', { name: 'Nom ou badge' }).fill(LONG);
		await panel.getByRole('button', { name: `Nouveau nom : ${LONG}` }).click();
	});
	await scene('planning', async () => {
		await close();
		await tablet.enrol(...TWELVE.slice(0, 11));
		await press('Inscrire un stagiaire');
		await panel.getByRole('textbox', { name: 'Nom ou badge' }).fill(TWELVE[11]!);
		await panel.getByRole('button', { name: `Nouveau nom : ${TWELVE[11]}` }).click();
		await panel.getByRole('button', { name: 'Inscrire en attente' }).click();
		await close();
		await press('Planifier des demi-journées');
		await panel.getByRole('button', { name: 'Chaque semaine' }).click();
	});
	await scene('group', async () => {
		await panel.getByRole('button', { name: /^Planifier \d+/ }).click();
		await expect(panel).toHaveCount(0);
	});
	await onPhone.scene('group');
	await scene('standing', () => press(`Situation de ${LONG}`));
	await scene('note', async () => {
		await close();
		await press(`Noter quelque chose sur ${RTL}`);
	});
	await scene('session', toSession);
	await scene('session-called', async () => {
		for (const name of [LONG, RTL]) for (let i = 0; i < 2; i += 1) await tablet.tap(name);
		for (let i = 0; i < 3; i += 1) await tablet.tap('Jeanne Roux');
		await press(/présents$/i);
		for (const name of [RTL, 'Karim Benali']) await tablet.sign(name);
	});
	await onPhone.scene('session-called');
	await scene('sign', async () => {
		await tablet.row(LONG).getByRole('button', { name: 'Faire signer' }).click();
		await tablet.draw();
	});
	await onPhone.scene('sign');
	await scene('sign-button', async () => {
		await press('Signer sans dessiner');
		await page.getByRole('textbox', { name: 'Code du formateur' }).fill('000000');
		await press('Je certifie ma présence');
		await expect(page.getByText('Ce n’est pas le code de cet appareil.')).toBeVisible();
	});
	await scene('walk-in', async () => {
		await toSession();
		await press('Ajouter quelqu’un');
		await panel.getByRole('textbox', { name: 'Nom ou badge' }).fill('Marie-Antoinette');
	});
	await scene('correcting', async () => {
		await panel.getByRole('button', { name: 'Nouveau nom : Marie-Antoinette' }).click();
		await tablet.tap('Karim Benali');
		await page.getByRole('radio', { name: 'Absent' }).check();
		await press('Enregistrer la correction');
		await expect(page.getByText('Il manque un motif')).toBeVisible();
	});
	await scene('session-signed', async () => {
		await toSession();
		await press('Signer l’appel');
		await tablet.draw();
		await page.getByRole('button', { name: 'Je signe', exact: true }).click();
		await expect(page.getByRole('region', { name: 'Formateur' })).toContainText('Signé à');
		await printed(page, 'Feuille d’émargement (PDF)');
	});
	await scene('today-after', () => open('/training'));
	await onPhone.scene('today-after');
	for (const [called, name] of [
		['long', LONG],
		['rtl', RTL]
	] as const)
		await scene(`learner-${called}`, async () => {
			await toGroup();
			await page.getByRole('link', { name }).first().click();
			await page.getByRole('heading', { level: 1, name }).waitFor();
			await page.getByText('Régler son poste', { exact: true }).first().click();
		});
	await onPhone.scene('learner-rtl');
	await scene('sample-group', async () => {
		await open('/training');
		await page.getByRole('link', { name: 'Groupe d’automne' }).first().click();
		await page.getByRole('heading', { level: 1, name: 'Groupe d’automne' }).waitFor();
	});
	await scene('export', async () => {
		await press(/^Exporter/);
		await panel.waitFor();
	});
	await scene('audit', async () => {
		await open('/training/audit');
		await expect(page.getByText(/^Tout tient/)).toBeVisible();
	});
	await scene('audit-broken', async () => {
		await tamper(tablet, 1, 'edit');
		await press('Vérifier de nouveau');
		await expect(page.getByText('Modifiée après avoir été signée.')).toBeVisible();
	});
	await onPhone.scene('audit-broken');

	await scene('courses', () => open('/training/courses'));
	await scene('course-errors', async () => {
		await page.getByRole('link', { name: 'Nouveau parcours' }).click();
		await press('Ajouter un module');
		await press('Enregistrer le parcours');
		await expect(page.getByText('Il manque un titre.').first()).toBeVisible();
	});
	const course = `/training/courses/${SHORT_COURSE.id}`;
	await scene('course', () => open(course));
	await onPhone.scene('course');
	await scene('lesson', async () => {
		await open(`${course}/why`);
		await field('Texte').fill(
			'# Près de la fenêtre\n\nUn paragraphe qui dit pourquoi.\n\n- **De côté**, jamais en face\n- à un mètre du mur\n\n1. Asseyez-vous\n2. Levez les yeux'
		);
	});
	await scene('lesson-twice', async () => {
		await press('Enregistrer la leçon');
		await expect(page.getByText(/^\s*Envoyé à/)).toBeVisible();
		for (const text of ['La leur, corrigée.', 'Une troisième.'])
			await sayElsewhere(server.running().url, office, {
				db: database.training,
				kind: 'lesson.written',
				fields: { course: SHORT_COURSE.id, lesson: 'why', title: 'Pourquoi', text, replaces: [] }
			});
		await page.getByRole('region', { name: 'Écrit deux fois, à part' }).waitFor();
	});
	await scene('quiz', async () => {
		await open(`${course}/breaks-quiz`);
		await press('Ajouter une question');
		await field('Question').fill('Où mettre la table ?');
		await field('Réponse 1').fill('Dos à la fenêtre');
		await field('Réponse 2').fill('De côté');
		await press('Enregistrer le quiz');
		await expect(page.getByText('Aucune réponse n’est cochée')).toBeVisible();
	});
	await scene('device', () => open('/device'));
	await scene('unknown-group', () => open('/training/group/2026-01-01~murat~nobody.1~000001'));
	await scene('unknown-learner', () => open('/training/learner/p_nobody000000'));
	album.close();
});
