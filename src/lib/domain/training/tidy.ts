import type { Course, Quiz } from './words';

/**
 * What a person typed as it is kept: without blanks around it, without lines that
 * were left empty, without halves of characters (no database takes those).
 */

export function tidyCourse({ summary, modules, ...course }: Course): Course {
	const said = summary === undefined ? '' : line(summary);
	return {
		...course,
		title: line(course.title),
		...(said !== '' && { summary: said }),
		modules: modules.map(({ quiz, ...module }) => ({
			...module,
			title: line(module.title),
			objectives: module.objectives
				.map((one) => ({ ...one, text: line(one.text) }))
				.filter(({ text }) => text !== ''),
			lessons: module.lessons.map((one) => ({ ...one, title: line(one.title) })),
			...(quiz && { quiz: { ...quiz, title: line(quiz.title) } })
		}))
	};
}

/** Choices left empty are none, and neither right nor wrong. */
export function tidyQuiz({ title, pass, questions }: Quiz): Quiz {
	return {
		title: line(title),
		pass,
		questions: questions.map(({ why, ...question }) => {
			const choices = question.choices
				.map((one) => ({ ...one, text: line(one.text) }))
				.filter(({ text }) => text !== '');
			const said = why === undefined ? '' : line(why);
			return {
				...question,
				text: line(question.text),
				choices,
				right: question.right.filter((id) => choices.some((choice) => choice.id === id)),
				...(said !== '' && { why: said })
			};
		})
	};
}

const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** A lesson's text is kept as it was typed, but for what cannot be kept. */
export const whole = (text: string): string => text.replace(HALVES, '\ufffd');
const line = (text: string): string => whole(text).trim();
