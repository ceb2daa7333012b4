import {
	beginText,
	endMarkedContent,
	endText,
	LineCapStyle,
	moveText,
	PDFDocument,
	PDFHexString,
	PDFName,
	PDFOperator,
	PDFOperatorNames,
	PDFString,
	rgb,
	setFillingColor,
	setFontAndSize,
	showText,
	type PDFPage,
	type RGB
} from 'pdf-lib';
import type { Painted } from '../../people/card';
import { openType, type Files, type Weight } from './type';

/** What a paper says of itself, and what it is written with. */
export interface Papers {
	/** Files of the fonts. */
	readonly files: Files;
	/** A line of text in a script the fonts lack, as a picture. */
	readonly paint: (text: string) => Promise<Painted>;
	readonly network: string;
	/** By its code. */
	readonly language: string;
}

export interface Style {
	readonly size?: number;
	readonly weight?: Weight;
	readonly color?: RGB;
	/** From the left edge of the paper, points. */
	readonly x?: number;
	/** What there is to write in, points; to the right margin where not said. */
	readonly width?: number;
	/** Below the text, points. */
	readonly gap?: number;
}

export const MM = 72 / 25.4;
export const INK = rgb(0.118, 0.137, 0.149);
export const SOFT = rgb(0.32, 0.35, 0.36);
export const LINE = rgb(0.55, 0.58, 0.59);
export const TINT = rgb(0.945, 0.957, 0.937);
export const PASTURE = rgb(0.133, 0.376, 0.227);
export const LEADING = 1.32;
/** ISO 216, A4. */
const [WIDTH, HEIGHT] = [210 * MM, 297 * MM];
const EDGE = 18 * MM;
const FOOT = 20 * MM;
const SIZE = 10.5;

export type Pen = Awaited<ReturnType<typeof openPen>>;

/** Writes on as many sheets of A4 as it takes, from the top. What is below the pen is free. */
export async function openPen(title: string, { files, paint, network, language }: Papers) {
	const document = await PDFDocument.create();
	document.setTitle(title, { showInWindowTitleBar: true });
	document.setLanguage(language);
	document.setAuthor(network);
	document.setCreator(network);
	document.setProducer(network);
	const type = await openType(document, files);
	let page: PDFPage = document.addPage([WIDTH, HEIGHT]);
	let y = HEIGHT - EDGE;

	/** Where a long text ends each of its lines; a word that is longer than a line is broken wherever it ends. */
	function linesOf(text: string, width: number, size = SIZE, weight: Weight = 'plain'): string[] {
		if (!type.has(text)) return [text];
		const fits = (line: string): boolean => type.widthOf(line, weight, size) <= width;
		const lines: string[] = [];
		for (const paragraph of text.split('\n')) {
			let line = '';
			for (const word of paragraph.split(' ')) {
				if (fits(line === '' ? word : `${line} ${word}`)) {
					line = line === '' ? word : `${line} ${word}`;
					continue;
				}
				if (line !== '') lines.push(line);
				line = '';
				// First where it has a hyphen, then wherever it must.
				for (const letter of word
					.split(/(?<=-)/)
					.flatMap((part) => (fits(part) ? [part] : [...part]))) {
					if (line !== '' && !fits(line + letter)) {
						lines.push(line);
						line = '';
					}
					line += letter;
				}
			}
			lines.push(line);
		}
		return lines;
	}

	/** One line, its letters standing on `at`. */
	async function put(
		text: string,
		at: number,
		{ size = SIZE, weight = 'plain', color = INK, x = EDGE, width = WIDTH - EDGE - x }: Style = {}
	): Promise<void> {
		if (text === '') return;
		if (!type.has(text)) return putPicture(text, at, { size, x, width });
		page.pushOperators(beginText(), setFillingColor(color), moveText(x, at));
		for (const run of type.runsOf(text, weight))
			page.pushOperators(setFontAndSize(run.on(page), size), showText(run.text));
		page.pushOperators(endText());
	}

	/** What it says goes with the picture, so that it is found and read aloud all the same. */
	async function putPicture(
		text: string,
		at: number,
		{ size, x, width }: { size: number; x: number; width: number }
	): Promise<void> {
		const { png, width: wide, height } = await paint(text);
		const picture = await document.embedPng(png);
		const scale = Math.min((size * 1.4) / height, width / wide);
		const said = `<</ActualText ${PDFHexString.fromText(text)}>>`;
		page.pushOperators(
			PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of('Span'), said])
		);
		page.drawImage(picture, {
			...{ x, y: at - height * scale * 0.3 },
			...{ width: wide * scale, height: height * scale }
		});
		page.pushOperators(endMarkedContent());
	}

	return {
		left: EDGE,
		width: WIDTH - 2 * EDGE,
		get page() {
			return page;
		},
		/** How high the pen stands, points from the lower edge. */
		get y() {
			return y;
		},
		linesOf,
		put,
		down: (by: number): void => void (y -= by),
		/** Room for what stays together; the next sheet where there is none. Answers whether it is another sheet. */
		room(height: number): boolean {
			if (y - height >= FOOT) return false;
			page = document.addPage([WIDTH, HEIGHT]);
			y = HEIGHT - EDGE;
			return true;
		},
		/** Text over as many lines as it takes. */
		async write(text: string, style: Style = {}): Promise<void> {
			const { size = SIZE, x = EDGE, width = WIDTH - EDGE - x, gap = 4 } = style;
			for (const line of linesOf(text, width, size, style.weight)) {
				this.room(size * LEADING);
				y -= size * LEADING;
				await put(line, y + size * 0.3, { ...style, x, width });
			}
			y -= gap;
		},
		rule(at: number, from: number, to: number, color = LINE): void {
			page.drawLine({ start: { x: from, y: at }, end: { x: to, y: at }, thickness: 0.6, color });
		},
		box(x: number, top: number, width: number, height: number, fill?: RGB): void {
			page.drawRectangle({
				...{ x, y: top - height, width, height, borderWidth: 0.7, borderColor: LINE },
				...(fill && { color: fill })
			});
		},
		/** A square that leads somewhere. */
		link(address: string, x: number, top: number, side: number): void {
			const { context } = document;
			const annotation = context.obj({
				...{ Type: 'Annot', Subtype: 'Link', Border: [0, 0, 0], F: 4 },
				Rect: [x, top - side, x + side, top],
				A: { Type: 'Action', S: 'URI', URI: PDFString.of(address) }
			});
			page.node.addAnnot(context.register(annotation));
		},
		/** A path in units of its own, from its upper left corner, as a pen draws. */
		stroke(path: string, x: number, top: number, scale: number): void {
			page.drawSvgPath(path, {
				x,
				y: top,
				scale,
				borderColor: INK,
				borderWidth: 4,
				borderLineCap: LineCapStyle.Round
			});
		},
		/** Numbers the sheets and ends. */
		async finish(foot: string): Promise<Uint8Array<ArrayBuffer>> {
			const pages = document.getPages();
			for (const [i, one] of pages.entries()) {
				page = one;
				const number = `${i + 1}\u202f/\u202f${pages.length}`;
				const style = { size: 8, color: SOFT };
				await put(foot, 11 * MM, { ...style, width: WIDTH - 2 * EDGE - 40 });
				const x = WIDTH - EDGE - type.widthOf(number, 'plain', 8);
				await put(number, 11 * MM, { ...style, x });
			}
			type.embed();
			return new Uint8Array(await document.save());
		}
	};
}
