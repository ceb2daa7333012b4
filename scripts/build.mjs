import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './install.mjs';

const INPUTS = [
	'src',
	'static',
	'messages',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];

/** Builds the app unless the build is newer than everything it is made of. */
export function buildWhatIsStale() {
	const built = join(root, 'build', 'index.js');
	const newest = Math.max(...INPUTS.map((input) => newestBelow(join(root, input))));
	if (existsSync(built) && statSync(built).mtimeMs > newest) return;
	console.log('Building…');
	run(process.execPath, [
		join('node_modules', 'vite', 'bin', 'vite.js'),
		'build',
		'--logLevel',
		'warn'
	]);
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
