import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

/**
 * Keeps what is on the screen as WebP, half of what a PNG would be, written by the browser that shows it.
 * @param path from the project's root
 */
export async function keep(page: Page, path: string): Promise<void> {
	const png = (await page.screenshot({ animations: 'disabled' })).toString('base64');
	const drawing = await page.context().newPage();
	const webp = await drawing.evaluate(async (encoded) => {
		const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
		const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
		const canvas = document.createElement('canvas');
		Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
		canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
		return canvas.toDataURL('image/webp', 0.85).split(',')[1]!;
	}, png);
	await drawing.close();
	await writeFile(
		fileURLToPath(new URL(`../../${path}`, import.meta.url)),
		Buffer.from(webp, 'base64')
	);
}
