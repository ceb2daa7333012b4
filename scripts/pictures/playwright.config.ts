import { defineConfig } from '@playwright/test';

/** Draws the manifest's and the README's pictures of the app from the app itself: `npm run build`, then `npx playwright test --config scripts/pictures`. */
export default defineConfig({
	testDir: '.',
	testMatch: '*.pictures.ts',
	timeout: 300_000,
	expect: { timeout: 60_000 },
	workers: 1,
	reporter: 'list',
	outputDir: '../../test-results/pictures',
	use: { locale: 'fr-FR', timezoneId: 'Europe/Paris' }
});
