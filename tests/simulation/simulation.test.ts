import { expect, test } from 'vitest';
import { runHistory } from './history';
import { promises, SEED } from './promises';

test('the same seed gives the same history, event by event', async () => {
	for (const seed of [SEED, SEED + 1, SEED + 7]) {
		const first = await runHistory(seed);
		const second = await runHistory(seed);
		expect(second.trace).toEqual(first.trace);
		expect(first.trace.length).toBeGreaterThan(200);
	}
});

promises('first');
