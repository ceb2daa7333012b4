import { expect, test } from 'vitest';
import { FAULTS } from './faults';
import { runHistory } from './history';
import { runHistories } from './run';

const RUNS = Number(process.env['SIM_RUNS'] ?? 1_000);
const SEED = Number(process.env['SIM_SEED'] ?? 1);
/** Enough for every fault to have its turn. */
const MANY = 500;

test('the same seed gives the same history, event by event', async () => {
	for (const seed of [SEED, SEED + 7]) {
		const first = await runHistory(seed);
		const second = await runHistory(seed);
		expect(second.trace).toEqual(first.trace);
		expect(first.trace.length).toBeGreaterThan(200);
	}
});

test(
	`what a screen called saved is on the server once or visibly refused, and replicas agree, in ${RUNS} histories`,
	{ timeout: 60 * 60_000 },
	async () => {
		const runs = await runHistories(SEED, RUNS);
		expect.soft(runs.report).toBeUndefined();
		expect(runs.histories).toBe(RUNS);
		expect(runs.ends['on the server']).toBeGreaterThan(runs.histories * 20);
		if (RUNS < MANY) return;
		const never = FAULTS.filter((fault) => runs.happened[fault] === 0);
		expect(never, 'faults that never happened prove nothing').toEqual([]);
		expect(runs.ends['lost by a restore']).toBeGreaterThan(0);
	}
);
