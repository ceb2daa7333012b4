import { STROKES_LENGTH } from './kinds';

/**
 * A drawn signature as text: a path of SVG that uses `M` and `l` alone, in whole
 * units of a box of `BOX`. Screens and papers draw it as it is.
 */
export const BOX = { width: 400, height: 150 } as const;

/** In units of the box, from its upper left corner. */
export interface Point {
	readonly x: number;
	readonly y: number;
}
export type Stroke = readonly Point[];

/** Shorter is a slip of the finger and nobody's signature: units of the box. */
const SHORTEST = 40;
const PATH = /^(?:M\d{1,3} \d{1,3}(?:l-?\d{1,3} -?\d{1,3})*)+$/;

/** Whether something that deserves the name was drawn. */
export const isDrawn = (strokes: readonly Stroke[]): boolean =>
	strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= SHORTEST;

/** The text of what was drawn, with as much detail as fits what a fact may hold. */
export function strokesText(strokes: readonly Stroke[]): string {
	for (let step = 1; ; step *= 1.5) {
		const text = strokes.map((stroke) => pathOf(thinned(stroke, step))).join('');
		if (text.length <= STROKES_LENGTH) return text;
	}
}

/** What may be drawn of a text from anywhere; `undefined` for what is no signature of ours. */
export const pathIn = (text: string | undefined): string | undefined =>
	text !== undefined && text.length <= STROKES_LENGTH && PATH.test(text) ? text : undefined;

function pathOf(stroke: Stroke): string {
	const [first, ...rest] = stroke.map(rounded);
	if (!first) return '';
	let path = `M${first.x} ${first.y}`;
	// A dot is drawn as well: a line of no length with round ends.
	if (rest.length === 0) return `${path}l0 0`;
	let before = first;
	for (const point of rest) {
		path += `l${point.x - before.x} ${point.y - before.y}`;
		before = point;
	}
	return path;
}

const clamped = (value: number, most: number): number =>
	Math.min(most, Math.max(0, Math.round(value)));
const rounded = ({ x, y }: Point): Point => ({
	x: clamped(x, BOX.width),
	y: clamped(y, BOX.height)
});

/** Points closer than `step` to the one kept before are left out, the last is kept. */
function thinned(stroke: Stroke, step: number): Stroke {
	const kept: Point[] = [];
	for (const [i, point] of stroke.entries()) {
		const last = kept.at(-1);
		if (!last || i === stroke.length - 1 || distance(last, point) >= step) kept.push(point);
	}
	return kept;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const lengthOf = (stroke: Stroke): number =>
	stroke.reduce((sum, point, i) => (i === 0 ? 0 : sum + distance(stroke[i - 1]!, point)), 0);
