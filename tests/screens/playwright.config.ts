import { defineConfig } from '@playwright/test';

/** Pictures to look at, no stories: `npm run screens`. */
export default defineConfig({
	testDir: '.',
	testMatch: 'screens.ts',
	timeout: 300_000,
	expect: { timeout: 30_000 },
	workers: 1,
	reporter: 'list',
	outputDir: '../../test-results/screens'
});
