import { is } from '../kinds';
import { withWord, type Heads, type Said } from '../training/heads';
import type { Quiz } from '../training/words';
import type { Fold } from './fold';

/** One lesson or one quiz of a course, as it was last written. */
export interface LessonPage {
	texts: Heads<LessonText>;
	quizzes: Heads<WrittenQuiz>;
}

export interface LessonText extends Said {
	readonly title: string;
	/** Markdown. */
	readonly text: string;
}

export interface WrittenQuiz extends Said, Quiz {}

export const lessonFold: Fold<LessonPage> = {
	version: 1,
	empty: () => ({ texts: [], quizzes: [] }),
	add(page, fact) {
		if (is(fact, 'lesson.written/1')) {
			const { _id, title, text, replaces } = fact;
			page.texts = withWord(page.texts, { fact: _id, title, text }, replaces);
		} else if (is(fact, 'quiz.written/1')) {
			const { _id, title, pass, questions, replaces } = fact;
			page.quizzes = withWord(page.quizzes, { fact: _id, title, pass, questions }, replaces);
		}
	}
};
