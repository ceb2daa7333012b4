import { drawQr } from '../../pdf-qr';
import { INK, LEADING, MM, PASTURE, SOFT, TINT, type Pen, type Style } from './pen';

/** What papers are made of. */

/** What is said, under what is asked; without an answer a line to write on by hand. */
export type Fact = readonly [label: string, value: string | undefined];

export async function heading(pen: Pen, network: string, title: string, under: string) {
	pen.page.drawRectangle({
		x: pen.left,
		y: pen.y - 2,
		width: pen.width,
		height: 2,
		color: PASTURE
	});
	pen.down(8);
	await pen.write(network, { size: 9, color: SOFT, gap: 6 });
	await pen.write(title, { size: 19, weight: 'bold', gap: 1 });
	await pen.write(under, { size: 11, color: SOFT, gap: 9 });
}

export async function title(pen: Pen, text: string): Promise<void> {
	pen.room(50);
	pen.down(6);
	await pen.write(text, { size: 12, weight: 'bold', gap: 3 });
}

export async function facts(pen: Pen, all: readonly Fact[], label = 50 * MM): Promise<void> {
	const x = pen.left + label;
	const width = pen.width - label;
	for (const [asked, answer] of all) {
		const size = 10.5;
		const lines = answer === undefined ? [''] : pen.linesOf(answer, width, size, 'bold');
		const asking = pen.linesOf(asked, label - 6, 9.5);
		const height = Math.max(lines.length, asking.length) * size * LEADING + 3;
		pen.room(height);
		const top = pen.y - size;
		for (const [i, line] of asking.entries())
			await pen.put(line, top - i * size * LEADING, { size: 9.5, color: SOFT, width: label });
		for (const [i, line] of lines.entries())
			await pen.put(line, top - i * size * LEADING, { size, weight: 'bold', x, width });
		if (answer === undefined) pen.rule(top - 2.5, x, pen.left + pen.width);
		pen.down(height);
	}
	pen.down(4);
}

/** What is to be known before anybody relies on the paper. */
export async function notice(pen: Pen, head: string, said: readonly string[]): Promise<void> {
	if (said.length === 0) return;
	const [size, pad] = [9.5, 8];
	const lines = said.flatMap((one) => pen.linesOf(`– ${one}`, pen.width - 2 * pad, size));
	const height = (lines.length + 1) * size * LEADING + 2 * pad;
	pen.room(height);
	pen.box(pen.left, pen.y, pen.width, height, TINT);
	pen.down(pad);
	const style: Style = { size, x: pen.left + pad, width: pen.width - 2 * pad, gap: 0 };
	await pen.write(head, { ...style, weight: 'bold' });
	for (const line of lines) await pen.write(line, style);
	pen.down(pad + 6);
}

export interface Column {
	readonly title: string;
	/** Of the width there is. */
	readonly share: number;
}
export interface Cell {
	readonly text?: string;
	/** Below it, smaller. */
	readonly small?: string | undefined;
	/** Drawn beside it: a path of a box of 400 by 150. */
	readonly path?: string | undefined;
	readonly bold?: boolean;
	/** An empty box to tick by hand. */
	readonly box?: boolean;
}

const [PAD, TEXT, SMALL] = [4, 9.5, 8];
const PATH = { width: 62, scale: 62 / 400 };

/** Rows go on over sheets, under the same heads; none is torn apart. */
export async function table(
	pen: Pen,
	columns: readonly Column[],
	rows: readonly (readonly Cell[])[],
	least = 24
): Promise<void> {
	const widths = columns.map(({ share }) => share * pen.width);
	const starts = widths.map((_, i) => pen.left + widths.slice(0, i).reduce((a, b) => a + b, 0));
	const head = async (): Promise<void> => {
		pen.page.drawRectangle({
			...{ x: pen.left, y: pen.y - 16, width: pen.width, height: 16, color: TINT }
		});
		for (const [i, column] of columns.entries())
			await pen.put(column.title, pen.y - 11, {
				...{ size: SMALL, weight: 'bold', x: starts[i]! + PAD, width: widths[i]! - PAD }
			});
		pen.rule(pen.y - 16, pen.left, pen.left + pen.width, INK);
		pen.down(16);
	};
	pen.room(16 + 2 * least);
	await head();
	for (const row of rows) {
		const laid = row.map((cell, i) => {
			const width = widths[i]! - 2 * PAD - (cell.path ? PATH.width + PAD : 0);
			const weight = cell.bold ? 'bold' : 'plain';
			return {
				...cell,
				weight: weight as Style['weight'],
				lines: cell.text ? pen.linesOf(cell.text, width, TEXT, weight) : [],
				smalls: cell.small ? pen.linesOf(cell.small, width, SMALL) : []
			};
		});
		const tall = laid.map(
			({ lines, smalls }) => (lines.length * TEXT + smalls.length * SMALL) * LEADING + 2 * PAD
		);
		const height = Math.max(least, ...tall);
		if (pen.room(height)) await head();
		for (const [i, cell] of laid.entries()) {
			const shift = cell.path ? PATH.width + PAD : 0;
			const x = starts[i]! + PAD + shift;
			const width = widths[i]! - 2 * PAD - shift;
			if (cell.path) pen.stroke(cell.path, starts[i]! + PAD, pen.y - 2, PATH.scale);
			if (cell.box) pen.box(starts[i]! + widths[i]! / 2 - 5, pen.y - height / 2 + 5, 10, 10);
			let at = pen.y - PAD + 2;
			for (const line of cell.lines) {
				at -= TEXT * LEADING;
				await pen.put(line, at, { size: TEXT, weight: cell.weight ?? 'plain', x, width });
			}
			for (const line of cell.smalls) {
				at -= SMALL * LEADING;
				await pen.put(line, at, { size: SMALL, color: SOFT, x, width });
			}
		}
		pen.down(height);
		pen.rule(pen.y, pen.left, pen.left + pen.width);
	}
	pen.down(8);
}

/** A box with its word; crossed where it holds. */
export async function tick(pen: Pen, holds: boolean, word: string): Promise<void> {
	pen.room(16);
	pen.box(pen.left + 4, pen.y - 2, 9, 9);
	if (holds) {
		const [x, y] = [pen.left + 4, pen.y - 2];
		for (const [from, to] of [
			[0, 9],
			[9, 0]
		] as const)
			pen.page.drawLine({
				start: { x: x + from, y },
				end: { x: x + to, y: y - 9 },
				...{ thickness: 1.2, color: INK }
			});
	}
	await pen.write(word, { x: pen.left + 20, weight: holds ? 'bold' : 'plain', gap: 2 });
}

/** Room for a hand and a stamp. */
export async function hands(pen: Pen, words: readonly string[], height = 62): Promise<void> {
	const width = (pen.width - 10 * (words.length - 1)) / words.length;
	pen.room(height + 6);
	for (const [i, word] of words.entries()) {
		const x = pen.left + i * (width + 10);
		pen.box(x, pen.y, width, height);
		const lines = pen.linesOf(word, width - 12, 8.5);
		for (const [n, line] of lines.entries())
			await pen.put(line, pen.y - 12 - n * 11, { size: 8.5, color: SOFT, x: x + 6, width });
	}
	pen.down(height + 8);
}

/** The QR, and what it is for; without one what to know instead. */
export async function seal(
	pen: Pen,
	link: string | undefined,
	said: readonly string[]
): Promise<void> {
	const side = link ? 41 * MM : 0;
	pen.room(Math.max(side, said.length * 14) + 12);
	pen.down(6);
	const top = pen.y;
	if (link) {
		drawQr(pen.page, link, { left: pen.left, top, side });
		// On a screen nobody points a camera at it: it is a link as well.
		pen.link(link, pen.left, top, side);
	}
	const x = pen.left + (link ? side + 6 * MM : 0);
	for (const one of said) await pen.write(one, { size: 9, x, gap: 3 });
	if (pen.y > top - side) pen.down(pen.y - (top - side));
	pen.down(4);
}
