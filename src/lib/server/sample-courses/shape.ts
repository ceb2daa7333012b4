import type { Course, Module, Quiz } from '../../domain/training/words';

/** How the sample courses are written down here. */

export interface Lesson {
	readonly id: string;
	readonly title: string;
	/** Markdown. */
	readonly text: string;
}
export interface SampleCourse {
	readonly course: Course;
	readonly lessons: readonly Lesson[];
	readonly quizzes: readonly (Quiz & { readonly id: string })[];
}
/** A module with what there is to read and answer in it. */
export interface Taught {
	readonly id: string;
	readonly title: string;
	readonly hours: number;
	readonly place: Module['place'];
	readonly objectives: readonly string[];
	readonly lessons: readonly Lesson[];
	readonly quiz?: Quiz & { readonly id: string };
}

/** A course made of its modules: its hours are theirs. Marked as a sample, since that is what it is. */
export function taught(
	{ id, title, summary }: { id: string; title: string; summary: string },
	modules: readonly Taught[]
): SampleCourse {
	return {
		course: {
			id,
			title,
			summary,
			hours: modules.reduce((sum, { hours }) => sum + hours, 0),
			offered: true,
			sample: true,
			modules: modules.map((module) => ({
				id: module.id,
				title: module.title,
				hours: module.hours,
				place: module.place,
				objectives: module.objectives.map((text, i) => ({ id: `${module.id}-o${i + 1}`, text })),
				lessons: module.lessons.map((lesson) => ({ id: lesson.id, title: lesson.title })),
				...(module.quiz && { quiz: { id: module.quiz.id, title: module.quiz.title } })
			}))
		},
		lessons: modules.flatMap(({ lessons }) => lessons),
		quizzes: modules.flatMap(({ quiz }) => quiz ?? [])
	};
}

/** A module whose one lesson says what is done in it and what to bring. */
export const outlined = (
	{ id, title, hours = 7, place }: Pick<Taught, 'id' | 'title' | 'place'> & { hours?: number },
	objectives: readonly string[],
	text: string
): Taught => ({
	id,
	title,
	hours,
	place,
	objectives,
	lessons: [{ id: `${id}-fil`, title: `Le fil du module`, text }]
});
