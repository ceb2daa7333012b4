import { expect, test } from 'vitest';
import { hear, type Stroke, type Strokes } from '../../src/lib/ui/kiosk/scanner';

const BADGE = 'TC1.b_ab12.p_zy-9.murat.TWFyaWU_';

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
function type(text: string, { apart = 8, as = (char: string) => char } = {}) {
	let strokes: Strokes | undefined;
	let at = 1_000;
	const keys = [...text].flatMap((char) => {
		const { code, shift } = usKey(char);
		const stroke = { key: as(char), code, shift };
		return shift ? [{ key: 'Shift', code: 'ShiftLeft', shift: true }, stroke] : [stroke];
	});
	return [...keys, { key: 'Enter', code: 'Enter', shift: false }].map((key) => {
		at += apart;
		const heard = hear(strokes, { ...key, at });
		strokes = heard.is === 'reading' ? heard.strokes : undefined;
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
	expect(heard).toEqual({ is: 'badge', texts: [BADGE] });
});

test('where two keyboards both make a badge of it, both are offered', () => {
	const german = (char: string): string => ({ y: 'z', z: 'y' })[char] ?? char;
	const heard = type(BADGE, { as: german }).at(-1)!;
	expect(heard.is === 'badge' && heard.texts).toEqual([[...BADGE].map(german).join(''), BADGE]);
});

test('what people type by hand is left to them', () => {
	for (const text of ['1420', '271828', 'Marie', 'T', 'TC2.'])
		expect(type(text).at(-1)).toEqual({ is: 'nothing' });
	expect(type(BADGE, { apart: 400 }).at(-1)).toEqual({ is: 'nothing' });
});

test('a scanner that never ends is not listened to for ever', () => {
	expect(type(`TC1.${'a'.repeat(600)}`).at(-1)).toEqual({ is: 'nothing' });
});
