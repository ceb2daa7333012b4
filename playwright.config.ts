import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/e2e',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	// Stories wait more than they compute: two at a time take two thirds of the time, on two cores.
	workers: 2,
	fullyParallel: false,
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	outputDir: 'test-results/e2e',
	use: { locale: 'fr-FR', timezoneId: 'Europe/Paris' }
});
