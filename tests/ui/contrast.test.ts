import { describe, expect, test } from 'vitest';
import { filesIn, textOf } from '../languages/sources';

type Colours = Readonly<Record<string, string>>;

/** The tokens of both schemes: what dark does not change is as in light. */
const [light, dark] = ((): [Colours, Colours] => {
	const css = textOf('src/lib/ui/tokens.css');
	const at = css.indexOf('@media (prefers-color-scheme: dark)');
	const read = (part: string): Colours =>
		Object.fromEntries(
			[...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!])
		);
	const day = read(css.slice(0, at));
	return [day, { ...day, ...read(css.slice(at)) }];
})();

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((i) => {
		const part = parseInt(hex.slice(i, i + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string): number {
	const [more, less] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (more! + 0.05) / (less! + 0.05);
}

interface Pair {
	readonly text: string;
	readonly ground: string;
	readonly file: string;
}

const WORDS = /(?:^|[^-\w])color: var\(--([\w-]+)\)/;
const GROUND = /background(?:-color)?: var\(--([\w-]+)\)/;
/** What a colour of text is laid on where its rule does not say. */
const GROUNDS = ['paper', 'card', 'shade'];
const TINTS = ['gentian-tint', 'pasture-tint', 'sky-tint', 'brick-tint'];

/** Every colour of text on every ground that a style sheet puts it on. */
const pairs: readonly Pair[] = filesIn('src', '.svelte', '.css').flatMap((file) => {
	const css = file.endsWith('.css')
		? textOf(file)
		: (/<style[^>]*>([\s\S]*)<\/style>/.exec(textOf(file))?.[1] ?? '');
	return [...css.matchAll(/\{([^{}]*)\}/g)].flatMap(([, rule]) => {
		const text = WORDS.exec(rule!)?.[1];
		const ground = GROUND.exec(rule!)?.[1];
		if (ground && text) return [{ text, ground, file }];
		// A ground by itself carries the usual text.
		if (ground && TINTS.includes(ground)) return [{ text: 'ink', ground, file }];
		return [];
	});
});
/** Drawn, and read as a shape: dots of the roll, the sign of a state. */
const isWord = (name: string): boolean => /^(ink|ink-soft|\w+-text)$/.test(name);

describe.each([
	['light', light],
	['dark', dark]
] as const)('in the %s scheme', (_, colours) => {
	const tooWeak = (all: readonly Omit<Pair, 'file'>[], least: number): string[] => [
		...new Set(
			all
				.filter(({ text, ground }) => contrast(colours[text]!, colours[ground]!) < least)
				.map(
					({ text, ground }) =>
						`${text} on ${ground}: ${contrast(colours[text]!, colours[ground]!).toFixed(2)}`
				)
		)
	];

	test('text has 7:1 on paper, on cards and in the shade', () => {
		const names = Object.keys(colours).filter(isWord);
		expect(names).toContain('ink-soft');
		const all = names.flatMap((text) => GROUNDS.map((ground) => ({ text, ground })));
		expect(tooWeak(all, 7)).toEqual([]);
	});

	test('text has 7:1 on every ground a screen lays it on', () => {
		expect(pairs.length).toBeGreaterThan(60);
		expect(tooWeak(pairs, 7)).toEqual([]);
	});

	test('what has to be seen to use a control, and the ring of the focus, have 3:1', () => {
		const all = ['edge', 'focus'].flatMap((text) => GROUNDS.map((ground) => ({ text, ground })));
		expect(tooWeak(all, 3)).toEqual([]);
	});
});
