import { expect, test } from 'vitest';
import { serverRandomness } from '../../src/lib/server/randomness';
import { createRelay } from '../../src/lib/server/relay/relay';
import { emptyStore, openMemoryStore } from '../support/memory-store';
import { fact, NOON } from './gateway-bench';

test('a relay that was stopped reads nothing more, whatever it has heard of in the last moment', async () => {
	const store = openMemoryStore(emptyStore());
	for (const db of ['ops', 'orders', 'public', 'centre_murat'] as const) await store.ensure(db);
	const due = new Set<() => void>();
	const defects: unknown[] = [];
	let isClosed = false;
	const relay = createRelay({
		store: {
			...store,
			changes(...asked) {
				if (isClosed) throw new Error('closed');
				return store.changes(...asked);
			}
		},
		clock: { now: () => NOON },
		timers: {
			after(_, run) {
				due.add(run);
				return () => void due.delete(run);
			}
		},
		random: serverRandomness,
		onDefect: (error) => void defects.push(error)
	});
	relay.start();
	await relay.sweep();
	await store.insert('centre_murat', [fact(1)]);
	expect(due.size).toBeGreaterThan(1);
	await relay.stop();
	isClosed = true;
	for (const run of due) run();
	await relay.apart(async () => {});
	expect(defects).toEqual([]);
});
