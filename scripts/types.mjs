/** Types of the app, the screens, the tests and the service worker. */
import { join } from 'node:path';
import { run } from './install.mjs';

const tool = (/** @type {string[]} */ ...path) => join('node_modules', ...path);
run(process.execPath, [tool('@sveltejs', 'kit', 'svelte-kit.js'), 'sync']);
run(process.execPath, [
	tool('svelte-check', 'bin', 'svelte-check'),
	'--tsconfig',
	'./tsconfig.json',
	'--threshold',
	'error'
]);
run(process.execPath, [tool('typescript', 'bin', 'tsc'), '-p', 'src/service-worker/tsconfig.json']);
