/**
 * What a scanner types. It is a keyboard to the computer: quick strokes that begin
 * with the badge's mark and end with Enter. Most are set to a US layout whatever
 * the computer's own, so each stroke is read twice: as the character it gave here,
 * and as the key it would be there.
 */

/** One stroke: what it gave, which key it was, and when, milliseconds. */
export interface Stroke {
	readonly key: string;
	readonly code: string;
	readonly shift: boolean;
	readonly at: number;
}

/** What has been read so far, in both readings. */
export interface Strokes {
	readonly given: string;
	readonly meant: string;
	readonly at: number;
}

export type Heard =
	/** Nothing of a scanner's: the stroke goes on to whoever else wants it. */
	| { readonly is: 'nothing' }
	| { readonly is: 'reading'; readonly strokes: Strokes }
	/** Both readings, where both may be one. */
	| { readonly is: 'badge'; readonly texts: readonly string[] };

const MARK = 'TC1.';
/** No scanner is slower, few people are quicker. */
const SLOWEST = 150;
/** More is no badge of ours. */
const LONGEST = 500;

export function hear(before: Strokes | undefined, stroke: Stroke): Heard {
	const strokes = before && stroke.at - before.at <= SLOWEST ? before : undefined;
	if (stroke.key === 'Enter') {
		const read = new Set(strokes && [strokes.given, strokes.meant]);
		const texts = [...read].filter((text) => text.startsWith(MARK));
		return texts.length > 0 ? { is: 'badge', texts } : { is: 'nothing' };
	}
	// Shift comes as a stroke of its own; it is no character, and no end either.
	if (stroke.key.length !== 1)
		return strokes ? { is: 'reading', strokes: { ...strokes, at: stroke.at } } : { is: 'nothing' };
	const next: Strokes = {
		given: (strokes?.given ?? '') + stroke.key,
		meant: (strokes?.meant ?? '') + onUsKeyboard(stroke),
		at: stroke.at
	};
	return next.given.length <= LONGEST && (mayBe(next.given) || mayBe(next.meant))
		? { is: 'reading', strokes: next }
		: { is: 'nothing' };
}

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
