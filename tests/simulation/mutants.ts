import { opsId } from '../../src/lib/domain/ids';
import type { Clock } from '../../src/lib/ports/clock';
import type { Tables, Tx } from '../../src/lib/ports/tables';
import type { Store } from '../../src/lib/server/store/store';
import { LONG, runHistory } from './history';
import type { Mutant } from './mutant';
import { PLACE_MUTANTS } from './place-mutants';
import { TRAINING_MUTANTS } from './training-mutants';

/**
 * Plausible mistakes, each made around a port and nowhere in the code: what the
 * simulation would say if somebody made them.
 */
export const MUTANTS: Readonly<Record<string, Mutant>> = {
	'the cursor is committed before the rows': {
		log: (log) => ({
			...log,
			async absorb(answer, exchange) {
				const { sync, now, instance, news = {} } = answer;
				const cursors = Object.entries(news).map(([db, { cursor }]) => [db, { cursor }]);
				await log.absorb({ sync, now, instance, news: Object.fromEntries(cursors) }, exchange);
				return log.absorb(answer, exchange);
			}
		})
	},
	'an acknowledgement is taken from the batch instead of the item': {
		network: (network) => ({
			...network,
			async exchange(request) {
				const exchanged = await network.exchange(request);
				if ('failure' in exchanged) return exchanged;
				const outcomes = request.facts.map(([, { _id: id }]) => ({ id, is: 'stored' as const }));
				return { ...exchanged, answer: { ...exchanged.answer, outcomes } };
			}
		})
	},
	'a restored device keeps its old epoch': {
		mark: (mark) => ({
			...mark,
			read() {
				const seen = mark.read();
				return seen && { ...seen, epoch: seen.epoch - 1, seq: 0 };
			}
		})
	},
	'facts are ordered by the clock': { tables: countingByClock },
	'a request does not say which run of the app it is of': {
		network: (network) => ({
			...network,
			exchange: ({ run: _left, ...request }) => network.exchange(request)
		})
	},
	'the gateway answers before the store has the fact': {
		store: (store, timers) => ({
			...store,
			async insert(db, docs) {
				timers.after(500, () => void store.insert(db, docs).catch(() => {}));
				return docs.map(() => ({ is: 'stored' as const }));
			}
		})
	},
	'the relay keeps its place before it has done the work': { store: placeFirst },
	...PLACE_MUTANTS,
	...TRAINING_MUTANTS
};

function countingByClock(tables: Tables, clock: Clock): Tables {
	const wrong = (tx: Tx): Tx => ({
		...tx,
		async get(table, key) {
			const row = await tx.get(table, key);
			if (row === undefined || !('device' in row)) return row;
			return { ...row, device: { ...row.device, count: Math.max(1, clock.now()) } };
		}
	});
	return { ...tables, write: (body) => tables.write((tx) => body(wrong(tx))) };
}

function placeFirst(store: Store): Store {
	return {
		...store,
		async changes(db, since, limit) {
			const place = await store.get('ops', opsId.relayCursor(db));
			const changes = await store.changes(db, since, limit);
			if (place && place['seq'] === since && !('gone' in changes))
				await store.revise('ops', opsId.relayCursor(db), () => ({ seq: changes.seq }));
			return changes;
		}
	};
}

/** The first history from a seed on in which a mutant is found out, and by what. */
export async function findOut(
	mutant: Mutant,
	seed: number,
	most: number
): Promise<{ readonly histories: number; readonly violation: string } | undefined> {
	for (let i = 0; i < most; i += 1) {
		if (mutant.isIn?.(seed + i) === false) continue;
		const { violations } = await runHistory(seed + i, { mutant, count: LONG });
		if (violations[0] !== undefined) return { histories: i + 1, violation: violations[0] };
	}
	return undefined;
}
