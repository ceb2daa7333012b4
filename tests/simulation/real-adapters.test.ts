import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { runHistory } from './history';
import { realGround } from './real-disks';

const HISTORIES = 100;
const ACTIONS = 25;

test(
	`the same promises hold through Dexie and the embedded store, in ${HISTORIES} histories`,
	{ timeout: 20 * 60_000 },
	async () => {
		let facts = 0;
		for (let seed = 1; seed <= HISTORIES; seed += 1) {
			const { violations, ends } = await runHistory(seed, { ground: realGround(), count: ACTIONS });
			expect.soft(violations, `history ${seed}`).toEqual([]);
			facts += ends['on the server'];
		}
		expect(facts).toBeGreaterThan(HISTORIES * 5);
	}
);
