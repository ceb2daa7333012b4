import { expect, test } from 'vitest';
import { FAULTS } from './faults';
import { runHistories } from './run';

const ALL = Number(process.env['SIM_RUNS'] ?? 2_000);
export const SEED = Number(process.env['SIM_SEED'] ?? 1);
/** Enough for every fault to have its turn. */
const MANY = 500;

/** What must hold in every history: half of the histories in each of two files. */
export function promises(half: 'first' | 'second'): void {
	const first = Math.ceil(ALL / 2);
	const [seed, count] = half === 'first' ? [SEED, first] : [SEED + first, ALL - first];
	test(
		`no place is confirmed twice, what a screen called saved is on the server once or visibly refused, and replicas agree, in ${count} histories`,
		{ timeout: 60 * 60_000 },
		async () => {
			const runs = await runHistories(seed, count);
			expect.soft(runs.report).toBeUndefined();
			expect(runs.histories).toBe(count);
			expect(runs.ends['on the server']).toBeGreaterThan(runs.histories * 20);
			if (count < MANY) return;
			const never = FAULTS.filter((fault) => runs.happened[fault] === 0);
			expect(never, 'faults that never happened prove nothing').toEqual([]);
			expect(runs.ends['lost by a restore']).toBeGreaterThan(0);
		}
	);
}
