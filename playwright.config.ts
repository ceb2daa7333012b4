import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/e2e',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	workers: 1,
	// Where machines are shared: a story that holds only the second time is named, and counted apart.
	retries: process.env['CI'] ? 1 : 0,
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	outputDir: 'test-results/e2e',
	use: { locale: 'fr-FR', timezoneId: 'Europe/Paris' }
});
