import { describe, expect, test } from 'vitest';
import {
	courseProblems,
	lessonProblem,
	quizProblems
} from '../../src/lib/domain/training/course-problems';
import { tidyCourse, tidyQuiz } from '../../src/lib/domain/training/tidy';
import { SAMPLE_COURSES } from '../../src/lib/server/sample-courses';
import { readMarkdown } from '../../src/lib/ui/training/markdown';

const words = (text: string): number => text.split(/\s+/).length;
const texts = SAMPLE_COURSES.flatMap(({ lessons }) => lessons);
const NAMES = SAMPLE_COURSES.map(({ course }) => course.title);

describe('the sample courses', () => {
	test('could each be saved as they are, and say that they are a sample', () => {
		for (const { course, lessons, quizzes } of SAMPLE_COURSES) {
			expect(course.sample).toBe(true);
			expect(
				courseProblems(
					course,
					NAMES.filter((name) => name !== course.title)
				)
			).toEqual([]);
			expect(tidyCourse(course)).toEqual(course);
			for (const { text } of lessons) expect(lessonProblem(text)).toBeUndefined();
			for (const { id: _, ...quiz } of quizzes) {
				expect(quizProblems(quiz)).toEqual([]);
				expect(tidyQuiz(quiz)).toEqual(quiz);
				expect(quiz.questions.every(({ why }) => why)).toBe(true);
			}
		}
	});

	test('have a text for every lesson and questions for every quiz they name, and no other', () => {
		for (const { course, lessons, quizzes } of SAMPLE_COURSES) {
			const named = course.modules.flatMap((module) => module.lessons.map(({ id }) => id));
			expect(lessons.map(({ id }) => id)).toEqual(named);
			const asked = course.modules.flatMap(({ quiz }) => quiz?.id ?? []);
			expect(quizzes.map(({ id }) => id)).toEqual(asked);
			const ids = [...named, ...asked, ...course.modules.map(({ id }) => id)];
			expect(new Set(ids).size).toBe(ids.length);
		}
	});

	test('are the long one of 140 hours, half of it on site, and five short ones', () => {
		expect(SAMPLE_COURSES.map(({ course }) => course.hours)).toEqual([140, 14, 7, 3.5, 14, 7]);
		const [long] = SAMPLE_COURSES;
		const away = long!.course.modules.filter(({ place }) => place === 'distance');
		expect([long!.course.modules.length, away.length]).toEqual([20, 10]);
	});

	test('say something in each lesson, and a good deal in those of two modules', () => {
		for (const { title, text } of texts) expect([title, words(text) >= 120]).toEqual([title, true]);
		const real = texts.filter(({ id }) => /^(poste|secu)-/.test(id));
		for (const { title, text } of real)
			expect([title, words(text) >= 400, words(text) <= 900]).toEqual([title, true, true]);
		const bytes = new TextEncoder().encode(JSON.stringify(SAMPLE_COURSES)).length;
		expect(bytes).toBeLessThan(140_000);
	});

	test('keep to French typography', () => {
		for (const { text } of texts) {
			const prose = text.replace(/`[^`]*`/g, '').replace(/\]\([^)]*\)/g, ']');
			expect(prose).not.toMatch(/'|[ \w][;!?]|[^\u202f*]»|«[^\u202f]| [;:!?%»]/);
		}
	});

	test('hold nothing but text, lists, tables and addresses that may be followed', () => {
		for (const { text } of texts) {
			const links = text.match(/\]\(/g)?.length ?? 0;
			const kept = JSON.stringify(readMarkdown(text)).match(/"is":"link"/g)?.length ?? 0;
			expect(kept).toBe(links);
			expect(text).not.toMatch(/<[a-z]/i);
		}
	});
});
