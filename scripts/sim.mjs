/**
 * Runs seeded histories of the whole system in virtual time and says whether a
 * promise was broken: `npm run sim -- --runs 1000 --seed 1`. A failure is shrunk
 * and printed; `--trace` prints one history event by event, `--mutants` what is
 * found out of mistakes made on purpose.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { root } from './install.mjs';

const { values } = parseArgs({
	options: {
		runs: { type: 'string', default: '1000' },
		seed: { type: 'string', default: '1' },
		/** Every event, line by line. */
		trace: { type: 'boolean', default: false },
		/** Mistakes made on purpose, and how soon each is found out. */
		mutants: { type: 'boolean', default: false }
	}
});
const [count, seed] = [whole(values.runs), whole(values.seed)];
const { runHistories, runHistory, MUTANTS, findOut } = await simulation();

if (values.mutants) {
	for (const [name, mutant] of Object.entries(MUTANTS)) {
		const found = await findOut(mutant, seed, count);
		console.log(`${found ? '✓' : '✗'} ${name}`);
		if (found) console.log(`  after ${found.histories}: ${found.violation}`);
		else process.exitCode = 1;
	}
	process.exit();
}
if (values.trace) console.log((await runHistory(seed)).trace.join('\n'));
const started = performance.now();
let told = started;
const runs = await runHistories(seed, count, {
	done(/** @type {any} */ so) {
		if (performance.now() - told < 5_000) return;
		told = performance.now();
		console.log(`${so.histories} of ${count}, ${rate(so.histories)} a second`);
	}
});
const happened = Object.entries(runs.happened).sort(([, a], [, b]) => Number(b) - Number(a));
for (const [fault, times] of happened) console.log(`${String(times).padStart(8)}  ${fault}`);
console.log('');
for (const [end, facts] of Object.entries(runs.ends)) console.log(`${facts} facts ${end}`);
console.log(`${runs.histories} histories, ${runs.events} events, ${rate(runs.histories)} a second`);
console.log(runs.report ? `\n${runs.report}` : 'every promise was kept');
process.exitCode = runs.report ? 1 : 0;

/** The simulation's own TypeScript, bundled once; packages stay where they are. */
async function simulation() {
	const folder = mkdtempSync(join(root, 'node_modules', '.sim-'));
	const outfile = join(folder, 'simulation.mjs');
	try {
		await build({
			stdin: {
				contents: `export * from './run'; export * from './history'; export * from './mutants';`,
				resolveDir: join(root, 'tests', 'simulation'),
				loader: 'ts'
			},
			bundle: true,
			platform: 'node',
			format: 'esm',
			packages: 'external',
			logLevel: 'error',
			outfile
		});
		return await import(pathToFileURL(outfile).href);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {number} histories */
function rate(histories) {
	return (histories / ((performance.now() - started) / 1_000)).toFixed(1);
}

/** @param {string} text */
function whole(text) {
	const number = Number(text);
	if (!Number.isSafeInteger(number) || number < 0) throw new Error(`not a whole number: ${text}`);
	return number;
}
