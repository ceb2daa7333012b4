import type { Locator, Page } from '@playwright/test';

/**
 * Counts what a finger does to a page, as the page itself feels it: whatever a story
 * presses, by itself or in the words of a `Kiosk` or a `Phone`, is counted. Digits of
 * a number or a code are typed, on a pad as on a keyboard, and are no taps.
 */
export class Finger {
	taps = 0;

	/** From here on everything on this page counts; before, it was only made ready. */
	async on(page: Page): Promise<void> {
		await page.exposeFunction('touched', () => void (this.taps += 1));
		await page.addInitScript(feel);
		await page.evaluate(feel);
	}

	/** Where it must be put before letters can be typed: nobody has a keyboard that knows where. */
	async write(field: Locator, text: string): Promise<void> {
		await field.click();
		await field.fill(text);
	}
}

function feel(): void {
	const { touched } = window as unknown as { touched: () => Promise<void> };
	const isDigit = (target: EventTarget | null): boolean =>
		/^\d$/.test((target as Element).closest('button')?.textContent?.trim() ?? '');
	document.addEventListener(
		'pointerdown',
		({ target }) => void (isDigit(target) || touched()),
		true
	);
}
