import { defineConfig } from '@playwright/test';

/** Draws the manifest's pictures of the app from the app itself: `npm run build`, then `npx playwright test --config scripts/pictures`. */
export default defineConfig({
	testDir: '.',
	testMatch: '*.pictures.ts',
	timeout: 180_000,
	workers: 1,
	reporter: 'list',
	outputDir: '../../test-results/pictures',
	use: { locale: 'fr-FR', timezoneId: 'Europe/Paris' }
});
