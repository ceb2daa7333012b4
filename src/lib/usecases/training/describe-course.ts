import { canonical, type Json } from '../../domain/facts';
import { database, pageKey, type FactId } from '../../domain/ids';
import { courseProblems, type Problem } from '../../domain/training/course-problems';
import { lastWord } from '../../domain/training/heads';
import { tidyCourse } from '../../domain/training/tidy';
import type { Course } from '../../domain/training/words';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import type { NoRoom } from '../people';
import { courseDraft } from './course-draft';

export interface Description {
	readonly course: Course;
	/** The versions whoever wrote it had before them. One they had not seen stays beside it. */
	readonly replaces: readonly FactId[];
}

export type Described =
	| { readonly described: FactId; readonly course: Course }
	/** It is so already: nothing was written. */
	| { readonly unchanged: FactId; readonly course: Course }
	| { readonly problems: readonly Problem[] }
	| NoRoom;

/** A course is made of this from now on: the whole of it, in one fact. One that was withdrawn is given again. */
export async function describeCourse(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ course: typed, replaces }: Description
): Promise<Described> {
	const course = tidyCourse(typed);
	const problems = courseProblems(course, await titlesBeside(log, course.id));
	if (problems.length > 0) return { problems };
	const key = pageKey.course(course.id);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		const { described, withdrawn } = read(key, 'course');
		const last = lastWord(described);
		const isSame = last && canonical(last.course) === canonical(course);
		if (isSame && described.length === 1 && !withdrawn) return { drafts: [], result: last.fact };
		const fields = { course: course as unknown as Json, replaces };
		const draft = courseDraft(database.public, wall, device)('course.described', fields);
		return { drafts: [draft], result: undefined };
	});
	if ('failed' in done) return done;
	return done.result === undefined
		? { described: done.facts[0]!._id, course }
		: { unchanged: done.result, course };
}

/** What the courses that are given are called, but for this one. */
async function titlesBeside(log: FactLog, course: string): Promise<readonly string[]> {
	const own = pageKey.course(course);
	const pages = [...(await log.pages('course'))].filter(
		([key, { withdrawn }]) => key !== own && !withdrawn
	);
	return pages.flatMap(([, { described }]) => lastWord(described)?.course.title ?? []);
}
