import { defineConfig } from '@playwright/test';

/** Pictures to look at, no stories: `npm run screens`. */
export default defineConfig({
	testDir: '.',
	testMatch: /(anybody|kiosk|phone|desk|trainer|coordinator)\.ts$/,
	timeout: 900_000,
	expect: { timeout: 30_000 },
	workers: 1,
	reporter: 'list',
	globalSetup: './begin.ts',
	globalTeardown: './lay-out.ts',
	outputDir: '../../test-results/screens'
});
