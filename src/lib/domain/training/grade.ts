import type { Quiz } from './words';

/** By question, the choices taken. */
export type Answers = Readonly<Record<string, readonly string[]>>;

export interface Grade {
	/** Questions answered right: all of the right choices and no other. */
	readonly right: number;
	readonly total: number;
	readonly passed: boolean;
}

/** Whether just the right choices were taken. */
export function isRight({ right }: Quiz['questions'][number], taken: readonly string[]): boolean {
	const wanted = new Set(right);
	return new Set(taken).size === wanted.size && taken.every((choice) => wanted.has(choice));
}

export function gradeOf(quiz: Pick<Quiz, 'pass' | 'questions'>, answers: Answers): Grade {
	const right = quiz.questions.filter((question) =>
		isRight(question, Object.hasOwn(answers, question.id) ? answers[question.id]! : [])
	).length;
	return { right, total: quiz.questions.length, passed: right >= quiz.pass };
}

/** Questions that still have no answer. */
export const unanswered = ({ questions }: Pick<Quiz, 'questions'>, answers: Answers): number =>
	questions.filter(({ id }) => !Object.hasOwn(answers, id) || answers[id]!.length === 0).length;
