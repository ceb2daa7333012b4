import type { Locator, Page } from '@playwright/test';

/** The heading of a screen of the app: what stands in the document before it has one as well. */
export const titleOf = (page: Page): Locator =>
	page.locator('.app').getByRole('heading', { level: 1 });
