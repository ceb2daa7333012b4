import { everywhere } from './support/axe';
import { expect, test } from './support/phone';
import type { Office } from './support/office';

const SOON = { timeout: 40_000 };

/** What the server holds of training, as the coordinator reads it. */
async function held(office: Office, kind: string): Promise<readonly Record<string, unknown>[]> {
	const { body } = await office.ask('/db/training/_all_docs?include_docs=true');
	return body.rows
		.map(({ doc }: { doc: Record<string, unknown> }) => doc)
		.filter((doc: { kind?: string }) => doc.kind === kind);
}

/** A half-day of the sample group, this very morning: it has begun at whatever time the story is told. */
async function planToday(office: Office): Promise<void> {
	const [group] = await held(office, 'group.formed');
	const [trainer] = await held(office, 'trainer.introduced');
	const [enrolment] = await held(office, 'enrolment.made');
	expect(group && trainer && enrolment).toBeTruthy();
	await office.announce('session.planned', {
		course: enrolment!['course'],
		group: group!['_id'],
		half: 'am',
		hours: 3.5,
		trainer: trainer!['trainer']
	});
}

test('a course opened once on any link is read, answered and signed for with none, and the trainers hear of it once', async ({
	phone,
	office
}) => {
	test.slow();
	await planToday(office);
	const { page } = phone;
	await expect(page.getByRole('heading', { name: 'Ma formation' })).toBeVisible(SOON);
	await expect(page.getByText(/^\d+ sur \d+ modules$/)).toBeVisible();
	const today = page.getByRole('article').filter({ hasText: 'Aujourd’hui' });
	// On a weekday the sample may have planned more for today.
	const sign = today.getByRole('button', { name: 'Je signe ma présence' }).first();
	await expect(sign).toBeVisible(SOON);

	await page.getByRole('heading', { level: 3 }).getByRole('link').first().click();
	await page.getByRole('button', { name: /^Tout télécharger/ }).click();
	await expect(page.getByText('Tout le parcours est sur ce téléphone.')).toBeVisible(SOON);

	await phone.link.cut();
	// A lesson, by what the course says is next.
	await page.getByRole('link', { name: /^Lire «/ }).click();
	await page.getByRole('button', { name: 'J’ai lu' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Lu' })).toBeVisible();
	await expect(page.getByText('Enregistré sur')).toBeVisible();
	await page.getByRole('link', { name: 'Parcours', exact: true }).click();

	await page.getByRole('link', { name: /^Quiz/ }).first().click();
	await page.getByRole('button', { name: 'Valider mes réponses' }).click();
	await expect(page.getByText(/^Il manque/)).toBeVisible();
	for (const question of await page.getByRole('group').all())
		await question.getByRole('radio').or(question.getByRole('checkbox')).first().check();
	await page.getByRole('button', { name: 'Valider mes réponses' }).click();
	await expect(page.getByRole('heading', { name: /^(Quiz réussi|Pas encore)$/ })).toBeVisible();

	await phone.home();
	await sign.click();
	await expect(page.getByText('Votre présence est signée.')).toBeVisible();
	expect(await everywhere(page)).toEqual([]);

	await phone.link.restore();
	for (const kind of ['lesson.read', 'quiz.answered', 'signature.given'])
		await expect
			.poll(async () => (await held(office, kind)).filter((one) => isMaries(one)).length, SOON)
			.toBe(1);
});

const isMaries = ({ person, by }: Record<string, unknown>): boolean =>
	person === 'p_sample0marie' && by === 'p_sample0marie';

test('every screen of somebody’s own training can be used by everybody', async ({ phone }) => {
	test.slow();
	const { page } = phone;
	await expect(page.getByRole('heading', { name: 'Ma formation' })).toBeVisible(SOON);
	await phone.open('/learn');
	await expect(page.getByRole('heading', { level: 1, name: 'Ma formation' })).toBeVisible();
	expect(await everywhere(page)).toEqual([]);
	await page.getByRole('heading', { level: 3 }).getByRole('link').first().click();
	await expect(page.getByRole('heading', { level: 2, name: /^1\./ })).toBeVisible();
	expect(await everywhere(page)).toEqual([]);
	await page.getByRole('link', { name: /^Lire «/ }).click();
	await expect(page.getByRole('button', { name: 'J’ai lu' })).toBeVisible(SOON);
	expect(await everywhere(page)).toEqual([]);
});
