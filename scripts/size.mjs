/**
 * The scripts each screen of the built app loads at once, compressed as they
 * travel, against their budget. Reads what the build wrote; needs no browser.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { root } from './install.mjs';

/** Brotli, bytes: whichever screen somebody comes in by. */
const INITIAL = 150_000;
/** What a further screen may add to the one somebody came in by. */
const FURTHER = 40_000;
/** Where people come in. */
const DOORS = ['/', '/kiosk', '/desk', '/me', '/device'];

const output = join(root, '.svelte-kit', 'output');
const chunks = JSON.parse(readFileSync(join(output, 'client', '.vite', 'manifest.json'), 'utf8'));
const { manifest } = await import(pathToFileURL(join(output, 'server', 'manifest-full.js')).href);

/** @type {string[]} */
const over = [];
const screens = screensOf(manifest);
if (screens.size === 0) over.push('the build has no screen at all');

console.log(
	`${'screen'.padEnd(24)}${'initial'.padStart(10)}${'further'.padStart(10)}  further: after the door that shares least with it`
);
for (const [route, files] of screens) {
	const initial = sizeOf(files);
	// Who goes on to it has a door's scripts already, whichever that was.
	const doors = DOORS.filter((door) => door !== route && screens.has(door));
	const further = Math.max(
		0,
		...doors.map((door) =>
			sizeOf(new Set([...files].filter((file) => !screens.get(door)?.has(file))))
		)
	);
	console.log(`${route.padEnd(24)}${kB(initial)}${kB(further)}`);
	if (initial > INITIAL)
		over.push(`${route} loads ${kB(initial).trim()}, more than ${kB(INITIAL).trim()}`);
	if (further > FURTHER)
		over.push(`${route} adds ${kB(further).trim()} to a door, more than ${kB(FURTHER).trim()}`);
}
for (const problem of over) console.error(`✗ ${problem}`);
if (over.length === 0)
	console.log(`✓ at most ${kB(INITIAL).trim()} to come in, ${kB(FURTHER).trim()} to go on`);
process.exitCode = over.length > 0 ? 1 : 0;

/**
 * Each screen's address and all files its scripts import, directly or not.
 * @param {{ _: { routes: { id: string, page: null | { layouts: (number | undefined)[], leaf: number } }[] } }} built
 * @returns {Map<string, Set<string>>}
 */
function screensOf(built) {
	const generated = '.svelte-kit/generated/client-optimized';
	const start = Object.keys(chunks).filter((name) => chunks[name].name === 'entry/start');
	return new Map(
		built._.routes.flatMap(({ id, page }) => {
			if (!page) return [];
			const nodes = [...page.layouts, page.leaf].filter((node) => node !== undefined);
			const names = nodes.map((node) => `${generated}/nodes/${node}.js`);
			/** @type {Set<string>} */
			const files = new Set();
			for (const name of [...start, `${generated}/app.js`, ...names]) follow(name, files);
			return [/** @type {const} */ ([id, files])];
		})
	);
}

/**
 * @param {string} name
 * @param {Set<string>} files
 */
function follow(name, files) {
	const chunk = chunks[name];
	if (!chunk) throw new Error(`the build has no ${name}: build again`);
	if (files.has(chunk.file)) return;
	files.add(chunk.file);
	for (const next of chunk.imports ?? []) follow(next, files);
}

/** @param {Set<string>} files */
function sizeOf(files) {
	return [...files].reduce((sum, file) => sum + compressed(file), 0);
}

/** @param {string} file */
function compressed(file) {
	const built = join(root, 'build', 'client', file);
	if (!existsSync(built)) throw new Error(`build/client has no ${file}: build again`);
	return existsSync(`${built}.br`)
		? readFileSync(`${built}.br`).length
		: brotliCompressSync(readFileSync(built)).length;
}

/** @param {number} bytes */
function kB(bytes) {
	return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}
