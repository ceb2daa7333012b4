/**
 * Measures the built app in a real browser: its doors as people meet them, and its
 * store against IndexedDB, Dexie and PouchDB doing the same. Prints a table, writes
 * `bench-results.json` and the README's table. Names of measurements as arguments
 * run only those, and write nothing.
 */
import { build } from 'esbuild';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhatIsStale } from './build.mjs';
import { installWhatIsMissing, root } from './install.mjs';

installWhatIsMissing();
buildWhatIsStale();
process.chdir(root);

// Beside the packages, so that what is left outside the bundle is found.
const outfile = join(root, 'node_modules', '.cache', 'telecentres-bench', 'run.mjs');
await build({
	entryPoints: [join(root, 'tests', 'bench', 'run.ts')],
	outfile,
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	packages: 'external',
	logLevel: 'error'
});
await import(pathToFileURL(outfile).href);
