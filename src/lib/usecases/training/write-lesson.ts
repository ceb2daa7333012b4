import { database, pageKey, type FactId } from '../../domain/ids';
import { lessonProblem, type Problem } from '../../domain/training/course-problems';
import { lastWord } from '../../domain/training/heads';
import { whole } from '../../domain/training/tidy';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import type { NoRoom } from '../people';
import { courseDraft } from './course-draft';

export interface Lesson {
	readonly course: string;
	readonly lesson: string;
	/** As the course calls it. */
	readonly title: string;
	/** Markdown, kept as it was typed. */
	readonly text: string;
	/** The versions whoever wrote it had before them. */
	readonly replaces: readonly FactId[];
}

export type Written =
	| { readonly written: FactId }
	/** It is so already: nothing was written. */
	| { readonly unchanged: FactId }
	| { readonly problems: readonly Problem[] }
	| NoRoom;

/** A lesson says this from now on. A text too long is refused whole: nothing is cut off. */
export async function writeLesson(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ course, lesson, title, text: typed, replaces }: Lesson
): Promise<Written> {
	const problem = lessonProblem(typed);
	if (problem) return { problems: [problem] };
	const text = whole(typed);
	const key = pageKey.lesson(course, lesson);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		const { texts } = read(key, 'lesson');
		const last = lastWord(texts);
		if (last?.text === text && last.title === title && texts.length === 1)
			return { drafts: [], result: last.fact };
		const fields = { course, lesson, title, text, replaces };
		const draft = courseDraft(database.training, wall, device)('lesson.written', fields);
		return { drafts: [draft], result: undefined };
	});
	if ('failed' in done) return done;
	return done.result === undefined ? { written: done.facts[0]!._id } : { unchanged: done.result };
}
