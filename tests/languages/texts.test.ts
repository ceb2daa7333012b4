import { describe, expect, test } from 'vitest';
import { messagesIn, LOCALES } from './messages';
import { filesIn, textOf } from './sources';
import { inMarkup, inScript } from './written-in-code';

/** What reads like a text and is none: names of keys, of the world, of what a browser is told. */
const NO_TEXTS: readonly (readonly [file: string, ...texts: readonly string[]])[] = [
	['src/lib/ui/enrol/CodeField.svelte', 'abcde-fghjk'],
	['src/lib/ui/kiosk/Keypad.svelte', 'Backspace'],
	['src/lib/ui/kiosk/scanner.ts', 'Enter', 'Period', 'Minus', 'Shift', 'Tab'],
	['src/lib/ui/kiosk/ways-out.ts', 'Home'],
	['src/lib/ui/opening.ts', '.app main, .app h1, .app [role=alert]'],
	['src/lib/ui/network/chart.ts', 'Puy Mary', 'Plomb du Cantal'],
	[
		'src/lib/ui/people/painted-name.ts',
		"700 ·px 'Atkinson Hyperlegible Next', system-ui, sans-serif"
	],
	// What a PDF calls its own parts.
	['src/lib/ui/training/papers/pen.ts', 'Span', 'Annot', 'Link', 'Action'],
	[
		'src/lib/ui/training/papers/type.ts',
		'Font',
		'Adobe',
		'Identity',
		'/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
		'/CMapName /Papers def /CMapType 2 def',
		'endcmap CMapName currentdict /CMap defineresource pop end end'
	],
	['src/lib/ui/training/courses/CourseForm.svelte', '.modules > li:last-child input'],
	['src/lib/ui/training/courses/QuizForm.svelte', '.questions > li:last-child textarea']
];
const isNone = (found: string): boolean =>
	NO_TEXTS.some(
		([file, ...texts]) =>
			found.startsWith(`${file}:`) && texts.includes(found.replace(/^\S+:\d+ /, ''))
	);

describe('every text a person reads is in messages/', () => {
	test('no component has letters in its markup, or in what is read out of it', () => {
		expect(
			filesIn('src', '.svelte')
				.flatMap(inMarkup)
				.filter((found) => !isNone(found))
		).toEqual([]);
	});

	test('no screen and no verb has a sentence in its code', () => {
		const folders = ['src/lib/ui', 'src/lib/usecases', 'src/lib/sync', 'src/routes'];
		const files = folders.flatMap((folder) => filesIn(folder, '.ts', '.svelte'));
		expect(files.flatMap(inScript).filter((found) => !isNone(found))).toEqual([]);
	});

	test('every message is shown somewhere, and every one that is shown is there', () => {
		const keys = messagesIn(LOCALES[0]!).map(({ key }) => key);
		const used = new Set(
			filesIn('src', '.ts', '.svelte').flatMap((file) =>
				[...textOf(file).matchAll(/\bm\.(\w+)/g)].map(([, key]) => key!)
			)
		);
		expect(keys.filter((key) => !used.has(key))).toEqual([]);
		expect([...used].filter((key) => !keys.includes(key))).toEqual([]);
	});
});

test('a language is named in the settings and in its own file, and nowhere in the code', () => {
	const isNamed = new RegExp(`(?<![\\w-])['"\`](${LOCALES.join('|')})(-[A-Z]{2})?['"\`]`);
	// How days are written in ids happens to be called after Canada.
	const days = "new Intl.DateTimeFormat('en-CA', {";
	const naming = filesIn('src', '.ts', '.svelte').flatMap((file) =>
		textOf(file)
			.split('\n')
			.flatMap((line, i) =>
				isNamed.test(line.replace(days, '')) ? [`${file}:${i + 1} ${line.trim()}`] : []
			)
	);
	expect(naming).toEqual([]);
});

test('what stands before any script can run is in every language, each marked', () => {
	// The one page that is not made of messages: the server answers with it when the app cannot.
	const page = textOf('src/error.html');
	for (const locale of LOCALES) expect(page).toContain(`lang="${locale}"`);
	// The server fills messages into the other, in the language it is asked in; to who has no scripts, in every one.
	const opening = textOf('src/app.html');
	expect(opening).toContain('<html lang="%opening.lang%">');
	for (const locale of LOCALES)
		expect(opening).toContain(`<p lang="${locale}">%opening.script.${locale}%</p>`);
});
