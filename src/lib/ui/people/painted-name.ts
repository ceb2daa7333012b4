import type { Painted } from './card';

const SIZE = 96;
const FONT = `700 ${SIZE}px 'Atkinson Hyperlegible Next', system-ui, sans-serif`;

/** A line of text as this device's own fonts draw it, in whatever script and direction, on nothing. */
export async function paintedName(text: string): Promise<Painted> {
	await document.fonts.load(FONT, text);
	const measured = context(1, 1).measureText(text);
	const width = Math.min(8000, Math.ceil(measured.width) + 8);
	const height = Math.ceil(SIZE * 1.4);
	const drawing = context(width, height);
	drawing.textAlign = 'left';
	drawing.textBaseline = 'alphabetic';
	drawing.fillText(text, 4, SIZE, width - 8);
	const blob = await new Promise<Blob | null>((done) => drawing.canvas.toBlob(done, 'image/png'));
	if (!blob) throw new Error('the canvas gave no picture');
	return { png: new Uint8Array(await blob.arrayBuffer()), width, height };
}

function context(width: number, height: number): CanvasRenderingContext2D {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const drawing = canvas.getContext('2d');
	if (!drawing) throw new Error('no canvas here');
	drawing.font = FONT;
	drawing.fillStyle = '#1e2326';
	return drawing;
}
