import { canonical, type Json } from '../../domain/facts';
import { database, pageKey, type FactId } from '../../domain/ids';
import { quizProblems } from '../../domain/training/course-problems';
import { lastWord } from '../../domain/training/heads';
import { tidyQuiz } from '../../domain/training/tidy';
import type { Quiz } from '../../domain/training/words';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { courseDraft } from './course-draft';
import type { Written } from './write-lesson';

export interface QuizWriting {
	readonly course: string;
	readonly quiz: string;
	/** Its title is as the course calls it. */
	readonly as: Quiz;
	/** The versions whoever wrote it had before them. */
	readonly replaces: readonly FactId[];
}

/** A quiz asks this from now on. What was answered before stays answered, of the version it was answered of. */
export async function writeQuiz(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ course, quiz, as: typed, replaces }: QuizWriting
): Promise<Written> {
	const as = tidyQuiz(typed);
	const problems = quizProblems(as);
	if (problems.length > 0) return { problems };
	const key = pageKey.lesson(course, quiz);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		const { quizzes } = read(key, 'lesson');
		const last = lastWord(quizzes);
		if (last && quizzes.length === 1) {
			const { fact, ...was } = last;
			if (canonical(was) === canonical(as)) return { drafts: [], result: fact };
		}
		const fields = { course, quiz, ...(as as unknown as Record<string, Json>), replaces };
		const draft = courseDraft(database.training, wall, device)('quiz.written', fields);
		return { drafts: [draft], result: undefined };
	});
	if ('failed' in done) return done;
	return done.result === undefined ? { written: done.facts[0]!._id } : { unchanged: done.result };
}
