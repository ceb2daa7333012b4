import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { database, NETWORK_SCOPE, pageKey, partsOf } from '../../src/lib/domain/ids';
import { parseFact } from '../../src/lib/domain/parse';
import { courseProblems, quizProblems } from '../../src/lib/domain/training/course-problems';
import { LESSON_LENGTH } from '../../src/lib/domain/training/kinds';
import type { Course, Quiz } from '../../src/lib/domain/training/words';
import { describeCourse } from '../../src/lib/usecases/training/describe-course';
import { withdrawCourse } from '../../src/lib/usecases/training/withdraw-course';
import { writeLesson } from '../../src/lib/usecases/training/write-lesson';
import { writeQuiz } from '../../src/lib/usecases/training/write-quiz';
import { openKiosk } from '../support/kiosk';

const NOON = instantOf('2026-11-23', '12:00');

const POSTURE: Course = {
	id: 'posture',
	title: 'Bien s’asseoir',
	hours: 3.5,
	offered: true,
	modules: [
		{
			id: 'chaise',
			title: 'La chaise',
			hours: 3.5,
			place: 'site',
			objectives: [{ id: 'regler', text: 'Régler sa chaise' }],
			lessons: [{ id: 'hauteur', title: 'La bonne hauteur' }],
			quiz: { id: 'quiz', title: 'Et vous ?' }
		}
	]
};
const CHAIR: Quiz = {
	title: 'Et vous ?',
	pass: 1,
	questions: [
		{
			id: 'pieds',
			text: 'Où sont les pieds ?',
			choices: [
				{ id: 'sol', text: 'À plat' },
				{ id: 'air', text: 'En l’air' }
			],
			right: ['sol'],
			why: 'Ils portent les jambes.'
		}
	]
};

/** A trainer's laptop. */
async function openLaptop() {
	const laptop = await openKiosk(NOON);
	await laptop.log.configure({ role: 'trainer', trainer: 'p_trainer0001' });
	return {
		...laptop,
		course: () => laptop.log.page('course', pageKey.course('posture')),
		item: (item: string) => laptop.log.page('lesson', pageKey.lesson('posture', item)),
		waiting: async () => (await laptop.log.outbox({ facts: 99, bytes: 999_999 })).facts,
		write: (text: string, replaces: readonly string[] = []) =>
			writeLesson(laptop, {
				course: 'posture',
				lesson: 'hauteur',
				title: 'La bonne hauteur',
				text,
				replaces
			})
	};
}
const factOf = (done: object): string => {
	if ('described' in done) return String(done.described);
	if ('written' in done) return String(done.written);
	throw new Error(JSON.stringify(done));
};

describe('a course', () => {
	test('is one fact of the whole network, by whoever trains here, and passes the boundary', async () => {
		const laptop = await openLaptop();
		await describeCourse(laptop, { course: POSTURE, replaces: [] });
		const [filed, ...rest] = await laptop.waiting();
		expect(rest).toEqual([]);
		expect(filed).toMatchObject({ db: database.public, fact: { by: 'p_trainer0001' } });
		expect(partsOf(filed!.fact._id)).toMatchObject({ scope: NETWORK_SCOPE, day: '2026-11-23' });
		expect(parseFact(filed!.fact, filed!.db)).toHaveProperty('fact');
		expect((await laptop.course()).described).toMatchObject([{ course: POSTURE }]);
	});

	test('saved again as it is, writes nothing', async () => {
		const laptop = await openLaptop();
		const fact = factOf(await describeCourse(laptop, { course: POSTURE, replaces: [] }));
		const again = { ...POSTURE, title: ` ${POSTURE.title} `, summary: '' };
		expect(await describeCourse(laptop, { course: again, replaces: [fact] })).toMatchObject({
			unchanged: fact
		});
		expect(await laptop.waiting()).toHaveLength(1);
	});

	test('written by two who had not seen each other, has two versions until one is chosen', async () => {
		const laptop = await openLaptop();
		const first = factOf(await describeCourse(laptop, { course: POSTURE, replaces: [] }));
		const mine = { ...POSTURE, title: 'S’asseoir' };
		const theirs = { ...POSTURE, title: 'Se tenir' };
		const one = factOf(await describeCourse(laptop, { course: mine, replaces: [first] }));
		const other = factOf(await describeCourse(laptop, { course: theirs, replaces: [first] }));
		expect((await laptop.course()).described.map(({ course }) => course.title)).toEqual([
			'S’asseoir',
			'Se tenir'
		]);
		await describeCourse(laptop, { course: mine, replaces: [one, other] });
		expect((await laptop.course()).described.map(({ course }) => course.title)).toEqual([
			'S’asseoir'
		]);
	});

	test('chosen among two as it stands, is written although nothing in it changed', async () => {
		const laptop = await openLaptop();
		const mine = { ...POSTURE, title: 'S’asseoir' };
		const one = factOf(await describeCourse(laptop, { course: mine, replaces: [] }));
		const last = factOf(await describeCourse(laptop, { course: POSTURE, replaces: [] }));
		factOf(await describeCourse(laptop, { course: POSTURE, replaces: [one, last] }));
		expect((await laptop.course()).described).toHaveLength(1);
	});

	test('with something wrong is not written, and each thing is said beside its field', async () => {
		const laptop = await openLaptop();
		const wrong = async (course: Course) => {
			const done = await describeCourse(laptop, { course, replaces: [] });
			return 'problems' in done ? done.problems : [];
		};
		const [module] = POSTURE.modules as [Course['modules'][number]];
		expect(await wrong({ ...POSTURE, modules: [] })).toEqual([{ at: 'modules', is: 'no-module' }]);
		expect(await wrong({ ...POSTURE, title: '  ' })).toEqual([{ at: 'title', is: 'empty' }]);
		expect(await wrong({ ...POSTURE, hours: 7 })).toEqual([
			{ at: 'hours', is: 'hours-differ', more: 3.5 }
		]);
		expect(await wrong({ ...POSTURE, hours: NaN })).toEqual([{ at: 'hours', is: 'bad-hours' }]);
		const twin = { ...module, id: 'chaise-2', title: ' la  CHAISE' };
		expect(await wrong({ ...POSTURE, hours: 7, modules: [module, twin] })).toEqual([
			{ at: 'chaise-2', is: 'doubled' }
		]);
		const lessons = [...module.lessons, { id: 'l2', title: 'La bonne hauteur' }];
		expect(await wrong({ ...POSTURE, modules: [{ ...module, lessons }] })).toEqual([
			{ at: 'l2', is: 'doubled' }
		]);
		expect(await wrong({ ...POSTURE, title: 'x'.repeat(121) })).toEqual([
			{ at: 'title', is: 'too-long' }
		]);
		expect(await laptop.waiting()).toEqual([]);
	});

	test('called like another one is not written; like one that was withdrawn, it is', async () => {
		const laptop = await openLaptop();
		await describeCourse(laptop, { course: POSTURE, replaces: [] });
		const twin = { ...POSTURE, id: 'posture-2' };
		expect(await describeCourse(laptop, { course: twin, replaces: [] })).toEqual({
			problems: [{ at: 'title', is: 'doubled' }]
		});
		await withdrawCourse(laptop, 'posture');
		factOf(await describeCourse(laptop, { course: twin, replaces: [] }));
	});

	test('heavier than a fact may be is not written, rather than refused for ever after', () => {
		const objectives = (module: number) =>
			Array.from({ length: 20 }, (_, i) => ({
				id: `o${module}-${i}`,
				text: `${module} ${i} ${'é'.repeat(280)}`
			}));
		const modules = Array.from({ length: 20 }, (_, i) => ({
			...POSTURE.modules[0]!,
			id: `m${i}`,
			title: `Module ${i}`,
			hours: 1,
			objectives: objectives(i)
		}));
		expect(courseProblems({ ...POSTURE, hours: 20, modules })).toEqual([
			{ at: 'modules', is: 'too-large' }
		]);
	});

	test('withdrawn is withdrawn once, and given again by being saved', async () => {
		const laptop = await openLaptop();
		const fact = factOf(await describeCourse(laptop, { course: POSTURE, replaces: [] }));
		expect(await withdrawCourse(laptop, 'posture')).toEqual({ withdrawn: true });
		expect(await withdrawCourse(laptop, 'posture')).toEqual({ withdrawn: false });
		expect(await withdrawCourse(laptop, 'nowhere')).toEqual({ withdrawn: false });
		factOf(await describeCourse(laptop, { course: POSTURE, replaces: [fact] }));
		expect((await laptop.course()).withdrawn).toBeUndefined();
	});

	test('lines left empty are no objectives, and half a character is none that stays', async () => {
		const laptop = await openLaptop();
		const [module] = POSTURE.modules as [Course['modules'][number]];
		const objectives = [...module.objectives, { id: 'vide', text: ' ' }];
		const course = { ...POSTURE, title: 'a\ud800b', modules: [{ ...module, objectives }] };
		await describeCourse(laptop, { course, replaces: [] });
		const [filed] = await laptop.waiting();
		expect(parseFact(filed!.fact, filed!.db)).toHaveProperty('fact');
		const { described } = await laptop.course();
		expect(described[0]!.course.title).toBe('a\ufffdb');
		expect(described[0]!.course.modules[0]!.objectives).toEqual(module.objectives);
	});
});

describe('a lesson', () => {
	test('is kept letter by letter, for trainers to read', async () => {
		const laptop = await openLaptop();
		const text = '# Titre\n\n  deux espaces,  \n\tune tabulation\n';
		await laptop.write(text);
		const [filed] = await laptop.waiting();
		expect(filed!.db).toBe(database.training);
		expect(parseFact(filed!.fact, filed!.db)).toHaveProperty('fact');
		expect((await laptop.item('hauteur')).texts).toMatchObject([{ text }]);
	});

	test('too long is refused whole, and what stood before stands', async () => {
		const laptop = await openLaptop();
		const fact = factOf(await laptop.write('Avant.'));
		const long = 'x'.repeat(5_000_000);
		expect(await laptop.write(long, [fact])).toEqual({
			problems: [{ at: 'text', is: 'too-long', more: 5_000_000 }]
		});
		expect((await laptop.item('hauteur')).texts).toMatchObject([{ text: 'Avant.' }]);
	});

	test('as long as may be passes the boundary; in letters that weigh more it is said to be too large', async () => {
		const laptop = await openLaptop();
		factOf(await laptop.write('x'.repeat(LESSON_LENGTH)));
		const [filed] = await laptop.waiting();
		expect(parseFact(filed!.fact, filed!.db)).toHaveProperty('fact');
		expect(await laptop.write('語'.repeat(LESSON_LENGTH))).toEqual({
			problems: [{ at: 'text', is: 'too-large' }]
		});
	});

	test('empty is not written, nor is the same again', async () => {
		const laptop = await openLaptop();
		expect(await laptop.write(' \n')).toEqual({ problems: [{ at: 'text', is: 'empty' }] });
		const fact = factOf(await laptop.write('Une fois.'));
		expect(await laptop.write('Une fois.', [fact])).toEqual({ unchanged: fact });
	});

	test('written apart has both texts, until one is said instead of both', async () => {
		const laptop = await openLaptop();
		const one = factOf(await laptop.write('Un.'));
		const other = factOf(await laptop.write('Deux.'));
		expect((await laptop.item('hauteur')).texts.map(({ text }) => text)).toEqual(['Un.', 'Deux.']);
		await laptop.write('Un.', [one, other]);
		expect((await laptop.item('hauteur')).texts.map(({ text }) => text)).toEqual(['Un.']);
	});
});

describe('a quiz', () => {
	const writing = (as: Quiz) => ({ course: 'posture', quiz: 'quiz', as, replaces: [] });

	test('is written with what is right and why', async () => {
		const laptop = await openLaptop();
		await writeQuiz(laptop, writing(CHAIR));
		const [filed] = await laptop.waiting();
		expect(parseFact(filed!.fact, filed!.db)).toHaveProperty('fact');
		expect((await laptop.item('quiz')).quizzes).toMatchObject([CHAIR]);
	});

	test('with no right answer, too few answers or nothing asked is not written', async () => {
		const laptop = await openLaptop();
		const [question] = CHAIR.questions as [Quiz['questions'][number]];
		const wrong = async (change: Partial<Quiz['questions'][number]>, pass = 1) => {
			const questions = [{ ...question, ...change }];
			const done = await writeQuiz(laptop, writing({ ...CHAIR, pass, questions }));
			return 'problems' in done ? done.problems : [];
		};
		expect(await wrong({ right: [] })).toEqual([{ at: 'pieds.right', is: 'no-right' }]);
		expect(await wrong({ right: ['ailleurs'] })).toEqual([{ at: 'pieds.right', is: 'no-right' }]);
		expect(await wrong({ choices: [question.choices[0]!] })).toEqual([
			{ at: 'pieds.choices', is: 'too-few-choices' }
		]);
		const same = question.choices.map((choice) => ({ ...choice, text: 'À plat' }));
		expect(await wrong({ choices: same })).toEqual([{ at: 'air', is: 'doubled' }]);
		expect(await wrong({ text: '' })).toEqual([{ at: 'pieds', is: 'empty' }]);
		expect(await wrong({}, 2)).toEqual([{ at: 'pass', is: 'bad-pass' }]);
		expect(quizProblems({ pass: 1, questions: [] })).toEqual([
			{ at: 'questions', is: 'no-question' }
		]);
		expect(await laptop.waiting()).toEqual([]);
	});

	test('an answer left empty is none, and what was ticked right beside it goes with it', async () => {
		const laptop = await openLaptop();
		const [question] = CHAIR.questions as [Quiz['questions'][number]];
		const choices = [...question.choices, { id: 'vide', text: ' ' }];
		const questions = [{ ...question, choices, right: ['sol', 'vide'] }];
		await writeQuiz(laptop, writing({ ...CHAIR, questions }));
		expect((await laptop.item('quiz')).quizzes).toMatchObject([CHAIR]);
	});
});
