/** Installs what is missing and serves the app from its sources, rebuilt with every change. */
import { join } from 'node:path';
import { installWhatIsMissing, root, run } from './install.mjs';

installWhatIsMissing();
const env = { DATA_DIR: process.env.DATA_DIR || join(root, 'data') };
run(
	process.execPath,
	[join('node_modules', 'vite', 'bin', 'vite.js'), 'dev', ...process.argv.slice(2)],
	env
);
