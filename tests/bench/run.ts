import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { measurements } from './measurements';
import { openLab } from './lab';
import { asTable, verdict, type Line } from './table';

/** One run of everything: prints the table, writes it down, fails only if something could not be measured. */
const root = process.cwd();
const only = process.argv.slice(2);
const began = Date.now();
const lines: Line[] = [];
const lab = await openLab(root, { small: 10_000, large: 50_000 });
try {
	for (const [name, measure] of Object.entries(measurements)) {
		if (only.length > 0 && !only.includes(name)) continue;
		console.log(`… ${name}`);
		const measured = await measure(lab);
		for (const { what, value } of measured) console.log(`    ${what}: ${value}`);
		lines.push(...measured);
	}
} finally {
	await lab.close();
}
console.log(`\n${asTable(lines)}\n`);
const at = new Date(began).toISOString();
const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version };
const results = lines.map((line) => ({ ...line, verdict: verdict(line) }));
const file = join(root, 'bench-results.json');
if (only.length === 0)
	writeFileSync(file, `${JSON.stringify({ at, machine, results }, null, '\t')}\n`);
const missed = lines.filter(({ of = 0 }) => of > 1).length;
console.log(
	`${lines.length} lines, ${missed} missed, ${Math.round((Date.now() - began) / 1000)} s`
);
