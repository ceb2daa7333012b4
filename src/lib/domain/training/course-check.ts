import { LESSON_LENGTH } from './kinds';
import type { Course, Quiz } from './words';

/** What has to be put right before a course, a lesson or a quiz can be saved. */

export interface CourseFault {
	readonly is:
		| 'no-title'
		| 'no-module'
		/** Two things of one sort go by one id. */
		| 'doubled-id'
		/** The modules add up to other hours than the course. */
		| 'hours-differ'
		/** A module of no hours. */
		| 'no-hours'
		/** An objective or a lesson that says nothing. */
		| 'no-text';
	/** Which one, by its id. */
	readonly module?: string;
	readonly item?: string;
	/** What the modules add up to. */
	readonly hours?: number;
}

/** Lessons and quizzes share their ids in the whole course: a page is looked up by them. */
export function wrongCourse(course: Course): readonly CourseFault[] {
	const { title, hours, modules } = course;
	const faults: CourseFault[] = [];
	if (isBlank(title)) faults.push({ is: 'no-title' });
	if (modules.length === 0) return [...faults, { is: 'no-module' }];
	for (const id of doubled(modules.map((module) => module.id)))
		faults.push({ is: 'doubled-id', module: id });
	const sum = modules.reduce((all, module) => all + module.hours, 0);
	if (Math.abs(sum - hours) > 1e-6) faults.push({ is: 'hours-differ', hours: sum });
	const items = modules.flatMap(({ lessons, quiz }) => [...lessons, ...(quiz ? [quiz] : [])]);
	const twice = new Set(doubled(items.map(({ id }) => id)));
	const objectives = new Set(doubled(modules.flatMap((one) => one.objectives.map(({ id }) => id))));
	for (const { id: module, ...rest } of modules) {
		if (isBlank(rest.title)) faults.push({ is: 'no-title', module });
		if (!(rest.hours > 0)) faults.push({ is: 'no-hours', module });
		for (const { id, text } of rest.objectives) {
			if (isBlank(text)) faults.push({ is: 'no-text', module, item: id });
			if (objectives.delete(id)) faults.push({ is: 'doubled-id', module, item: id });
		}
		for (const { id, title } of [...rest.lessons, ...(rest.quiz ? [rest.quiz] : [])]) {
			if (isBlank(title)) faults.push({ is: 'no-title', module, item: id });
			if (twice.delete(id)) faults.push({ is: 'doubled-id', module, item: id });
		}
	}
	return faults;
}

export interface QuizFault {
	readonly is:
		| 'no-title'
		| 'no-question'
		| 'no-text'
		| 'doubled-id'
		| 'too-few-choices'
		| 'no-right'
		/** Said to be right, and no choice. */
		| 'right-not-a-choice'
		/** More right answers are wanted than there are questions, or none. */
		| 'pass-out-of-reach';
	readonly question?: string;
	readonly choice?: string;
}

export function wrongQuiz({ title, pass, questions }: Quiz): readonly QuizFault[] {
	const faults: QuizFault[] = [];
	if (isBlank(title)) faults.push({ is: 'no-title' });
	if (questions.length === 0) return [...faults, { is: 'no-question' }];
	if (!Number.isInteger(pass) || pass < 1 || pass > questions.length)
		faults.push({ is: 'pass-out-of-reach' });
	for (const id of doubled(questions.map((question) => question.id)))
		faults.push({ is: 'doubled-id', question: id });
	for (const { id: question, text, choices, right } of questions) {
		if (isBlank(text)) faults.push({ is: 'no-text', question });
		if (choices.length < 2) faults.push({ is: 'too-few-choices', question });
		for (const choice of doubled(choices.map(({ id }) => id)))
			faults.push({ is: 'doubled-id', question, choice });
		for (const { id: choice, text } of choices)
			if (isBlank(text)) faults.push({ is: 'no-text', question, choice });
		if (right.length === 0) faults.push({ is: 'no-right', question });
		for (const choice of right)
			if (!choices.some(({ id }) => id === choice))
				faults.push({ is: 'right-not-a-choice', question, choice });
	}
	return faults;
}

export interface LessonFault {
	readonly is: 'no-title' | 'no-text' | 'too-long';
	/** Characters beyond what a lesson may have. */
	readonly over?: number;
}

export function wrongLesson(lesson: {
	readonly title: string;
	readonly text: string;
}): readonly LessonFault[] {
	const over = lesson.text.length - LESSON_LENGTH;
	return [
		...(isBlank(lesson.title) ? [{ is: 'no-title' as const }] : []),
		...(isBlank(lesson.text) ? [{ is: 'no-text' as const }] : []),
		...(over > 0 ? [{ is: 'too-long' as const, over }] : [])
	];
}

const isBlank = (text: string): boolean => text.trim() === '';

/** Each that is there more than once, once. */
const doubled = (ids: readonly string[]): readonly string[] => [
	...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))
];
