import type { Clock } from './ports/clock';
import type { FactLog } from './ports/fact-log';
import { describeCourse } from './usecases/training/describe-course';
import { withdrawCourse } from './usecases/training/withdraw-course';
import { writeLesson } from './usecases/training/write-lesson';
import { writeQuiz } from './usecases/training/write-quiz';

/** What a trainer writes: courses, lessons, quizzes. All of it works with no link. */
export interface CourseVerbs {
	describeCourse(
		description: Parameters<typeof describeCourse>[1]
	): ReturnType<typeof describeCourse>;
	withdrawCourse(course: string): ReturnType<typeof withdrawCourse>;
	writeLesson(lesson: Parameters<typeof writeLesson>[1]): ReturnType<typeof writeLesson>;
	writeQuiz(quiz: Parameters<typeof writeQuiz>[1]): ReturnType<typeof writeQuiz>;
}

export function courseVerbs(
	around: { log: FactLog; clock: Clock },
	thenSend: <R>(done: Promise<R>) => Promise<R>
): CourseVerbs {
	return {
		describeCourse: (description) => thenSend(describeCourse(around, description)),
		withdrawCourse: (course) => thenSend(withdrawCourse(around, course)),
		writeLesson: (lesson) => thenSend(writeLesson(around, lesson)),
		writeQuiz: (quiz) => thenSend(writeQuiz(around, quiz))
	};
}
