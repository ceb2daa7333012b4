import type { DatabaseName } from '../../domain/ids';
import { inTurns } from './in-turns';
import type { Changes, Doc, Inserted, Store } from './store';

export type Pouch = PouchDB.Database;

/** Where a pouch-backed store gets its databases from, and how it hears of changes. */
export interface Pouches {
	readonly kind: 'embedded' | 'couchdb';
	/** Runs with an open database, which stays open meanwhile. Never one within another. */
	use<R>(db: DatabaseName, run: (pouch: Pouch) => Promise<R>): Promise<R>;
	databases(): Promise<readonly DatabaseName[]>;
	ensure(db: DatabaseName): Promise<void>;
	follow(changed: (db: DatabaseName) => void): () => void;
	/** Told after every write through this store. */
	wrote(db: DatabaseName): void;
	/** What changed after a sequence, or `undefined` where this database never gave that sequence. */
	changedSince(pouch: Pouch, since: string, options: Paging): Promise<Changed | undefined>;
	close(): Promise<void>;
}

export interface Paging extends PouchDB.Body {
	readonly limit: number;
}
type Changed = Awaited<ReturnType<Pouch['changes']>>;

const READ_AT_ONCE = 2_000;
const REVISE_TRIES = 20;
export const FROM_THE_START = '0';

/** One implementation of the store for both databases: PouchDB is their common interface. */
export function createPouchStore(pouches: Pouches): Store {
	const { use } = pouches;
	const inTurn = inTurns();
	return {
		kind: pouches.kind,
		databases: () => pouches.databases(),
		ensure: (db) => pouches.ensure(db),
		follow: (changed) => pouches.follow(changed),
		close: () => pouches.close(),

		insert: (db, docs) =>
			use(db, async (pouch) => {
				const inserted = await insert(pouch, docs);
				if (inserted.some(({ is }) => is === 'stored')) pouches.wrote(db);
				return inserted;
			}),
		changes: (db, since, limit) =>
			use(db, async (pouch): Promise<Changes> => {
				// Over HTTP, PouchDB would ask for 25 at a time.
				const options = { limit, batch_size: limit, include_docs: true };
				const changed = await pouches.changedSince(pouch, since ?? FROM_THE_START, options);
				if (!changed) return { gone: true };
				// In a cluster, the same place has another name each time: a reader keeps the one it has.
				if (since !== null && changed.results.length === 0)
					return { docs: [], seq: since, more: false };
				return read(changed, limit);
			}),
		range: (db, from, to) => use(db, (pouch) => range(pouch, from, to)),
		get: (db, id) => use(db, async (pouch) => bare(await found(pouch, id))),
		revise: (db, id, decide) =>
			// Writers of this process need not fight each other.
			inTurn(`${db}/${id}`, () =>
				use(db, async (pouch) => {
					if (await revise(pouch, id, decide)) pouches.wrote(db);
				})
			)
	};
}

async function insert(pouch: Pouch, docs: readonly Doc[]): Promise<Inserted[]> {
	if (docs.length === 0) return [];
	const results = await pouch.bulkDocs(docs);
	const taken = docs.filter((_, i) => statusOf(results[i]) === 409).map(({ _id }) => _id);
	const there = await these(pouch, taken);
	return docs.map(({ _id }, i): Inserted => {
		const result = results[i];
		if (result?.ok) return { is: 'stored' };
		if (nameOf(result) === 'forbidden') return { is: 'forbidden', reason: reasonOf(result) };
		const doc = there.get(_id);
		if (!doc) throw new Error(`not stored: ${nameOf(result)} ${_id}`);
		return { is: 'there', doc };
	});
}

async function these(pouch: Pouch, ids: readonly string[]): Promise<Map<string, Doc>> {
	if (ids.length === 0) return new Map();
	const { rows } = await pouch.allDocs({ keys: [...new Set(ids)], include_docs: true });
	return new Map(rows.flatMap(({ id, doc }) => (doc ? [[id, bare(doc)]] : [])));
}

function read({ results, last_seq }: Changed, limit: number): Changes {
	const docs = results.flatMap(({ doc, id, deleted }) =>
		doc && !deleted && !isDesign(id) ? [bare(doc)] : []
	);
	return { docs, seq: String(last_seq), more: results.length >= limit };
}

async function range(pouch: Pouch, from: string, to: string): Promise<Doc[]> {
	const docs: Doc[] = [];
	let startkey = from;
	for (;;) {
		const { rows } = await pouch.allDocs({
			startkey,
			endkey: to,
			include_docs: true,
			limit: READ_AT_ONCE
		});
		for (const { id, doc } of rows) if (doc && !isDesign(id)) docs.push(bare(doc));
		const last = rows.at(-1);
		if (!last || rows.length < READ_AT_ONCE) return docs;
		startkey = `${last.id}\u0000`;
	}
}

/** True where something was written. Writers of other processes may come between; then it is tried again. */
async function revise(
	pouch: Pouch,
	id: string,
	decide: Parameters<Store['revise']>[2]
): Promise<boolean> {
	for (let tries = 0; tries < REVISE_TRIES; tries += 1) {
		const there = await found(pouch, id);
		const body = decide(bare(there));
		if (!body) return false;
		const [result] = await pouch.bulkDocs([
			{ ...body, _id: id, ...(there && { _rev: there._rev }) }
		]);
		if (result?.ok) return true;
		if (statusOf(result) !== 409) throw new Error(`not revised: ${nameOf(result)} ${id}`);
		await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** Math.min(tries, 7)));
	}
	throw new Error(`${id}: another writer came between ${REVISE_TRIES} times`);
}

async function found(pouch: Pouch, id: string): Promise<PouchDB.Existing | undefined> {
	try {
		return await pouch.get(id);
	} catch (error) {
		if (statusOf(error) === 404) return undefined;
		throw error;
	}
}

function bare(doc: PouchDB.Existing): Doc;
function bare(doc: PouchDB.Existing | undefined): Doc | undefined;
function bare(doc: PouchDB.Existing | undefined): Doc | undefined {
	if (!doc) return undefined;
	const { _rev, ...rest } = doc;
	return rest;
}

/** Design documents are the database's own business. */
const isDesign = (id: string): boolean => id.startsWith('_design/');

/** CouchDB has the same status and name for a document that is missing; only its reason differs. */
export const isNoDatabase = (error: unknown): boolean =>
	(error as { reason?: string }).reason === 'Database does not exist.';

export const statusOf = (error: unknown): number | undefined =>
	(error as { status?: number } | undefined)?.status;

const nameOf = (error: unknown): string | undefined =>
	(error as { name?: string } | undefined)?.name;

const reasonOf = (error: unknown): string =>
	String((error as { reason?: unknown; message?: unknown }).reason ?? (error as Error).message);
