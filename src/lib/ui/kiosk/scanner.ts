import { parseBadge } from '../../domain/badge';

/**
 * What a scanner types. It is a keyboard to the computer: quick strokes that begin
 * with the badge's mark and end with Enter, with Tab, or with nothing. Most are set
 * to a US layout whatever the computer's own, so each stroke is read twice: as the
 * character it gave here, and as the key it would be there.
 */

/** One stroke: what it gave, which key it was, and when, milliseconds. */
export interface Stroke {
	readonly key: string;
	readonly code: string;
	readonly shift: boolean;
	readonly at: number;
}

/** What has been read so far. */
export interface Strokes {
	/** What may be a badge, in both readings; nobody else gets these strokes meanwhile. Empty where nothing may be. */
	readonly given: string;
	readonly meant: string;
	readonly at: number;
	/** All that came without a pause, whatever it is. */
	readonly burst: string;
	/** No hand types so fast. */
	readonly quick: boolean;
	/** The code is whole: what still comes is the scanner's way to end. */
	readonly over?: true;
}

export type Heard = {
	readonly strokes?: Strokes | undefined;
	/** Was held and is no badge after all: belongs before this stroke, wherever somebody is typing. */
	readonly back?: string | undefined;
} & (
	| { readonly is: 'nothing' | 'reading' }
	/** Both readings, where both may be one. */
	| { readonly is: 'badge'; readonly texts: readonly string[] }
	/** Something was scanned, and it is another code. */
	| { readonly is: 'other'; readonly text: string }
);

const MARK = 'TC1.';
const SILENT = new Set(['Shift', 'CapsLock']);
/** No scanner is slower, few people are quicker. Milliseconds between two strokes. */
export const SLOWEST = 150;
/** What is shorter and quicker may be two hands on a keyboard. */
const QUICK = 50;
const QUICK_LENGTH = 8;
/** More is no badge of ours. */
const LONGEST = 500;

/** `nothing`: the stroke goes on to whoever else wants it. */
export function hear(before: Strokes | undefined, stroke: Stroke): Heard {
	const strokes = before && stroke.at - before.at <= SLOWEST ? before : undefined;
	if (stroke.key === 'Enter' || stroke.key === 'Tab') return ended(strokes, stroke);
	// Shift comes as a stroke of its own; it is no character, and no end either.
	if (SILENT.has(stroke.key) && strokes)
		return { is: isHeld(strokes) ? 'reading' : 'nothing', strokes: { ...strokes, at: stroke.at } };
	if (stroke.key.length !== 1) return { is: 'nothing', back: backOf(strokes) };
	return read(strokes?.over ? undefined : strokes, stroke);
}

function read(strokes: Strokes | undefined, stroke: Stroke): Heard {
	const { key, at } = stroke;
	const us = onUsKeyboard(stroke);
	const burst = ((strokes?.burst ?? '') + key).slice(0, LONGEST + 1);
	const quick = !strokes || (strokes.quick && at - strokes.at <= QUICK);
	const longer = { given: (strokes?.given ?? '') + key, meant: (strokes?.meant ?? '') + us };
	const alone = { given: key, meant: us };
	const held = [longer, alone].find(
		({ given, meant }) => given.length <= LONGEST && (mayBe(given) || mayBe(meant))
	);
	const now: Strokes = { given: '', meant: '', ...held, at, burst, quick };
	const back = held === longer ? undefined : backOf(strokes);
	if (!held) return { is: 'nothing', strokes: now, back };
	const texts = readingsOf(now);
	return texts.some((text) => parseBadge(text))
		? { is: 'badge', texts, strokes: { ...now, over: true } }
		: { is: 'reading', strokes: now, back };
}

function ended(strokes: Strokes | undefined, { at }: Stroke): Heard {
	if (!strokes) return { is: 'nothing' };
	const over: Strokes = { ...strokes, at, over: true };
	if (strokes.over) return { is: 'reading', strokes: over };
	const texts = readingsOf(strokes);
	if (texts.length > 0) return { is: 'badge', texts, strokes: over };
	return strokes.quick && strokes.burst.length >= QUICK_LENGTH
		? { is: 'other', text: strokes.burst, strokes: over }
		: { is: 'nothing', back: backOf(strokes) };
}

export const isHeld = ({ given, over }: Strokes): boolean => given !== '' || over === true;

/** What was held when the strokes stopped: a badge cut off, or letters that somebody typed by hand. */
export function left(strokes: Strokes): { readonly cut?: string; readonly back?: string } {
	if (strokes.over) return {};
	const [cut] = readingsOf(strokes);
	return cut === undefined ? { back: strokes.given } : { cut };
}

/** A badge that breaks off is a scanner's: no field is to have the half of it. */
const backOf = (strokes: Strokes | undefined): string | undefined => strokes && left(strokes).back;
const readingsOf = ({ given, meant }: Strokes): readonly string[] =>
	[...new Set([given, meant])].filter((text) => text.startsWith(MARK));
const mayBe = (text: string): boolean => text.startsWith(MARK) || MARK.startsWith(text);

/** Only what a badge is written with. */
function onUsKeyboard({ code, shift }: Stroke): string {
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	if (letter) return shift ? letter : letter.toLowerCase();
	const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
	if (digit && !shift) return digit;
	if (code === 'Period' || code === 'NumpadDecimal') return '.';
	if (code === 'Minus') return shift ? '_' : '-';
	return '?';
}
