import type { DatabaseName } from '../../domain/ids';
import type { Changes, Doc, Inserted, Store } from './store';

export type Pouch = PouchDB.Database;

/** Where a pouch-backed store gets its databases from, and how it hears of changes. */
export interface Pouches {
	readonly kind: 'embedded' | 'couchdb';
	/** Runs with an open database, which stays open meanwhile. */
	use<R>(db: DatabaseName, run: (pouch: Pouch) => Promise<R>): Promise<R>;
	databases(): Promise<readonly DatabaseName[]>;
	ensure(db: DatabaseName): Promise<void>;
	follow(changed: (db: DatabaseName) => void): () => void;
	/** Told after every write through this store. */
	wrote(db: DatabaseName): void;
	close(): Promise<void>;
}

const READ_AT_ONCE = 2_000;
const REVISE_TRIES = 20;

/** One implementation of the store for both databases: PouchDB is their common interface. */
export function createPouchStore(pouches: Pouches): Store {
	const { use } = pouches;
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
		changes: (db, since, limit) => use(db, (pouch) => changes(pouch, since, limit)),
		range: (db, from, to) => use(db, (pouch) => range(pouch, from, to)),
		get: (db, id) => use(db, async (pouch) => bare(await found(pouch, id))),
		revise: (db, id, decide) =>
			use(db, async (pouch) => {
				for (let tries = 0; tries < REVISE_TRIES; tries += 1) {
					const there = await found(pouch, id);
					const body = decide(bare(there));
					if (!body) return;
					const [result] = await pouch.bulkDocs([
						{ ...body, _id: id, ...(there && { _rev: there['_rev'] as string }) }
					]);
					if (result && 'ok' in result && result.ok) return pouches.wrote(db);
					if (statusOf(result) !== 409) throw new Error(`${db}/${id}: ${JSON.stringify(result)}`);
				}
				throw new Error(`${db}/${id}: another writer came between ${REVISE_TRIES} times`);
			})
	};
}

async function insert(pouch: Pouch, docs: readonly Doc[]): Promise<Inserted[]> {
	if (docs.length === 0) return [];
	const results = await pouch.bulkDocs(docs);
	return Promise.all(
		results.map(async (result, i): Promise<Inserted> => {
			if ('ok' in result && result.ok) return { is: 'stored' };
			if (statusOf(result) === 403) return { is: 'forbidden', reason: reasonOf(result) };
			if (statusOf(result) !== 409) throw new Error(`not stored: ${JSON.stringify(result)}`);
			const there = bare(await found(pouch, docs[i]!._id));
			if (!there) throw new Error(`in conflict with nothing: ${docs[i]!._id}`);
			return { is: 'there', doc: there };
		})
	);
}

async function changes(pouch: Pouch, since: string | null, limit: number): Promise<Changes> {
	const options = { since: since ?? 0, limit, include_docs: true };
	const { results, last_seq } = await pouch.changes(options);
	const docs = results.flatMap(({ doc, id, deleted }) =>
		doc && !deleted && !id.startsWith('_design/') ? [bare(doc) as Doc] : []
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
		for (const row of rows) if ('doc' in row && row.doc) docs.push(bare(row.doc) as Doc);
		const last = rows.at(-1);
		if (!last || rows.length < READ_AT_ONCE) return docs;
		startkey = `${last.id}\u0000`;
	}
}

async function found(pouch: Pouch, id: string): Promise<Record<string, unknown> | undefined> {
	try {
		return await pouch.get(id);
	} catch (error) {
		if (statusOf(error) === 404) return undefined;
		throw error;
	}
}

function bare(doc: Record<string, unknown> | undefined): Doc | undefined {
	if (!doc) return undefined;
	const { _rev, ...rest } = doc;
	return rest as Doc;
}

export const statusOf = (error: unknown): number | undefined =>
	(error as { status?: number } | undefined)?.status;

const reasonOf = (error: unknown): string =>
	String((error as { reason?: unknown; message?: unknown }).reason ?? (error as Error).message);
