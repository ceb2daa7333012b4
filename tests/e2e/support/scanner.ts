import type { Page } from '@playwright/test';

/** As fast as only a scanner types, however busy this machine is: strokes with no time in between. */
export const burst = (page: Page, text: string): Promise<void> =>
	page.evaluate((typed) => {
		for (const key of [...typed, 'Enter'])
			document.body.dispatchEvent(
				new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
			);
	}, text);
