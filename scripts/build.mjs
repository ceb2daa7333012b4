import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, run } from './install.mjs';

const INPUTS = [
	'src',
	'static',
	'couchdb',
	'messages',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];

const COMMAND_INPUTS = [join('src', 'lib'), 'couchdb', 'package.json'];

/** Builds the app unless the build is newer than everything it is made of. */
export function buildWhatIsStale() {
	const built = join(root, 'build', 'index.js');
	const newest = Math.max(...INPUTS.map((input) => newestBelow(join(root, input))));
	if (existsSync(built) && statSync(built).mtimeMs > newest) return;
	console.log('Building…');
	const vite = join('node_modules', 'vite', 'bin', 'vite.js');
	// Whoever asks may be a test, whose environment would make a heavier build of it.
	run(process.execPath, [vite, 'build', '--logLevel', 'warn'], { NODE_ENV: 'production' });
	// Emptied with the rest of the build.
	commandsBuilt();
}

/**
 * The server's own commands as one file, bundled unless that is newer than its sources. Answers its
 * path. Only what a production install has is left out of it.
 */
export function commandsBuilt() {
	const built = join(root, 'build', 'commands', 'command.js');
	const newest = Math.max(...COMMAND_INPUTS.map((input) => newestBelow(join(root, input))));
	if (existsSync(built) && statSync(built).mtimeMs > newest) return built;
	// Not there yet when this file is read on a clean clone.
	const { buildSync } = createRequire(import.meta.url)('esbuild');
	/** @type {{ dependencies: Record<string, string> }} */
	const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	buildSync({
		entryPoints: [join(root, 'src', 'lib', 'server', 'command.ts')],
		outfile: built,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'esm',
		external: Object.keys(dependencies),
		logLevel: 'error'
	});
	return built;
}

/**
 * When the newest file at or below a path was last changed.
 * @param {string} path
 * @returns {number}
 */
function newestBelow(path) {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	// Generated while building: newer than the build it went into.
	const names = readdirSync(path).filter((name) => name !== 'paraglide');
	return Math.max(0, ...names.map((name) => newestBelow(join(path, name))));
}
