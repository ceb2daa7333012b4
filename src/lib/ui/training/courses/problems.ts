import { LENGTHS, type Problem, type Trouble } from '../../../domain/training/course-problems';
import { LESSON_LENGTH } from '../../../domain/training/kinds';
import { m } from '../../../paraglide/messages';
import { count } from '../../formats';

/** What is wrong, in the words of whoever writes a course. */
const WORDS: Readonly<Record<Trouble, (problem: Problem) => string>> = {
	empty: () => m.course_problem_empty(),
	'too-long': () => m.course_problem_too_long({ most: count(LENGTHS.line) }),
	doubled: () => m.course_problem_doubled(),
	'bad-hours': () => m.course_problem_bad_hours(),
	'hours-differ': ({ more }) => m.course_problem_hours_differ({ sum: count(more ?? 0) }),
	'no-module': () => m.course_problem_no_module(),
	'no-question': () => m.course_problem_no_question(),
	'too-few-choices': () => m.course_problem_too_few_choices(),
	'no-right': () => m.course_problem_no_right(),
	'bad-pass': () => m.course_problem_empty(),
	'too-many': ({ more }) => m.course_problem_too_many({ most: count(more ?? 0) }),
	'too-large': () => m.course_problem_too_large()
};

export const problemWord = (problem: Problem): string => WORDS[problem.is](problem);

/** What is wrong with one field; `most` is how long it may be. */
export type Wrong = (at: string, most?: number) => string | undefined;

export const wrongIn =
	(problems: readonly Problem[]): Wrong =>
	(at, most) => {
		const found = problems.find((problem) => problem.at === at);
		if (!found) return undefined;
		if (found.is === 'too-long' && most !== undefined)
			return m.course_problem_too_long({ most: count(most) });
		if (found.is === 'empty' && most === LENGTHS.title) return m.course_problem_no_title();
		return problemWord(found);
	};

/** Of a lesson's text. */
export function lessonWord(problem: Problem): string {
	if (problem.is === 'empty') return m.course_problem_no_text();
	if (problem.is !== 'too-long') return problemWord(problem);
	const over = count((problem.more ?? 0) - LESSON_LENGTH);
	return m.course_problem_long_lesson({ over, most: count(LESSON_LENGTH) });
}
