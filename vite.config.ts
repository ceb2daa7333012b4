import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { ZIP } from './scripts/zip.mjs';

export default defineConfig({
	// Packs without workers: see there.
	resolve: { alias: [ZIP] },
	plugins: [
		paraglideVitePlugin({
			project: './messages/project.inlang',
			outdir: './src/lib/paraglide',
			// The kiosk goes back to French after each person: the choice lives in memory.
			strategy: ['globalVariable', 'baseLocale'],
			emitTsDeclarations: true
		}),
		sveltekit()
	]
});
