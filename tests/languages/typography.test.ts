import { describe, expect, test } from 'vitest';
import { messagesIn, LOCALES } from './messages';
import { textOf } from './sources';

/** `key: sentence` of every sentence that holds what it should not, spaces made visible. */
const holding = (locale: string, wrong: RegExp): string[] =>
	messagesIn(locale).flatMap(({ key, texts }) =>
		texts
			.filter((text) => wrong.test(text.replace(/https?:|\d:\d/g, 'x')))
			.map((text) => `${key}: ${text.replaceAll('\u202f', '⍽').replaceAll('\u00a0', '␣')}`)
	);

describe('French is set as a printer sets it', () => {
	test('a narrow no-break space stands before ; : ! ? and inside «\u202f»', () => {
		expect(holding('fr', /(?<!\u202f)[;:!?»]|«(?!\u202f)/)).toEqual([]);
	});

	test('apostrophes and suspension points are real ones, quotes are «\u202f»', () => {
		expect(holding('fr', /['"“”]|\.\.\./)).toEqual([]);
	});
});

test('in English quotes and apostrophes are curly, and no space stands before a colon', () => {
	expect(holding('en', /['"]|\.\.\.|[\s\u202f\u00a0][;:!?]/)).toEqual([]);
});

test('no sentence begins or ends with a space, or has two in a row', () => {
	for (const locale of LOCALES) expect(holding(locale, /^\s|\s$|\s\s/), locale).toEqual([]);
});

describe('a number agrees with what is counted', () => {
	test('a counted message has one sentence for one and one for many, in every language', () => {
		for (const locale of LOCALES)
			for (const { key, counted, texts } of messagesIn(locale))
				if (counted) expect(texts.length, `${locale} ${key}`).toBeGreaterThan(1);
	});

	/** Always more than one, by what they are said of: a limit, an amount with its unit. */
	const MANY = [
		...['plan_overbooked', 'book_why_too_far', 'train_hours_realised', 'train_planned_of'],
		...['device_used', 'course_size', 'course_paste_refused', 'course_problem_too_long']
	];
	/** What is filled in is a name, a day, a time. */
	const NOTHING = ['plan_done_moved', 'book_when_pm', 'book_say_moved', 'course_draft_from'];

	test('no French sentence without variants counts something in the plural', () => {
		const plural = /\{\w+\} \p{L}+s(?!\p{L})/u;
		const wrong = messagesIn('fr').filter(
			({ key, counted, texts }) =>
				!counted && ![...MANY, ...NOTHING].includes(key) && texts.some((t) => plural.test(t))
		);
		expect(wrong.map(({ key, texts }) => `${key}: ${texts[0]}`)).toEqual([]);
	});
});

describe('the glossary', () => {
	const rows = textOf('docs/glossary.md')
		.split('\n')
		.filter((line) => /^\| (?!-|Français)/.test(line))
		.map((line) => line.split('|').map((cell) => cell.trim()));
	const listed = (cell: string): string[] =>
		cell === '–' ? [] : cell.split(',').map((word) => word.trim());

	test('has a word in each language for each thing', () => {
		expect(rows.length).toBeGreaterThan(20);
		for (const [, fr, en] of rows) expect([fr, en].every(Boolean), String(fr)).toBe(true);
	});

	test.each([
		['fr', 3],
		['en', 4]
	] as const)('no message in %s uses a word it says to avoid', (locale, column) => {
		const avoided = rows.flatMap((cells) => listed(cells[column]!));
		expect(avoided.length).toBeGreaterThan(10);
		const found = avoided.flatMap((word) =>
			holding(locale, new RegExp(`(?<![\\p{L}-])${word}(s|es)?(?![\\p{L}-])`, 'iu')).map(
				(where) => `${word}, in ${where}`
			)
		);
		expect(found).toEqual([]);
	});
});
