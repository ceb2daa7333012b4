import * as v from 'valibot';
import type { Fact } from '../facts';
import { database, pageKey, partsOf, type DatabaseSort, type PageKey } from '../ids';
import type { Kind } from '../kind';
import { day, instant, madeBy, personId, text } from '../shapes';

/**
 * What may be said of training. Courses and half-days are public, names are in
 * `learners`, all else is the trainers' own. What somebody says on their phone or
 * signs at the door rests there first; the relay copies it to the trainers.
 *
 * Long because it is the one list of them, as kinds.ts is of all others.
 */

/** Half-days, the unit attendance is signed in. */
export const HALVES = ['am', 'pm'] as const;
export type Half = (typeof HALVES)[number];
export const ATTENDANCES = ['present', 'late', 'absent'] as const;
export type Attendance = (typeof ATTENDANCES)[number];
/** What somebody signs as. */
export const SIGNERS = ['learner', 'trainer'] as const;
export type Signer = (typeof SIGNERS)[number];
/** How: drawn; by number and code; by a badge; by a button on one's own unlocked device. */
export const WAYS = ['drawn', 'code', 'badge', 'button'] as const;
export type Way = (typeof WAYS)[number];
export const LEVELS = ['not-yet', 'partly', 'met'] as const;
export type Level = (typeof LEVELS)[number];
/** What may be said of an enrolment after it was made. `started` is said by nobody: the first half-day, or lesson, does. */
export const STATES = ['interrupted', 'resumed', 'abandoned', 'completed', 'admitted'] as const;
export type State = (typeof STATES)[number];
/** Who pays; the classes of the yearly return of training providers (bilan pédagogique et financier). */
export const FUNDERS = ['employer', 'opco', 'france-travail', 'region', 'self', 'other'] as const;
export type Funder = (typeof FUNDERS)[number];
/** Who sent them. */
export const PRESCRIBERS = [
	'france-travail',
	'msa',
	'mission-locale',
	'cap-emploi',
	'association',
	'none'
] as const;
export type Prescriber = (typeof PRESCRIBERS)[number];

/** Longest text of one lesson, characters: its fact stays well below what a fact may weigh. */
export const LESSON_LENGTH = 40_000;
/** Longest drawn signature, characters of its compact form. */
export const STROKES_LENGTH = 8_000;

const name = text(40);
/** Of a course, a module, a lesson, a quiz, a question: chosen once, never shown. */
const localId = v.pipe(
	v.string(),
	// Pages are looked up by it: a name that every object has is none.
	v.regex(/^(?!constructor$)[a-z0-9][a-z0-9-]{0,39}$/)
);
const hours = v.pipe(v.number(), v.minValue(0), v.maxValue(2_000));
const half = v.picklist(HALVES);
/** Of training in one half-day, as they are counted. */
const halfDayHours = v.pipe(v.number(), v.minValue(0.25), v.maxValue(7));
const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/));

/** The facts it is said instead of. Where two were said instead of the same one apart, both stand until somebody says a third. */
const replaces = v.optional(v.pipe(v.array(madeBy), v.maxLength(20)));

const described = v.looseObject({
	course: v.looseObject({
		id: localId,
		title: text(120),
		summary: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
		/** Whole, of all modules. */
		hours,
		/** On offer to everybody; else only those enrolled hear of it. */
		offered: v.boolean(),
		modules: v.pipe(
			v.array(
				v.looseObject({
					id: localId,
					title: text(120),
					hours,
					place: v.picklist(['site', 'distance']),
					objectives: v.pipe(
						v.array(v.looseObject({ id: localId, text: text(300) })),
						v.maxLength(20)
					),
					lessons: v.pipe(
						v.array(v.looseObject({ id: localId, title: text(120) })),
						v.maxLength(40)
					),
					quiz: v.optional(v.looseObject({ id: localId, title: text(120) }))
				})
			),
			v.minLength(1),
			v.maxLength(60)
		),
		sample: v.optional(v.boolean())
	}),
	replaces
});
const withdrawn = v.looseObject({ course: localId });
const lesson = v.looseObject({
	course: localId,
	lesson: localId,
	title: text(120),
	text: v.pipe(v.string(), v.maxLength(LESSON_LENGTH)),
	replaces
});
const quiz = v.looseObject({
	course: localId,
	quiz: localId,
	title: text(120),
	/** Right answers needed to pass, of all. */
	pass: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
	questions: v.pipe(
		v.array(
			v.looseObject({
				id: localId,
				text: text(600),
				choices: v.pipe(
					v.array(v.looseObject({ id: localId, text: text(300) })),
					v.minLength(2),
					v.maxLength(10)
				),
				/** Those that are right, at least one. */
				right: v.pipe(v.array(localId), v.minLength(1), v.maxLength(10)),
				/** Why, to be read after answering. */
				why: v.optional(v.pipe(v.string(), v.maxLength(600)))
			})
		),
		v.minLength(1),
		v.maxLength(60)
	),
	replaces
});
const planned = v.looseObject({
	course: localId,
	module: v.optional(localId),
	group: madeBy,
	half,
	hours: halfDayHours,
	/** A space of the centre its id names. */
	space: v.optional(name),
	trainer: personId
});
const changed = v.looseObject({
	session: madeBy,
	change: v.partial(
		v.looseObject({ module: localId, hours: halfDayHours, space: name, trainer: personId })
	)
});
const sessionCancelled = v.looseObject({ session: madeBy, why: text(200) });
const trainer = v.looseObject({ trainer: personId, name: text(80) });
const group = {
	title: text(120),
	capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
	from: day,
	to: day
};
const formed = v.looseObject({ course: localId, ...group });
const regrouped = v.looseObject({ group: madeBy, change: v.partial(v.looseObject(group)) });
const terms = {
	funder: v.optional(v.picklist(FUNDERS)),
	prescriber: v.optional(v.picklist(PRESCRIBERS)),
	/** Asked for; never why. */
	accommodation: v.optional(v.boolean())
};
const enrolled = v.looseObject({ person: personId, course: localId, group: madeBy, ...terms });
const asked = v.looseObject({
	person: personId,
	course: localId,
	group: madeBy,
	employer: v.optional(v.pipe(v.string(), v.maxLength(120))),
	...terms
});
const stated = v.looseObject({
	enrolment: madeBy,
	/** The person and group of that enrolment: their pages need it. */
	person: personId,
	group: madeBy,
	to: v.picklist(STATES),
	/** Since when. */
	on: day,
	why: v.optional(text(300))
});
const attended = v.looseObject({
	session: madeBy,
	person: personId,
	is: v.picklist(ATTENDANCES),
	/** How late. */
	minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240))),
	/** Why absent; why it is put right after it was signed. */
	why: v.optional(text(200)),
	/** What it is said instead of. */
	replaces
});
/** A word taken back, as if it had not been said: a slip of the thumb is nobody's presence. */
const unsaid = v.looseObject({
	session: madeBy,
	person: personId,
	/** The words that are taken back. */
	replaces: v.pipe(v.array(madeBy), v.minLength(1), v.maxLength(20)),
	/** Why, where it was signed for already. */
	why: v.optional(text(200))
});
/**
 * A device's own hand under what somebody signs: the network's certificate of its
 * key, its place in the device's chain, and the signature over `sealText`.
 */
const seal = v.looseObject({
	/** The account whose device it is; the certificate is over these four and the key. */
	chain: name,
	role: name,
	centre: v.optional(name),
	owner: v.optional(personId),
	/** As `EnrolmentRequest.key`. */
	key: text(100),
	certificate: signature,
	/** From 1, without a gap. */
	n: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	/** Digest of the link before; absent at the first. */
	prev: v.optional(digest),
	signature
});
const signed = v.looseObject({
	session: madeBy,
	person: personId,
	as: v.picklist(SIGNERS),
	way: v.picklist(WAYS),
	/** What was drawn. */
	strokes: v.optional(text(STROKES_LENGTH)),
	/** A trainer signs for the roll as it stood: its digest. */
	roll: v.optional(digest),
	/** Device clock, milliseconds: metadata, and part of what is sealed. */
	when: instant,
	seal
});
const struck = v.looseObject({
	signature: madeBy,
	session: madeBy,
	person: personId,
	why: text(200)
});
const assessed = v.looseObject({
	person: personId,
	course: localId,
	objective: localId,
	level: v.picklist(LEVELS)
});
const read = v.looseObject({ person: personId, course: localId, lesson: localId });
const answered = v.looseObject({
	person: personId,
	course: localId,
	quiz: localId,
	/** The version of the quiz that was answered: the fact that wrote it. */
	of: madeBy,
	/** By question, the choices taken. */
	answers: v.record(localId, v.pipe(v.array(localId), v.maxLength(10))),
	right: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
	total: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
	passed: v.boolean()
});
const noted = v.looseObject({ person: personId, text: text(2_000) });
const learner = {
	name: text(80),
	employer: v.optional(v.pipe(v.string(), v.maxLength(120)))
};
const introduced = v.looseObject({ person: personId, ...learner });
const amended = v.looseObject({ person: personId, change: v.partial(v.looseObject(learner)) });
/** Who came to a half-day without being enrolled, and who they turned out to be. */
const tied = v.looseObject({ person: personId, to: personId, session: madeBy });

const scopeOf = (fact: Fact) => partsOf(fact._id).scope;
const of = (fact: Fact, field: string): string => String(fact[field]);

type Pages = (fact: Fact) => readonly PageKey[];
const inPublic = <S extends v.GenericSchema>(schema: S, pages: Pages) =>
	({ schema, database: () => database.public, pages, rank: 5 }) satisfies Kind;
const inTraining = <S extends v.GenericSchema>(
	schema: S,
	pages: Pages,
	sorts: readonly DatabaseSort[] = []
) => ({ schema, database: () => database.training, sorts, pages, rank: 4 }) satisfies Kind;
const inLearners = <S extends v.GenericSchema>(schema: S) =>
	({
		schema,
		database: () => database.learners,
		pages: (fact: Fact) => [pageKey.learner(of(fact, 'person'))],
		rank: 4
	}) satisfies Kind;

const theCourse: Pages = (fact) => {
	const course = fact['course'];
	return [
		pageKey.course(typeof course === 'string' ? course : String((course as { id: unknown }).id))
	];
};
const theLearner: Pages = (fact) => [pageKey.learner(of(fact, 'person'))];
/** The half-day's own, and its month's. */
const theSession = (session: string): readonly PageKey[] => [
	pageKey.session(session),
	pageKey.agenda(partsOf(session).day.slice(0, 7))
];
const sessionAndPerson: Pages = (fact) => [
	pageKey.session(of(fact, 'session')),
	pageKey.learner(of(fact, 'person'))
];

export const TRAINING_KINDS = {
	/** What a course is made of. The whole of it each time. */
	'course.described/1': inPublic(described, theCourse),
	'course.withdrawn/1': inPublic(withdrawn, theCourse),
	/** A half-day of training, on the day and in the centre its id names. */
	'session.planned/1': inPublic(planned, (fact) => theSession(fact._id)),
	'session.changed/1': inPublic(changed, (fact) => theSession(of(fact, 'session'))),
	'session.cancelled/1': inPublic(sessionCancelled, (fact) => theSession(of(fact, 'session'))),
	'lesson.written/1': inTraining(lesson, (fact) => [
		pageKey.lesson(of(fact, 'course'), of(fact, 'lesson'))
	]),
	'quiz.written/1': inTraining(quiz, (fact) => [
		pageKey.lesson(of(fact, 'course'), of(fact, 'quiz'))
	]),
	'trainer.introduced/1': inTraining(trainer, () => [pageKey.trainers()]),
	'group.formed/1': inTraining(formed, (fact) => [pageKey.group(fact._id)]),
	'group.changed/1': inTraining(regrouped, (fact) => [pageKey.group(of(fact, 'group'))]),
	'enrolment.made/1': inTraining(enrolled, (fact) => [
		pageKey.group(of(fact, 'group')),
		pageKey.learner(of(fact, 'person'))
	]),
	'enrolment.stated/1': inTraining(stated, (fact) => [
		pageKey.group(of(fact, 'group')),
		pageKey.learner(of(fact, 'person'))
	]),
	/** A host enrols somebody of their centre: the relay makes the enrolment of it. */
	'enrolment.asked/1': {
		schema: asked,
		database: (fact) => database.people(scopeOf(fact)),
		pages: theLearner,
		rank: 4
	},
	'attendance.unsaid/1': inTraining(unsaid, sessionAndPerson),
	'attendance.noted/1': inTraining(attended, sessionAndPerson),
	'signature.given/1': {
		...inTraining(
			signed,
			(fact) => [
				...sessionAndPerson(fact),
				pageKey.chain(String((fact['seal'] as { chain: unknown }).chain))
			],
			['centre', 'member']
		),
		rank: 2
	},
	/** A signature that was given in error: it stays, and counts no more. */
	'signature.struck/1': inTraining(struck, sessionAndPerson),
	'objective.assessed/1': inTraining(assessed, theLearner),
	'lesson.read/1': inTraining(read, theLearner, ['member']),
	'quiz.answered/1': inTraining(answered, theLearner, ['member']),
	'note.made/1': inTraining(noted, theLearner),
	'learner.introduced/1': inLearners(introduced),
	'learner.amended/1': inLearners(amended),
	'learner.tied/1': inTraining(tied, (fact) => [
		pageKey.session(of(fact, 'session')),
		pageKey.learner(of(fact, 'person')),
		pageKey.learner(of(fact, 'to'))
	])
} satisfies Record<string, Kind>;
