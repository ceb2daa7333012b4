import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	// The words of a paper follow the language on screen, which is a rune.
	plugins: [svelte()],
	test: {
		include: ['tests/**/*.test.ts'],
		exclude: ['tests/e2e/**'],
		// Two cores: more workers only make each other late.
		maxWorkers: 2,
		testTimeout: 60_000,
		hookTimeout: 120_000,
		reporters: ['default']
	}
});
