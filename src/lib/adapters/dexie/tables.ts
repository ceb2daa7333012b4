import Dexie, { liveQuery, type Collection, type Table, type Transaction } from 'dexie';
import {
	NoRoom,
	TABLES,
	type Range,
	type TableName,
	type Tables,
	type Tx
} from '../../ports/tables';

/** Raised with every change of the tables' keys or indexes; Dexie multiplies it by 10. */
const SCHEMA = 1;

/**
 * The tables in IndexedDB. Durability is strict: Chromium has relaxed its default
 * since 121. The cache is off: with it a live query shows a row before it is
 * committed, and a screen must not say "saved" of what is not.
 */
export function openDexieTables(name: string): Tables {
	const db = new Dexie(name, { cache: 'disabled', chromeTransactionDurability: 'strict' });
	db.version(SCHEMA).stores(schema());
	// A tab of a newer version wants to upgrade: make way rather than hang it.
	db.on('versionchange', () => db.close());
	const names = Object.keys(TABLES);

	return {
		async write(body) {
			try {
				return await db.transaction('rw!', names, (transaction) => body(txOn(transaction)));
			} catch (error) {
				throw isNoRoom(error) ? new NoRoom() : error;
			}
		},
		read: async (body) => db.transaction('r', names, (transaction) => body(txOn(transaction))),
		watch: (query) => liveQuery(query),
		close: () => db.close()
	};
}

const schema = (): Record<string, string> =>
	Object.fromEntries(
		Object.entries(TABLES).map(([table, { key, indexes }]) => [
			table,
			[key, ...indexes.map((index) => (index === 'pages' ? '*pages' : index))].join(',')
		])
	);

function txOn(transaction: Transaction): Tx {
	const table = (name: TableName): Table<any, string> => transaction.table(name);
	const within = (name: TableName, { index, from, to, limit }: Range): Collection => {
		const found = table(name)
			.where(index ?? TABLES[name].key)
			.between(from, to, true, true);
		return limit === undefined ? found : found.limit(limit);
	};
	return {
		get: (name, key) => table(name).get(key),
		many: (name, keys) => rowsOf(table(name), keys),
		range: (name, range) => within(name, range).toArray(),
		keys: (name, range) => within(name, range).primaryKeys() as Promise<string[]>,
		count: (name, range) => within(name, range).count() as Promise<number>,
		put: async (name, rows) => {
			if (rows.length === 1) await table(name).put(rows[0]);
			else if (rows.length > 1) await table(name).bulkPut([...rows]);
		},
		remove: async (name, keys) => {
			if (keys.length > 0) await table(name).bulkDelete([...keys]);
		}
	};
}

/** So many rows by key are asked for one by one without a thought. */
const FEW = 8;

/**
 * Each row is a request of its own, also where there is none: of an answer's many
 * facts most are not here yet. So the keys that are here are asked for first, in
 * one request, unless far more lie between them than are wanted.
 */
async function rowsOf(table: Table<any, string>, keys: readonly string[]): Promise<any[]> {
	if (keys.length <= FEW) return table.bulkGet([...keys]);
	const sorted = keys.toSorted();
	const between = table.where(':id').between(sorted[0], sorted.at(-1), true, true);
	const most = keys.length * 4;
	const near = await between.limit(most).primaryKeys();
	if (near.length === most) return table.bulkGet([...keys]);
	const there = new Set(near);
	const here = keys.filter((key) => there.has(key));
	const found = await table.bulkGet(here);
	const rows = new Map(here.map((key, i) => [key, found[i]]));
	return keys.map((key) => rows.get(key));
}

/** Browsers report a full disk as the error itself, or as the reason a transaction was aborted. */
function isNoRoom(error: unknown): boolean {
	const seen = error as { name?: string; inner?: unknown; failures?: unknown[] } | undefined;
	if (!seen) return false;
	if (seen.name === 'QuotaExceededError') return true;
	return (
		(seen.inner !== undefined && seen.inner !== error && isNoRoom(seen.inner)) ||
		(seen.failures?.some(isNoRoom) ?? false)
	);
}
