import { instantOf, shiftDay, weekday } from '../domain/calendar';
import { allocate, type Device } from '../domain/device';
import type { Draft, Json } from '../domain/facts';
import { database, factId, NETWORK_SCOPE, type DatabaseName, type Day } from '../domain/ids';
import { openingOn } from '../domain/places/slots';
import type { Half } from '../domain/training/kinds';
import type { Course, Quiz } from '../domain/training/words';
import { SAMPLE_CENTRES, SAMPLE_LEARNERS, SAMPLE_PERSON, SAMPLE_TRAINER } from './sample-network';
import type { Doc, Store } from './store/store';

/** A course to try, with all there is to read in it. */
export interface SampleCourse {
	readonly course: Course;
	readonly lessons: readonly {
		readonly id: string;
		readonly title: string;
		readonly text: string;
	}[];
	readonly quizzes: readonly (Quiz & { readonly id: string })[];
}

/** Numbers of its own: what the network begins with keeps its ids whatever is taught. */
const SEEDER: Device = { device: 'sampletraining', epoch: 1, seq: 0, count: 0 };
const HOME = 'murat';
/** Days before and after today in which the group meets. */
const BACK = 14;
const AHEAD = 28;
/** The group meets on every so many open days: today, or the next one, is among them. */
const EVERY = 3;

/**
 * Puts courses into a store that has none, and a group at Murat that is in the
 * middle of the first of them. Half-days to come want the training room.
 */
export async function seedSampleTraining(
	store: Store,
	now: number,
	today: Day,
	courses: readonly SampleCourse[]
): Promise<void> {
	const [first] = courses;
	if (!first) return;
	const drafts = draftsFor(now, today, courses, first);
	const { facts } = allocate(SEEDER, drafts);
	let batch: { readonly db: DatabaseName; readonly docs: Doc[] } | undefined;
	for (const [i, fact] of facts.entries()) {
		const { db } = drafts[i]!;
		if (batch && batch.db !== db) await store.insert(batch.db, batch.docs);
		if (batch?.db !== db) batch = { db, docs: [] };
		batch.docs.push(fact as unknown as Doc);
	}
	if (batch) await store.insert(batch.db, batch.docs);
}

function draftsFor(
	now: number,
	today: Day,
	courses: readonly SampleCourse[],
	first: SampleCourse
): readonly Draft[] {
	const began = shiftDay(today, -BACK - 1);
	const drafts: Draft[] = [];
	/** Answers with the id its fact will have. */
	const say = (
		db: DatabaseName,
		kind: string,
		fields: object,
		{ day = today, scope = HOME, wall = now } = {}
	): string => {
		const by = SAMPLE_TRAINER.person;
		drafts.push({
			db,
			kind,
			v: 1,
			day,
			scope,
			at: { wall },
			by,
			fields: fields as Draft['fields']
		});
		return factId({ ...SEEDER, day, scope, seq: drafts.length });
	};
	const { training, learners, public: open } = database;
	const everywhere = { scope: NETWORK_SCOPE };
	for (const { course, lessons, quizzes } of courses) {
		for (const { id: lesson, ...text } of lessons)
			say(training, 'lesson.written', { course: course.id, lesson, ...text }, everywhere);
		for (const { id: quiz, ...asked } of quizzes)
			say(training, 'quiz.written', { course: course.id, quiz, ...asked }, everywhere);
	}
	const { person: trainer, name } = SAMPLE_TRAINER;
	say(training, 'trainer.introduced', { trainer, name }, everywhere);
	const course = first.course.id;
	const group = say(
		training,
		'group.formed',
		{ course, title: 'Groupe d’automne', capacity: 12, from: began, to: shiftDay(today, AHEAD) },
		{ day: began }
	);
	const people = [SAMPLE_PERSON.person, ...SAMPLE_LEARNERS.map(({ person }) => person)];
	for (const person of people)
		say(training, 'enrolment.made', { person, course, group }, { day: began });
	const sessions = plannedAround(today, first.course).map((planned) => {
		const { day, ...fields } = planned;
		const more = { course, group, trainer, hours: 3.5, space: 'training' };
		return { ...planned, id: say(open, 'session.planned', { ...fields, ...more }, { day }) };
	});
	for (const { id: session, day, half } of sessions.filter((one) => one.day < today))
		for (const [i, person] of people.entries()) {
			const wall = instantOf(day, half === 'am' ? '09:05' : '14:05');
			const about = { session, person, ...presence(i, Number(day.slice(8))) };
			say(training, 'attendance.noted', about, { day, wall });
		}
	for (const learner of SAMPLE_LEARNERS)
		say(learners, 'learner.introduced', { ...learner, sample: true });
	// Last: it is by these that it is known to be there.
	for (const one of courses)
		say(open, 'course.described', { course: one.course as unknown as Json }, everywhere);
	return drafts;
}

/** Mornings, and every other afternoon, in the order of the course. */
function plannedAround(
	today: Day,
	{ modules }: Course
): readonly { readonly day: Day; readonly half: Half; readonly module: string }[] {
	const centre = SAMPLE_CENTRES.find(({ slug }) => slug === HOME)!;
	const days = Array.from({ length: BACK + AHEAD + 1 }, (_, i) => shiftDay(today, i - BACK));
	const open = days.filter((day) => weekday(day) < 5 && openingOn(centre, [], day).length > 0);
	const next = open.findIndex((day) => day >= today);
	const met = open.filter((_, i) => (i - next) % EVERY === 0);
	const onSite = modules.filter(({ place }) => place === 'site');
	const taught = onSite.length > 0 ? onSite : modules;
	return met
		.flatMap((day, i) =>
			(i % 2 === 0 ? (['am', 'pm'] as const) : (['am'] as const)).map((half) => ({ day, half }))
		)
		.map((one, i) => ({ ...one, module: taught[Math.floor(i / 2) % taught.length]!.id }));
}

/** Most are there; somebody is late, somebody at home with the flu. */
function presence(person: number, day: number): object {
	if ((person + day) % 11 === 5) return { is: 'absent', why: 'Grippe' };
	return (person + day) % 7 === 3 ? { is: 'late', minutes: 15 } : { is: 'present' };
}
