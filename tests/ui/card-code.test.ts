import { decodePDFRawStream, PDFArray, PDFDocument, PDFRawStream } from 'pdf-lib';
import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { drawCard } from '../../src/lib/ui/people/card';
import { networkHand } from '../support/network-hand';

/** Dots to a point: a camera that sees the card fill half of what it looks at. */
const SCALE = 2;
const BADGE = networkHand().badge({
	badge: 'b_12345678',
	person: 'p_1234567890ab',
	home: 'chaudes-aigues',
	category: 'independent',
	name: 'Marie-Antoinette de La Tour d’Auvergne'
});

test('the code on a printed card is read, with nothing of the card too near to it', async () => {
	const nobody = () => Promise.reject(new Error('no name is to be painted'));
	const words = {
		network: 'Télécentres du Cantal',
		centre: 'Télécentre de Chaudes-Aigues',
		name: 'Marie-Antoinette de La Tour d’Auvergne',
		number: 'N° 1420',
		found: 'Carte trouvée ? Merci.'
	};
	const card = await PDFDocument.load(await drawCard({ ...words, qr: BADGE }, nobody));
	const page = card.getPage(0);
	const { width, height } = page.getSize();
	const [across, down] = [Math.ceil(width * SCALE), Math.ceil(height * SCALE)];
	const data = new Uint8ClampedArray(across * down * 4).fill(255);
	for (const [x, y, w, h] of rectangles(drawn(card)))
		for (let row = Math.round((height - y - h) * SCALE); row < (height - y) * SCALE; row += 1)
			for (let column = Math.round(x * SCALE); column < (x + w) * SCALE; column += 1)
				data.fill(40, (row * across + column) * 4, (row * across + column) * 4 + 3);
	expect(decodeQR({ width: across, height: down, data })).toBe(BADGE);
});

function drawn(card: PDFDocument): string {
	const contents = card.getPage(0).node.Contents();
	const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
	return streams
		.map((ref) => card.context.lookup(ref))
		.filter((stream) => stream instanceof PDFRawStream)
		.map((stream) => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'))
		.join('\n');
}

/** Left, bottom, width and height, points. */
type Rectangle = readonly [x: number, y: number, width: number, height: number];

function rectangles(content: string): Rectangle[] {
	const number = '(-?[\\d.]+(?:e-?\\d+)?)';
	const place = `1 0 0 1 ${number} ${number} cm`;
	const shape = `0 0 m\\s+0 ${number} l\\s+${number} ${number} l`;
	const all = new RegExp(`${place}(?:(?! cm)[^Q])*?(?:1 0 0 1 0 0 cm\\s+)*[^Q]*?${shape}`, 'g');
	return [...content.matchAll(all)].map(([, x, y, h, w]) => [
		Number(x),
		Number(y),
		Number(w),
		Number(h)
	]);
}
