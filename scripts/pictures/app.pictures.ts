import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../../tests/e2e/support/phone';

const SOON = { timeout: 60_000 };
test('a phone with a place, and the kiosk by the door', async ({ phone, kiosk }) => {
	await phone.open('/me');
	await phone.bookAt('Murat');
	const days = phone.page.getByRole('group', { name: 'Jours' });
	await days
		.getByRole('button', { name: /libres/ })
		.nth(1)
		.click();
	await phone.desk('Matin').click();
	await phone.home();
	const next = phone.page.getByRole('region', { name: 'Prochaine place' });
	await expect(next).toContainText('Confirmée', SOON);
	await expect(phone.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await keep(phone.page, 'screenshot-narrow.webp');
	await kiosk.isHome();
	await expect(kiosk.page.getByText('Tout est envoyé')).toBeVisible(SOON);
	await keep(kiosk.page, 'screenshot-wide.webp');
});

/** Written as WebP, half of what a PNG would be, by the browser that shows it. */
async function keep(page: Page, name: string): Promise<void> {
	const png = (await page.screenshot()).toString('base64');
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
	const path = fileURLToPath(new URL(`../../static/${name}`, import.meta.url));
	await writeFile(path, Buffer.from(webp, 'base64'));
}
