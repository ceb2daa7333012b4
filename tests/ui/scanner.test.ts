import { expect, test } from 'vitest';
import fc from 'fast-check';
import { badgeText, badgeWith } from '../../src/lib/domain/badge';
import { hear, left, type Stroke, type Strokes } from '../../src/lib/ui/kiosk/scanner';

const BADGE = 'TC1.b_ab12.p_zy-9.murat.TWFyaWU_';
const WHOLE = badgeWith(
	badgeText({
		badge: 'b_ab12cd34',
		person: 'p_zy98xw76',
		home: 'saint-flour',
		category: 'other',
		name: 'Zoé'
	}),
	'aZ0-_'.repeat(17) + 'q'
);
/** The characters as keys, Shift before a capital. */
const keysOf = (text: string): string[] =>
	[...text].flatMap((char) => (usKey(char).shift ? ['', char] : [char]));

/** The key a character is on where a scanner thinks it is: a US keyboard. */
function usKey(char: string): Pick<Stroke, 'code' | 'shift'> {
	if (/[a-z]/i.test(char)) return { code: `Key${char.toUpperCase()}`, shift: /[A-Z]/.test(char) };
	if (/\d/.test(char)) return { code: `Digit${char}`, shift: false };
	if (char === '.') return { code: 'Period', shift: false };
	return { code: 'Minus', shift: char === '_' };
}

/** What a French keyboard makes of the keys whose place differs. */
const FRENCH: Readonly<Record<string, string>> = {
	...{ a: 'q', q: 'a', w: 'z', z: 'w', A: 'Q', W: 'Z', '.': ':', '-': ')', _: '°' },
	...{ '1': '&', '2': 'é', '9': 'ç' }
};

/** Strokes one after the other, `apart` milliseconds; answers what was heard at each. */
function type(
	text: string,
	{ apart = 8, as = (char: string) => char, end = ['Enter'] as readonly string[] } = {}
) {
	let strokes: Strokes | undefined;
	let at = 1_000;
	const keys = [...text].flatMap((char) => {
		const { code, shift } = usKey(char);
		const stroke = { key: as(char), code, shift };
		return shift ? [{ key: 'Shift', code: 'ShiftLeft', shift: true }, stroke] : [stroke];
	});
	const ends = end.map((key) => ({ key, code: key, shift: false }));
	return [...keys, ...ends].map((key) => {
		at += apart;
		const heard = hear(strokes, { ...key, at });
		strokes = heard.strokes;
		return heard;
	});
}

test('a badge typed by a scanner is heard as it is, whatever its capitals', () => {
	expect(type(BADGE).at(-1)).toMatchObject({ is: 'badge' });
	const heard = type(BADGE).at(-1)!;
	expect(heard.is === 'badge' && heard.texts[0]).toBe(BADGE);
});

test('a scanner set to a US keyboard is understood by a French computer', () => {
	const heard = type(BADGE, { as: (char) => FRENCH[char] ?? char }).at(-1)!;
	expect(heard).toMatchObject({ is: 'badge', texts: [BADGE] });
});

test('where two keyboards both make a badge of it, both are offered', () => {
	const german = (char: string): string => ({ y: 'z', z: 'y' })[char] ?? char;
	const heard = type(BADGE, { as: german }).at(-1)!;
	expect(heard.is === 'badge' && heard.texts).toEqual([[...BADGE].map(german).join(''), BADGE]);
});

test('what people type by hand is left to them', () => {
	for (const text of ['1420', '271828', 'Marie', 'T', 'TC2.'])
		expect(type(text).at(-1)).toMatchObject({ is: 'nothing' });
	expect(type(BADGE, { apart: 400 }).at(-1)).toMatchObject({ is: 'nothing' });
	// Two hands, however long they go on.
	expect(type('Marie-Antoinette', { apart: 60 }).at(-1)).toMatchObject({ is: 'nothing' });
});

test('nothing typed by hand is lost, however like a badge it begins', () => {
	const start = fc.constantFrom('', 'T', 'TC', 'TC1', 'TT', 'TCT');
	const text = fc.string({ unit: fc.constantFrom(...'TC1hoas '), maxLength: 8 });
	fc.assert(
		fc.property(start, text, (begin, rest) => {
			const written = begin + rest;
			fc.pre(!written.includes('TC1.'));
			const heard = type(written, { apart: 60, end: [] });
			const reached = heard.map(
				({ is, back = '' }, i) => back + (is === 'nothing' ? keysOf(written)[i] : '')
			);
			const last = heard.at(-1)?.strokes;
			expect(reached.join('') + ((last && left(last).back) ?? '')).toBe(written);
		})
	);
});

test('a field that has the focus gets no letter of a badge, not even of half a one', () => {
	for (const end of [['Enter'], ['Tab'], ['Enter', 'Enter'], []]) {
		// The first of all is Shift, which writes nothing.
		const heard = type(WHOLE, { end }).slice(1);
		expect(heard.every(({ is, back }) => is !== 'nothing' && back === undefined)).toBe(true);
		expect(heard.filter(({ is }) => is === 'badge')).toHaveLength(1);
	}
	const half = type(BADGE, { end: [] });
	expect(half.slice(1).every(({ is }) => is === 'reading')).toBe(true);
	expect(left(half.at(-1)!.strokes!)).toEqual({ cut: BADGE });
});

test('a scanner may end with Enter, with Tab, with both or with nothing', () => {
	for (const end of [['Enter'], ['Tab'], ['Enter', 'Tab'], []])
		expect(type(WHOLE, { end }).find(({ is }) => is === 'badge')).toMatchObject({ texts: [WHOLE] });
	expect(type(BADGE, { end: ['Tab'] }).at(-1)).toMatchObject({ is: 'badge', texts: [BADGE] });
});

test('one badge right after the other is two', () => {
	expect(type(WHOLE + WHOLE, { end: [] }).filter(({ is }) => is === 'badge')).toHaveLength(2);
});

test('a badge right after a digit that somebody typed is heard', () => {
	expect(type(`5${WHOLE}`).filter(({ is }) => is === 'badge')).toHaveLength(1);
});

test('another code that is scanned is heard as one, and its Enter presses nothing', () => {
	for (const text of ['4006381333931', 'WIFI:S:Murat;;', 'https://example.org/T'])
		expect(type(text).at(-1)).toMatchObject({ is: 'other', text });
});

test('a scanner that never ends is not listened to for ever', () => {
	expect(type(`TC1.${'a'.repeat(600)}`).at(-1)).not.toMatchObject({ is: 'badge' });
	expect(type(`TC1.${'a'.repeat(600)}`).at(-1)!.strokes!.burst.length).toBeLessThan(600);
});
