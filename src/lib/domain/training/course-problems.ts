import { FACT_BYTES } from '../parse';
import { LESSON_LENGTH } from './kinds';
import type { Course, Module, Quiz } from './words';

/**
 * Why a course, a lesson or a quiz cannot be kept as it stands, each beside what it
 * is about. A course that has none of these passes the boundary of facts.
 */

export type Trouble =
	| 'empty'
	| 'too-long'
	/** Another one of the same sort is called the same. */
	| 'doubled'
	| 'bad-hours'
	/** Those of the modules together are others than the course's: `more` is their sum. */
	| 'hours-differ'
	| 'no-module'
	| 'no-question'
	| 'too-few-choices'
	| 'no-right'
	| 'bad-pass'
	/** More of them than there may be: `more`. */
	| 'too-many'
	/** All of it together is more than one fact may weigh. */
	| 'too-large';

export interface Problem {
	/** What it is about: a field of the whole, or `id` or `id.field` of a part. */
	readonly at: string;
	readonly is: Trouble;
	readonly more?: number;
}

/** Bytes of what is said itself; the rest of a fact is its envelope and what it replaces. */
const BODY_BYTES = FACT_BYTES - 4_096;
/** As fields of facts have it; `src/lib/domain/training/kinds.ts`. */
export const LENGTHS = { title: 120, summary: 1_000, line: 300, question: 600, why: 600 } as const;
const MOST = { modules: 60, objectives: 20, lessons: 40, questions: 60, choices: 10 } as const;

/** Bytes of a value's JSON in UTF-8, as facts are weighed. */
export const weight = (value: unknown): number =>
	new TextEncoder().encode(JSON.stringify(value)).length;

/** `others` are the titles of the network's other courses. */
export function courseProblems(course: Course, others: readonly string[] = []): Problem[] {
	const { title, summary, hours, modules } = course;
	const sum = round(modules.reduce((total, module) => total + (module.hours || 0), 0));
	const areHoursGood = isHours(hours) && hours > 0;
	const areAllGood = areHoursGood && modules.every((module) => isHours(module.hours));
	return [
		...named('title', title),
		...(others.some((other) => isSame(other, title)) ? [problem('title', 'doubled')] : []),
		...((summary?.length ?? 0) > LENGTHS.summary ? [problem('summary', 'too-long')] : []),
		...(areHoursGood ? [] : [problem('hours', 'bad-hours')]),
		...(modules.length === 0 ? [problem('modules', 'no-module')] : []),
		...(areAllGood && modules.length > 0 && sum !== round(hours)
			? [problem('hours', 'hours-differ', sum)]
			: []),
		...tooMany('modules', modules, MOST.modules),
		...doubled(modules),
		...modules.flatMap(moduleProblems),
		...heavy('modules', course)
	];
}

function moduleProblems(module: Module): Problem[] {
	const { id, title, hours, objectives, lessons, quiz } = module;
	const items = quiz ? [...lessons, quiz] : lessons;
	return [
		...named(id, title),
		...(isHours(hours) ? [] : [problem(`${id}.hours`, 'bad-hours')]),
		...tooMany(`${id}.objectives`, objectives, MOST.objectives),
		...objectives.flatMap((one) => named(one.id, one.text, LENGTHS.line)),
		...doubled(objectives.map((one) => ({ id: one.id, title: one.text }))),
		...tooMany(`${id}.lessons`, lessons, MOST.lessons),
		...items.flatMap((item) => named(item.id, item.title)),
		...doubled(items)
	];
}

/** Of the text alone: its title stands in the course. */
export function lessonProblem(text: string): Problem | undefined {
	if (text.trim() === '') return problem('text', 'empty');
	if (text.length > LESSON_LENGTH) return problem('text', 'too-long', text.length);
	return heavy('text', text)[0];
}

export function quizProblems({ questions, pass }: Pick<Quiz, 'questions' | 'pass'>): Problem[] {
	const isPassGood = Number.isInteger(pass) && pass >= 1 && pass <= questions.length;
	return [
		...(questions.length === 0 ? [problem('questions', 'no-question')] : []),
		...(isPassGood || questions.length === 0 ? [] : [problem('pass', 'bad-pass')]),
		...tooMany('questions', questions, MOST.questions),
		...doubled(questions.map(({ id, text }) => ({ id, title: text }))),
		...questions.flatMap(questionProblems),
		...heavy('questions', questions)
	];
}

function questionProblems({ id, text, choices, right, why }: Quiz['questions'][number]): Problem[] {
	const isRight = choices.some((choice) => right.includes(choice.id));
	return [
		...named(id, text, LENGTHS.question),
		...(choices.length < 2 ? [problem(`${id}.choices`, 'too-few-choices')] : []),
		...tooMany(`${id}.choices`, choices, MOST.choices),
		...choices.flatMap((choice) => named(choice.id, choice.text, LENGTHS.line)),
		...doubled(choices.map((choice) => ({ id: choice.id, title: choice.text }))),
		...(choices.length >= 2 && !isRight ? [problem(`${id}.right`, 'no-right')] : []),
		...((why?.length ?? 0) > LENGTHS.why ? [problem(`${id}.why`, 'too-long')] : [])
	];
}

const problem = (at: string, is: Trouble, more?: number): Problem =>
	more === undefined ? { at, is } : { at, is, more };

function named(at: string, text: string, most: number = LENGTHS.title): Problem[] {
	if (text.trim() === '') return [problem(at, 'empty')];
	return text.length > most ? [problem(at, 'too-long')] : [];
}

/** Each that is called like one before it. */
const doubled = (named: readonly { readonly id: string; readonly title: string }[]): Problem[] =>
	named
		.filter(
			({ title }, i) =>
				title.trim() !== '' && named.slice(0, i).some((before) => isSame(before.title, title))
		)
		.map(({ id }) => problem(id, 'doubled'));

const tooMany = (at: string, all: readonly unknown[], most: number): Problem[] =>
	all.length > most ? [problem(at, 'too-many', most)] : [];

const heavy = (at: string, value: unknown): Problem[] =>
	weight(value) > BODY_BYTES ? [problem(at, 'too-large')] : [];

/** Of a module none is possible: what is read between two meetings may not be counted. */
const isHours = (hours: unknown): boolean =>
	typeof hours === 'number' && Number.isFinite(hours) && hours >= 0 && hours <= 2_000;
/** Quarters of an hour add up exactly; thirds should too. */
const round = (hours: number): number => Math.round(hours * 100) / 100;
const key = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
const isSame = (a: string, b: string): boolean => key(a) === key(b);
