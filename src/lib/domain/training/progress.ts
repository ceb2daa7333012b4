import type { LearnerPage } from '../folds/learner';
import type { Day, FactId } from '../ids';
import { lastWord } from './heads';
import type { Course, Module, Session } from './words';

/**
 * How far somebody is. Everything here is a union or a best of what was said, so
 * that two devices of theirs never take anything from each other.
 */

export interface ModuleProgress {
	readonly module: Module;
	readonly done: boolean;
	/** Lessons read, of `module.lessons`. */
	readonly read: number;
	/** The best of all attempts. */
	readonly quiz: 'none' | 'open' | 'failed' | 'passed';
	/** Of its half-days, realised. */
	readonly hours: number;
	/** Objectives a trainer said are met, of `module.objectives`. */
	readonly met: number;
}

export type NextStep =
	| { readonly is: 'lesson' | 'quiz'; readonly module: string; readonly item: string }
	| { readonly is: 'session'; readonly session: FactId };

export interface Progress {
	readonly modules: readonly ModuleProgress[];
	/** How many modules are done, of `total`. */
	readonly done: number;
	readonly total: number;
	/** Realised in the half-days of this course. */
	readonly hours: number;
	readonly next?: NextStep;
}

/**
 * Progress in one course; `sessions` are the half-days of the learner’s group.
 * The next step is the first lesson or quiz that is left, in the order of the
 * course, and before it a half-day of a module that comes earlier. With `today`
 * no half-day before it is a next step.
 */
export function progressIn(
	course: Course,
	learner: LearnerPage,
	sessions: readonly Session[],
	today?: Day
): Progress {
	const its = sessions.filter((session) => session.course === course.id);
	const modules = course.modules.map((module) => moduleProgress(course, module, learner, its));
	const next = nextStep(course, modules, learner, its, today);
	return {
		modules,
		done: modules.filter(({ done }) => done).length,
		total: modules.length,
		hours: hoursRealised(learner, its),
		...(next && { next })
	};
}

/**
 * Hours of training that took place for somebody: whole where they were there,
 * less the minutes they were late, none where they were absent (hours of absence
 * are not billable). Who signed, and of whom nothing else was said, was there.
 */
export function hoursRealised(
	learner: Pick<LearnerPage, 'marks' | 'signed'>,
	sessions: readonly Session[]
): number {
	const minutes = sessions.reduce((sum, session) => sum + minutesRealised(learner, session), 0);
	return minutes / 60;
}

function minutesRealised(
	{ marks, signed }: Pick<LearnerPage, 'marks' | 'signed'>,
	session: Session
): number {
	if (session.cancelled !== undefined) return 0;
	const whole = Math.round(session.hours * 60);
	const mark = lastWord(marks[session.id]);
	if (!mark) return (signed[session.id]?.length ?? 0) > 0 ? whole : 0;
	if (mark.is === 'absent') return 0;
	return mark.is === 'late' ? Math.max(0, whole - (mark.minutes ?? 0)) : whole;
}

/**
 * A module is done once its lessons are read, its quiz is passed, and, on site or
 * where there is nothing to read, its hours are realised or all its objectives
 * are met: no rule asks for a percentage, and the trainer has the last word.
 */
function moduleProgress(
	{ id: course }: Course,
	module: Module,
	learner: LearnerPage,
	sessions: readonly Session[]
): ModuleProgress {
	const readings = learner.read[course] ?? {};
	const read = module.lessons.filter(({ id }) => Object.hasOwn(readings, id)).length;
	const quiz = quizOf(course, module, learner);
	const hours = hoursRealised(
		learner,
		sessions.filter((session) => session.module === module.id)
	);
	const said = learner.objectives[course] ?? {};
	const met = module.objectives.filter(
		({ id }) => Object.hasOwn(said, id) && said[id]?.level === 'met'
	).length;
	const isStudied = read === module.lessons.length && (quiz === 'none' || quiz === 'passed');
	const isToAttend =
		module.place === 'site' || (module.lessons.length === 0 && module.quiz === undefined);
	const isAttended =
		hours >= module.hours || (module.objectives.length > 0 && met === module.objectives.length);
	return { module, read, quiz, hours, met, done: isStudied && (!isToAttend || isAttended) };
}

function quizOf(course: string, { quiz }: Module, { attempts }: LearnerPage) {
	if (!quiz) return 'none';
	const all = attempts[course] ?? {};
	const tries = Object.hasOwn(all, quiz.id) ? (all[quiz.id] ?? []) : [];
	if (tries.some(({ passed }) => passed)) return 'passed';
	return tries.length > 0 ? 'failed' : 'open';
}

function nextStep(
	{ id: course }: Course,
	modules: readonly ModuleProgress[],
	learner: LearnerPage,
	sessions: readonly Session[],
	today: Day | undefined
): NextStep | undefined {
	const readings = learner.read[course] ?? {};
	const ahead = sessions
		.filter(
			({ id, cancelled, day }) =>
				cancelled === undefined &&
				(today === undefined || day >= today) &&
				learner.marks[id] === undefined &&
				learner.signed[id] === undefined
		)
		.toSorted((a, b) => (whenOf(a) < whenOf(b) ? -1 : 1));
	for (const { module, done, quiz } of modules) {
		if (done) continue;
		const lesson = module.lessons.find(({ id }) => !Object.hasOwn(readings, id));
		if (lesson) return { is: 'lesson', module: module.id, item: lesson.id };
		if (module.quiz && quiz !== 'passed')
			return { is: 'quiz', module: module.id, item: module.quiz.id };
		const session = ahead.find((one) => one.module === module.id);
		if (session) return { is: 'session', session: session.id };
	}
	const [session] = ahead;
	return session && { is: 'session', session: session.id };
}

const whenOf = ({ day, half, id }: Session): string => `${day} ${half} ${id}`;
