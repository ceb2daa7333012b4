import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { ZIP } from './scripts/zip.mjs';

export default defineConfig({
	resolve: { alias: [ZIP] },
	// The words of a paper follow the language on screen, which is a rune.
	plugins: [svelte()],
	test: {
		// Built as for the app, so that it is given the same zip.
		server: { deps: { inline: ['write-excel-file'] } },
		include: ['tests/**/*.test.ts'],
		exclude: ['tests/e2e/**'],
		// Two cores: more workers only make each other late.
		maxWorkers: 2,
		testTimeout: 60_000,
		hookTimeout: 120_000,
		reporters: ['default']
	}
});
