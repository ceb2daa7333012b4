import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { measurements } from './measurements';
import { openLab } from './lab';
import { performanceTable, withPerformance, type Results } from './readme';
import { asTable, verdict, type Line } from './table';

/** One run of everything: prints the table, writes it down and into the README, fails only if something could not be measured. */
const root = process.cwd();
const only = process.argv.slice(2);
const began = Date.now();
const [load = 0] = loadavg();
const lines: Line[] = [];
const unmeasured: string[] = [];
const lab = await openLab(root, { small: 10_000, large: 50_000 });
try {
	for (const [name, measure] of Object.entries(measurements)) {
		if (only.length > 0 && !only.includes(name)) continue;
		console.log(`… ${name}`);
		const measured = await twice(() => measure(lab)).catch((error: unknown) => {
			console.error(error);
			unmeasured.push(name);
			return [];
		});
		for (const { what, value } of measured) console.log(`    ${what}: ${value}`);
		lines.push(...measured);
	}
} finally {
	await lab.close();
}
console.log(`\n${asTable(lines)}\n`);
if (only.length === 0 && unmeasured.length === 0) {
	const { length, 0: first } = cpus();
	const results: Results = {
		at: new Date(began).toISOString(),
		machine: { cpus: length, model: first?.model, node: process.version, load },
		took: Math.round((Date.now() - began) / 1000),
		results: lines.map((line) => ({ ...line, verdict: verdict(line) }))
	};
	const readme = join(root, 'README.md');
	const told = withPerformance(readFileSync(readme, 'utf8'), performanceTable(results));
	writeFileSync(join(root, 'bench-results.json'), `${JSON.stringify(results, null, '\t')}\n`);
	writeFileSync(readme, told);
}
const missed = lines.filter(({ of = 0 }) => of > 1).length;
console.log(
	`${lines.length} lines, ${missed} missed, ${Math.round((Date.now() - began) / 1000)} s`
);
if (unmeasured.length > 0) {
	console.error(`not measured: ${unmeasured.join(', ')}; nothing was written`);
	process.exitCode = 1;
}

/** On a machine that does much else a browser is now and then not where it should be. */
async function twice<R>(measure: () => Promise<R>): Promise<R> {
	try {
		return await measure();
	} catch (error) {
		console.error(error);
		return measure();
	}
}
