import type { Locator, Page } from '@playwright/test';
import { database } from '../../src/lib/domain/ids';
import { everywhere } from './support/axe';
import { isSample, type Office } from './support/office';
import { watchPolicy } from './support/policy';
import { expect, sayElsewhere, test } from './support/trainer';

const SOON = { timeout: 30_000 };

/** What the server holds of one kind beside the sample, as the coordinator may read it. */
async function onServer(office: Office, db: string, kind: string): Promise<any[]> {
	const { body } = await office.ask(`/db/${db}/_all_docs?include_docs=true`);
	return body.rows
		.map((row: { doc: any }) => row.doc)
		.filter((doc: any) => doc?.kind === kind && !isSample(doc._id));
}

const field = (page: Page | Locator, name: string | RegExp) =>
	page.getByRole('textbox', { name, exact: typeof name === 'string' });
const module = (page: Page, n: number) => page.getByRole('region', { name: `Module ${n}` });
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

test('with the cable out a trainer writes a course with two modules, a lesson and a quiz; with it back, all of it is on the server', async ({
	laptop,
	laptopLink,
	office
}) => {
	const { page } = laptop;
	await laptopLink.cut();
	await laptop.open('/training/courses');
	await expect(page.getByRole('link', { name: 'Nouveau parcours' })).toBeVisible();
	expect(await everywhere(page), 'the courses there are').toEqual([]);
	await page.getByRole('link', { name: 'Nouveau parcours' }).click();

	await press(page, 'Enregistrer le parcours');
	await expect(page.getByText('Il manque un titre.')).toBeVisible();
	await expect(page.getByText('Il faut au moins un module.')).toBeVisible();
	await expect(field(page, 'Titre')).toBeFocused();
	expect(await everywhere(page), 'a course with nothing in it').toEqual([]);

	await field(page, 'Titre').fill('Travailler à la ferme');
	await field(page, 'Heures en tout').fill('7');
	await press(page, 'Ajouter un module');
	await field(module(page, 1), 'Titre du module').fill('Le bureau dans la grange');
	await field(module(page, 1), 'Heures').fill('3,5');
	await module(page, 1).getByRole('button', { name: 'Ajouter un objectif' }).click();
	await field(module(page, 1), 'Objectif 1').fill('Choisir un lieu au calme');
	await module(page, 1).getByRole('button', { name: 'Ajouter une leçon' }).click();
	await field(module(page, 1), 'Leçon 1').fill('Où poser la table');
	await module(page, 1).getByRole('button', { name: 'Ajouter un quiz' }).click();
	await press(page, 'Ajouter un module');
	await field(module(page, 2), 'Titre du module').fill('La ligne');
	await field(module(page, 2), 'Heures').fill('3');
	await press(page, 'Enregistrer le parcours');
	await expect(page.getByText('Les modules font 6,5 h en tout')).toBeVisible();
	await field(module(page, 2), 'Heures').fill('3,5');
	await page.getByRole('button', { name: 'Monter : La ligne' }).click();
	await expect(field(module(page, 1), 'Titre du module')).toHaveValue('La ligne');
	expect(await everywhere(page), 'a course with two modules').toEqual([]);
	await press(page, 'Enregistrer le parcours');
	await expect(page.getByText('Enregistré sur cet appareil')).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Travailler à la ferme');

	await page.getByRole('link', { name: 'Écrire : Où poser la table' }).click();
	const text = '# Près de la fenêtre\n\n- **De côté**, jamais en face\n- à un mètre du mur';
	await field(page, 'Texte').fill(text);
	const preview = page.getByRole('region', { name: 'Aperçu' });
	await expect(preview.getByRole('heading', { name: 'Près de la fenêtre' })).toBeVisible();
	await expect(preview.getByRole('listitem')).toHaveCount(2);
	expect(await everywhere(page), 'a lesson').toEqual([]);
	await press(page, 'Enregistrer la leçon');
	await expect(page.getByText('Enregistré sur cet appareil')).toBeVisible();

	await page.getByRole('link', { name: 'Travailler à la ferme' }).click();
	await page.getByRole('link', { name: 'Écrire : Quiz' }).click();
	await press(page, 'Ajouter une question');
	await field(page, 'Question').fill('Où mettre la table ?');
	await field(page, 'Réponse 1').fill('Dos à la fenêtre');
	await field(page, 'Réponse 2').fill('De côté');
	await press(page, 'Enregistrer le quiz');
	await expect(page.getByText('Aucune réponse n’est cochée comme juste.')).toBeVisible();
	expect(await everywhere(page), 'a quiz with no right answer').toEqual([]);
	await page.getByRole('checkbox', { name: 'Réponse 2 : juste' }).check();
	await field(page, 'Pourquoi').fill('Le jour ne se reflète pas dans l’écran.');
	await press(page, 'Enregistrer le quiz');
	await expect(page.getByText('Enregistré sur cet appareil')).toBeVisible();
	expect(await onServer(office, database.training, 'quiz.written')).toEqual([]);

	await laptopLink.restore();
	await expect(page.getByText(/^\s*Envoyé à/)).toBeVisible(SOON);
	await expect
		.poll(async () => {
			const all = await onServer(office, database.public, 'course.described');
			return all.map(({ course }) => course.title);
		}, SOON)
		.toContain('Travailler à la ferme');
	const [described] = (await onServer(office, database.public, 'course.described')).filter(
		({ course }) => course.title === 'Travailler à la ferme'
	);
	expect(described.course).toMatchObject({
		hours: 7,
		modules: [
			{ title: 'La ligne', hours: 3.5, place: 'site' },
			{
				title: 'Le bureau dans la grange',
				objectives: [{ text: 'Choisir un lieu au calme' }],
				lessons: [{ title: 'Où poser la table' }]
			}
		]
	});
	const lessons = await onServer(office, database.training, 'lesson.written');
	expect(lessons.filter(({ course }) => course === described.course.id)).toMatchObject([
		{ title: 'Où poser la table', text }
	]);
	const quizzes = await onServer(office, database.training, 'quiz.written');
	expect(quizzes.filter(({ course }) => course === described.course.id)).toMatchObject([
		{
			questions: [{ text: 'Où mettre la table ?', why: 'Le jour ne se reflète pas dans l’écran.' }]
		}
	]);
});

/** A course with one lesson, as it would be typed. */
async function writeCourse(page: Page, title: string): Promise<void> {
	await page.getByRole('link', { name: 'Nouveau parcours' }).click();
	await field(page, 'Titre').fill(title);
	await field(page, 'Heures en tout').fill('7');
	await press(page, 'Ajouter un module');
	await field(page, 'Titre du module').fill('Un seul');
	await field(page, 'Heures').fill('7');
	await press(page, 'Ajouter une leçon');
	await field(page, 'Leçon 1').fill('La leçon');
	await page.getByRole('link', { name: 'Écrire : La leçon' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'La leçon' })).toBeVisible();
}

test('five megabytes pasted into a lesson are refused in words, and what stood there stands', async ({
	laptop
}) => {
	const { page } = laptop;
	await laptop.open('/training/courses');
	await writeCourse(page, 'Coller');
	const area = field(page, 'Texte');
	await area.fill('Ce que j’ai écrit.');
	await area.evaluate((element: HTMLTextAreaElement) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', 'x'.repeat(5_000_000));
		element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
	});
	await expect(page.getByText(/Ce qui a été collé fait 5.000.000 caractères/)).toBeVisible();
	await expect(area).toHaveValue('Ce que j’ai écrit.');
	// The same by a way that tells of nothing before it has happened.
	await area.evaluate((element: HTMLTextAreaElement) => {
		element.value = 'y'.repeat(5_000_000);
		element.dispatchEvent(new InputEvent('input', { bubbles: true }));
	});
	await expect(area).toHaveValue('Ce que j’ai écrit.');
	await expect(page.getByText(/Rien n’a été ajouté/)).toBeVisible();
	// A little too much is taken in, so that it can be cut; it is not saved, and not cut off.
	await area.fill('z'.repeat(40_100));
	await press(page, 'Enregistrer la leçon');
	await expect(page.getByText(/^Caractères de trop.: 100\./)).toBeVisible();
	expect((await area.inputValue()).length).toBe(40_100);
});

test('what was typed and not saved is there again after the page was closed', async ({
	laptop
}) => {
	const { page } = laptop;
	await laptop.open('/training/courses');
	await writeCourse(page, 'Interrompu');
	await field(page, 'Texte').fill('Une phrase, puis la batterie est morte');
	await expect(page.getByText('Un brouillon est gardé sur cet appareil.')).toBeVisible();
	await page.reload();
	await laptop.unlock();
	await expect(field(page, 'Texte')).toHaveValue('Une phrase, puis la batterie est morte');
	await expect(page.getByText(/Brouillon de \d\d:\d\d repris/)).toBeVisible();
	await press(page, 'Abandonner les changements');
	await expect(field(page, 'Texte')).toHaveValue('');
	await page.reload();
	await laptop.unlock();
	await expect(field(page, 'Texte')).toHaveValue('');
});

test('of two versions written apart both are shown, and the one that is chosen stays', async ({
	laptop,
	laptopLink,
	server,
	office
}) => {
	const { page } = laptop;
	await laptop.open('/training/courses');
	await writeCourse(page, 'À deux');
	const id = new URL(page.url()).pathname.split('/')[3]!;
	await field(page, 'Texte').fill('La mienne, d’abord.');
	await press(page, 'Enregistrer la leçon');
	await expect(page.getByText(/^\s*Envoyé à/)).toBeVisible(SOON);
	await laptopLink.cut();
	await field(page, 'Texte').fill('La mienne, corrigée.');
	await press(page, 'Enregistrer la leçon');
	await expect(page.getByText('Enregistré sur cet appareil')).toBeVisible();

	// Another trainer, elsewhere, had the same first version before them.
	const [first] = (await onServer(office, database.training, 'lesson.written')).filter(
		({ course }) => course === id
	);
	await sayElsewhere(server.running().url, office, {
		db: database.training,
		kind: 'lesson.written',
		fields: {
			course: id,
			lesson: first.lesson,
			title: first.title,
			text: 'La leur, corrigée.',
			replaces: [first._id]
		}
	});
	await laptopLink.restore();
	const versions = page.getByRole('region', { name: 'Écrit deux fois, à part' });
	await expect(versions).toBeVisible(SOON);
	await expect(versions.getByText('La mienne, corrigée.')).toBeVisible();
	await expect(versions.getByText('La leur, corrigée.')).toBeVisible();
	expect(await everywhere(page), 'two versions').toEqual([]);
	await versions
		.getByRole('listitem')
		.filter({ hasText: 'La mienne' })
		.getByRole('button', { name: /^Garder celle-ci/ })
		.click();
	await expect(versions).toHaveCount(0);
	await expect(field(page, 'Texte')).toHaveValue('La mienne, corrigée.');
});

test('58: what somebody puts into a course is shown as they typed it, and never becomes part of a page', async ({
	laptop,
	server,
	office
}) => {
	const { page } = laptop;
	const reports = await watchPolicy(page);
	const HARM = [
		'<img src=x onerror="ran=1">',
		'"><script>ran=1</script>',
		'<svg/onload=ran=1>',
		'[ici](javascript:ran=1)',
		'![x](https://evil.example/spy.png)',
		'<a href="javascript:ran=1">ici</a>'
	];
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	const url = server.running().url;
	const [title] = HARM as [string];
	const lesson = { id: 'lecon', title };
	const module = { id: 'm', title, hours: 7, place: 'site', lessons: [lesson] };
	const modules = [{ ...module, objectives: [{ id: 'o', text: title }], quiz: { id: 'q', title } }];
	const course = { id: 'mal', title, summary: title, hours: 7, offered: true, modules };
	const choices = HARM.slice(0, 2).map((text, i) => ({ id: `c${i}`, text }));
	const questions = [{ id: 'q1', text: title, choices, right: ['c0'], why: title }];
	const said = [
		[database.public, 'course.described', { course }],
		[database.training, 'lesson.written', { lesson: 'lecon', title, text: HARM.join('\n\n') }],
		[database.training, 'lesson.written', { lesson: 'lecon', title, text: HARM.join('\n- ') }],
		[database.training, 'quiz.written', { quiz: 'q', title, pass: 1, questions }]
	] as const;
	for (const [db, kind, fields] of said)
		await sayElsewhere(url, office, { db, kind, fields: { course: 'mal', ...fields } });

	for (const path of ['', '/mal', '/mal/lecon', '/mal/q']) {
		await laptop.open(`/training/courses${path}`);
		const heading = path === '' ? 2 : 1;
		await expect(page.getByRole('heading', { level: heading, name: title })).toBeVisible(SOON);
		if (path === '/mal/lecon')
			await expect(page.getByRole('region', { name: 'Aperçu' }).getByText(HARM[1]!)).toBeVisible();
		await page.evaluate(() => new Promise(requestAnimationFrame));
		expect(await page.evaluate(() => 'ran' in window)).toBe(false);
		await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
	}
	expect(reports).toEqual([]);
	expect(asked.filter((address) => address.includes('evil.example'))).toEqual([]);
});
