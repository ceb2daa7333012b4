import { instantOf } from '../../domain/calendar';
import { database, opsRange, type Day } from '../../domain/ids';
import { factIdIn } from '../erasure/about';
import type { Doc, Store } from '../store/store';
import { firstKept } from './age';
import type { Retention } from './config';
import { log } from './log';
import { spend } from './spent';

const SORTS = ['alarm', 'refused', 'quarantine', 'log', 'received'] as const;

/** Lets alarms that are over, what was refused or kept aside, and old logs leave `ops`. */
export async function clearLogs(store: Store, now: number, { logs }: Retention): Promise<void> {
	const before = firstKept(now, logs);
	const going: Doc[] = [];
	for (const sort of SORTS)
		for (const doc of await store.range(database.ops, ...opsRange(sort)))
			if (isOver(doc, before)) going.push(doc);
	if (going.length === 0) return;
	// A refused number was never lost, and is not lost now.
	await spend(
		store,
		going.flatMap(({ _id }) => factIdIn(_id) ?? [])
	);
	await log(store, now, { db: database.ops, removed: going.length, before });
	const ids = new Set(going.map(({ _id }) => _id));
	await store.rewrite(database.ops, ({ _id }) => !ids.has(_id));
}

/**
 * What is open stays, however old; so does what does not say when it was written,
 * since the day a fact is about is what its device's clock had it.
 */
function isOver(doc: Doc, before: Day): boolean {
	if (doc._id.startsWith('alarm~') && doc['open'] !== false) return false;
	const at = doc['at'] ?? doc['since'];
	return typeof at === 'number' && at < instantOf(before, '00:00');
}
