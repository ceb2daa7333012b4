import { pageKey, type FactId } from '../../domain/ids';
import { gradeOf, unanswered, type Answers, type Grade } from '../../domain/training/grade';
import type { Quiz } from '../../domain/training/words';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { isPhone, type NotWritten } from '../bookings';
import { ownDraft } from './own-draft';

export interface QuizAnswers {
	readonly course: string;
	/** Its id in the course. */
	readonly quiz: string;
	/** The version that was on the screen. */
	readonly of: FactId;
	readonly questions: Pick<Quiz, 'pass' | 'questions'>;
	readonly answers: Answers;
}

export type Answered =
	| { readonly attempt: FactId; readonly grade: Grade }
	/** So many questions have no answer yet: nothing was written. */
	| { readonly missing: number }
	| NotWritten;

/** Somebody answers a quiz. Every attempt is kept; it is graded here, link or no link. */
export async function answerQuiz(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ course, quiz, of, questions, answers }: QuizAnswers
): Promise<Answered> {
	const missing = unanswered(questions, answers);
	if (missing > 0) return { missing };
	const { person } = await log.device();
	if (person === undefined) return { failed: 'nobody' };
	const wall = clock.now();
	const grade = gradeOf(questions, answers);
	const taken = Object.fromEntries(
		questions.questions.map(({ id }) => [id, [...(answers[id] ?? [])]])
	);
	const done = await log.commit([pageKey.learner(person)], (_read, device) => {
		if (!isPhone(device)) return { drafts: [], result: undefined };
		const fields = { course, quiz, of, answers: taken, ...grade };
		return { drafts: [ownDraft(device, wall)('quiz.answered', fields)], result: undefined };
	});
	if ('failed' in done) return done;
	const [fact] = done.facts;
	return fact ? { attempt: fact._id, grade } : { failed: 'nobody' };
}
