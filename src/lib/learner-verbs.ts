import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import type { Keys } from './ports/keys';
import type { Office } from './ports/office';
import { answerQuiz } from './usecases/training/answer-quiz';
import { fetchCourse } from './usecases/training/fetch-course';
import { readLesson } from './usecases/training/read-lesson';
import { sign, type Signing } from './usecases/training/sign';

/** What somebody does who follows a course, on their phone or at a door. All but fetching works with no link. */
export interface LearnerVerbs {
	readLesson(lesson: Parameters<typeof readLesson>[1]): ReturnType<typeof readLesson>;
	answerQuiz(answers: Parameters<typeof answerQuiz>[1]): ReturnType<typeof answerQuiz>;
	fetchCourse(course: string): ReturnType<typeof fetchCourse>;
	/** Signs for a half-day of training. */
	sign(signing: Signing): ReturnType<typeof sign>;
}

export function learnerVerbs(
	around: { log: FactLog; clock: Clock; keys: Keys; office: Office },
	thenSend: <R>(done: Promise<R>) => Promise<R>
): LearnerVerbs {
	return {
		readLesson: (lesson) => thenSend(readLesson(around, lesson)),
		answerQuiz: (answers) => thenSend(answerQuiz(around, answers)),
		fetchCourse: (course) => fetchCourse(around, course),
		sign: (signing) => thenSend(sign(around, signing))
	};
}
