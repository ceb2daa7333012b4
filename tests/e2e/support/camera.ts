import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { encode } from 'uqr';

const WIDTH = 640;
const HEIGHT = 480;
const HEAD = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\nFRAME\n`;
/** A dim room, as bright as nothing in particular. */
const ROOM = 110;

/** What somebody holds in front of a device's camera, which the browser takes for a real one. */
export interface Lens {
	/** For the browser's command line. */
	readonly args: readonly string[];
	/** A code, on paper or on a screen, not quite straight; nothing where no text is given. */
	show(text?: string): Promise<void>;
	/** A picture of anything, as many times as wide as high as the camera's own: its brightness, row by row. */
	showPicture(luma: Uint8Array): Promise<void>;
	remove(): Promise<void>;
}

export async function openLens(): Promise<Lens> {
	const folder = await mkdtemp(join(tmpdir(), 'telecentre-camera-'));
	const file = join(folder, 'seen.y4m');
	await writeFile(file, film(room()));
	async function turnTo(luma: Uint8Array): Promise<void> {
		// In place: a camera that is on sees it at once.
		const opened = await open(file, 'r+');
		await opened.write(film(luma), 0, undefined, 0);
		await opened.close();
	}
	return {
		args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`],
		async show(text) {
			const luma = room();
			if (text !== undefined) draw(luma, text);
			await turnTo(luma);
		},
		showPicture: turnTo,
		remove: () => rm(folder, { recursive: true, force: true })
	};
}

const room = (): Buffer => Buffer.alloc(WIDTH * HEIGHT, ROOM);

/** One picture, to be shown again and again. */
const film = (luma: Uint8Array): Buffer =>
	Buffer.concat([Buffer.from(HEAD), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);

/** Two thirds of the picture's height, turned a little, grey on off-white as a poor camera has it. */
function draw(luma: Buffer, text: string): void {
	const { size, data } = encode(text, { ecc: 'M', border: 4 });
	const side = HEIGHT * 0.68;
	const [cos, sin] = [Math.cos(0.12), Math.sin(0.12)];
	for (let y = 0; y < HEIGHT; y += 1)
		for (let x = 0; x < WIDTH; x += 1) {
			const [dx, dy] = [x - WIDTH / 2, y - HEIGHT / 2];
			const column = Math.floor(((cos * dx + sin * dy) / side + 0.5) * size);
			const row = Math.floor(((cos * dy - sin * dx) / side + 0.5) * size);
			const dark = data[row]?.[column];
			if (dark !== undefined) luma[y * WIDTH + x] = dark ? 60 : 200;
		}
}

/** What a camera sees of a screen: all of it, with a dark room around. The page is any that draws pictures. */
export async function brightnessOf(page: Page, png: Buffer): Promise<Buffer> {
	const text = await page.evaluate(
		async ({ png, width, height }) => {
			const image = new Image();
			image.src = `data:image/png;base64,${png}`;
			await image.decode();
			const canvas = Object.assign(document.createElement('canvas'), { width, height });
			const context = canvas.getContext('2d')!;
			context.fillRect(0, 0, width, height);
			const scale = Math.min(width / image.width, height / image.height);
			const [w, h] = [image.width * scale, image.height * scale];
			context.drawImage(image, (width - w) / 2, (height - h) / 2, w, h);
			const { data } = context.getImageData(0, 0, width, height);
			let luma = '';
			for (let i = 0; i < data.length; i += 4)
				luma += String.fromCharCode(Math.round((data[i]! + data[i + 1]! + data[i + 2]!) / 3));
			return btoa(luma);
		},
		{ png: png.toString('base64'), width: WIDTH, height: HEIGHT }
	);
	return Buffer.from(text, 'base64');
}
