import { rgb, type PDFPage } from 'pdf-lib';
import { encode } from 'uqr';

const INK = rgb(0.118, 0.137, 0.149);

/** A QR of `side` points from its upper left corner: dark runs as rectangles, a hair taller than their row so that no printer leaves seams. */
export function drawQr(
	page: PDFPage,
	text: string,
	{ left, top, side }: { readonly left: number; readonly top: number; readonly side: number }
): void {
	const { size, data } = encode(text, { ecc: 'M', border: 0 });
	const module = side / size;
	data.forEach((row, y) => {
		for (let x = 0; x < size; x += 1) {
			if (!row[x]) continue;
			const from = x;
			while (x + 1 < size && row[x + 1]) x += 1;
			page.drawRectangle({
				x: left + from * module,
				y: top - (y + 1) * module,
				width: (x - from + 1) * module,
				height: module * 1.02,
				color: INK
			});
		}
	});
}
