import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { performanceTable, withPerformance, type Results } from '../bench/readme';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

test('what the README says of speed is what the last whole run has measured', () => {
	const readme = read('README.md');
	const results = JSON.parse(read('bench-results.json')) as Results;
	expect(withPerformance(readme, performanceTable(results))).toBe(readme);
});

test('the results of a run name no folder of the machine', () => {
	const results = read('bench-results.json');
	for (const name of [root, homedir(), '/tmp/', '/home/']) expect(results).not.toContain(name);
});

test('a bar that is missed is called so, and one that was not promised is left out', () => {
	const results: Results = {
		at: '2026-11-28T10:00:00.000Z',
		machine: { cpus: 2, model: 'Some CPU', node: 'v20.19.0', load: 0.25 },
		took: 600,
		results: [
			{ what: 'a tap', bar: '≤ 1 s', value: '2 s', of: 2, verdict: 'MISSED by 100 %' },
			{ what: '  beside it', value: '3 s', verdict: '' }
		]
	};
	const readme = withPerformance(
		'# App\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nmore\n',
		performanceTable(results)
	);
	expect(readme).toContain('0 of 1 bars met on 2026-11-28');
	expect(readme).toContain('| a tap | ≤ 1 s | 2 s | MISSED by 100 % |');
	expect(readme).not.toContain('beside it');
	expect(readme).not.toContain('old');
	expect(readme.endsWith('<!-- bench:end -->\nmore\n')).toBe(true);
});
