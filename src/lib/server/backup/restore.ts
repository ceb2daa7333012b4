import { canonical } from '../../domain/facts';
import { database, sortOfDatabase, type DatabaseName } from '../../domain/ids';
import type { Randomness } from '../../ports/randomness';
import { renewInstance } from '../gateway/instance';
import type { Doc, Store } from '../store/store';
import { comesBackTo, type ComesBack } from './comes-back';
import { documentsOf, verify, type Unusable } from './file';
import { sameSummary, summaryOf, summing, type Summary, type Summing } from './format';
import { takeOrders } from './take-orders';

export interface RestoreParts {
	readonly store: Store;
	readonly random: Randomness;
}

export type Restored =
	| { readonly restored: Readonly<Record<DatabaseName, Summary>>; readonly left: number }
	| { readonly unusable: Unusable; readonly file: string }
	/** The store has something in it, and nobody said to replace that. */
	| { readonly occupied: readonly DatabaseName[] }
	/** What was written is not what was read: the disk, or somebody else who writes. */
	| { readonly differs: readonly DatabaseName[] };

const AT_ONCE = 200;

/**
 * Puts a backup back into a store that no server uses. All files are read to their
 * end before anything is written. Orders are never overwritten: those of the store
 * and of every file hold together, and decide what of the backup comes back. Of
 * further files nothing but orders is taken.
 */
export async function restore(
	{ store, random }: RestoreParts,
	files: readonly [string, ...string[]],
	{ replace = false }: { replace?: boolean } = {}
): Promise<Restored> {
	const names: DatabaseName[] = [];
	for (const file of files) {
		const verified = await verify(file);
		if ('unusable' in verified) return { ...verified, file };
		if (file === files[0]) names.push(...Object.keys(verified.manifest.databases));
	}
	const occupied = await occupiedIn(store);
	if (occupied.length > 0 && !replace) return { occupied };
	await takeOrders(store, files);
	await clear(store);
	const comesBack = await comesBackTo(store);
	for (const db of names) if (!comesBack.isGone(db)) await store.ensure(db);
	const { expected, left } = await put(store, files[0], comesBack.as);
	const differs: DatabaseName[] = [];
	for (const [db, summary] of expected)
		if (!sameSummary(summary, summaryOf(await store.range(db, '', '\uffff')))) differs.push(db);
	if (differs.length > 0) return { differs };
	await renewInstance(store, random);
	return { restored: Object.fromEntries(expected), left };
}

async function occupiedIn(store: Store): Promise<readonly DatabaseName[]> {
	const occupied: DatabaseName[] = [];
	for (const db of (await store.databases()).toSorted())
		// They may be there before everything else.
		if (db !== database.orders && (await store.range(db, '', '\uffff')).length > 0)
			occupied.push(db);
	return occupied;
}

/** Everything but the orders goes. A person's own database goes whole: its name is theirs. */
async function clear(store: Store): Promise<void> {
	for (const db of await store.databases())
		if (sortOfDatabase(db) === 'member') await store.drop(db);
		else if (db !== database.orders) await store.rewrite(db, () => false);
}

/** Writes what comes back, and says what each database must hold now. */
async function put(
	store: Store,
	file: string,
	as: ComesBack['as']
): Promise<{ readonly expected: ReadonlyMap<DatabaseName, Summary>; readonly left: number }> {
	const sums = new Map<DatabaseName, Summing>();
	let left = 0;
	let batch: Doc[] = [];
	let into: DatabaseName | undefined;
	const flush = async (): Promise<void> => {
		if (into !== undefined) await insert(store, into, batch);
		batch = [];
	};
	for await (const [db, doc] of documentsOf(file)) {
		if (db === database.orders) continue;
		if (db !== into || batch.length >= AT_ONCE) await flush();
		into = db;
		const kept = as(db, doc);
		if (!kept) {
			left += 1;
			continue;
		}
		const sum = sums.get(db) ?? summing();
		sums.set(db, sum);
		sum.add(kept);
		batch.push(kept);
	}
	await flush();
	return { expected: new Map([...sums].map(([db, sum]) => [db, sum.end()])), left };
}

async function insert(store: Store, db: DatabaseName, docs: readonly Doc[]): Promise<void> {
	if (docs.length === 0) return;
	for (const [i, result] of (await store.insert(db, docs)).entries()) {
		const doc = docs[i]!;
		// Of a batch that was tried again, some may be there.
		if (result.is === 'stored') continue;
		if (result.is === 'there' && canonical(result.doc) === canonical(doc)) continue;
		throw new Error(`${db} would not take ${doc._id}`, { cause: result });
	}
}
