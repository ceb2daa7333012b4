import { PDFDocument, rgb, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib';
import { drawQr } from '../pdf-qr';

/** What stands on a card. The code is never among it. */
export interface CardWords {
	readonly network: string;
	readonly centre: string;
	readonly name: string;
	readonly number: string;
	/** What whoever finds it is to do. */
	readonly found: string;
	/** The badge's text, once it is signed. */
	readonly qr?: string;
}

/** A line of text as a picture, with no background. */
export interface Painted {
	readonly png: Uint8Array;
	readonly width: number;
	readonly height: number;
}

/** ISO/IEC 7810, ID-1: the size of a bank card. Points. */
const MM = 72 / 25.4;
const WIDTH = 85.6 * MM;
const HEIGHT = 53.98 * MM;
const EDGE = 5 * MM;
const BAND = 9 * MM;
const QR = 30 * MM;
/** Height there is for the lines of a name. */
const NAME = 17 * MM;
const INK = rgb(0.118, 0.137, 0.149);
const PASTURE = rgb(0.133, 0.376, 0.227);
const WHITE = rgb(1, 1, 1);
/** Over the Plomb du Cantal the sun comes up. Millimetres, down from the top of the band. */
const HILLS = [
	{ path: 'M26.5 5.2a3 3 0 1 1 6 0a3 3 0 1 1-6 0', color: rgb(0.941, 0.706, 0) },
	{ path: 'M0 9q9-3.6 14-3.2t9 1.4 7-2.4 10 .6V9z', color: rgb(0.2, 0.47, 0.31) },
	{ path: 'M8 9q8-2.4 13-1.6t8-.4 11-2V9z', color: rgb(0.31, 0.58, 0.41) }
];

/**
 * The card as a PDF of its very size. Its fonts are those every reader has; they
 * know the letters of western Europe, so a name in any other script is painted.
 */
export async function drawCard(
	card: CardWords,
	paint: (text: string) => Promise<Painted>
): Promise<Uint8Array<ArrayBuffer>> {
	const document = await PDFDocument.create();
	document.setTitle(card.number || card.centre);
	document.setProducer(card.network);
	document.setCreator(card.network);
	const plain = await document.embedFont(StandardFonts.Helvetica);
	const bold = await document.embedFont(StandardFonts.HelveticaBold);
	const page = document.addPage([WIDTH, HEIGHT]);

	page.drawRectangle({ x: 0, y: HEIGHT - BAND, width: WIDTH, height: BAND, color: PASTURE });
	for (const { path, color } of HILLS)
		page.drawSvgPath(path, { x: WIDTH - 40 * MM, y: HEIGHT, scale: MM, color });
	line(page, plain, card.network, { y: HEIGHT - BAND + 3.2 * MM, size: 7.5, color: WHITE });

	const room = WIDTH - 3 * EDGE - QR;
	let y = HEIGHT - BAND - 8 * MM;
	if (canWrite(bold, card.name)) {
		const { lines, size } = fitted(bold, card.name, room);
		for (const text of lines) {
			line(page, bold, text, { y, size });
			y -= size * 1.2;
		}
	} else {
		const { png, width, height } = await paint(card.name);
		const picture = await document.embedPng(png);
		const scale = Math.min(room / width, (7 * MM) / height);
		const drawn = { width: width * scale, height: height * scale };
		page.drawImage(picture, { x: EDGE, y: y - drawn.height * 0.3, ...drawn });
		y -= 7 * MM;
	}
	line(page, plain, card.centre, { y: y - 1.2 * MM, size: 8 });
	line(page, bold, card.number, { y: EDGE + 6 * MM, size: 20 });
	line(page, plain, card.found, { y: 3.6 * MM, size: 5.6 });

	if (card.qr)
		drawQr(page, card.qr, { left: WIDTH - EDGE - QR, top: HEIGHT - BAND - 4 * MM, side: QR });
	return new Uint8Array(await document.save());
}

const canWrite = (font: PDFFont, text: string): boolean => {
	const known = new Set(font.getCharacterSet());
	return [...text].every((letter) => known.has(letter.codePointAt(0)!));
};

function line(
	page: PDFPage,
	font: PDFFont,
	text: string,
	{ y, size, color = INK }: { y: number; size: number; color?: ReturnType<typeof rgb> }
): void {
	// French spaces are narrower than the one these fonts have.
	const spaced = text.replace(/[\u202f\u2009]/g, '\u00a0');
	page.drawText(spaced, { x: EDGE, y, size, font, color });
}

/** The largest size at which a name fits in the room there is, and its lines at that size. */
function fitted(font: PDFFont, name: string, room: number): { lines: string[]; size: number } {
	const fits = (text: string, size: number): boolean => font.widthOfTextAtSize(text, size) <= room;
	for (let size = 15; size > 5; size -= 0.5) {
		const lines = wrapped(name.split(' '), ' ', (text) => fits(text, size));
		if (lines.every((text) => fits(text, size)) && lines.length * size * 1.2 <= NAME)
			return { lines, size };
	}
	// One word as long as this is broken wherever the line ends.
	return { lines: wrapped([...name], '', (text) => fits(text, 5)), size: 5 };
}

function wrapped(
	parts: readonly string[],
	glue: string,
	fits: (text: string) => boolean
): string[] {
	const lines: string[] = [];
	for (const part of parts) {
		const last = lines.at(-1);
		if (last === undefined || !fits(last + glue + part)) lines.push(part);
		else lines[lines.length - 1] = last + glue + part;
	}
	return lines;
}
