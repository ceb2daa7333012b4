import type { DatabaseName } from '../../domain/ids';
import { innerSeq, seqText } from './generations';
import { inTurns } from './in-turns';
import {
	FROM_THE_START,
	bare,
	isDesign,
	isNoDatabase,
	nameOf,
	reasonOf,
	statusOf,
	type Pouch
} from './pouch';
import { SERVER, type Rules } from './rules';
import type { Changes, Doc, Inserted, Rewritten, Store, Writer } from './store';

/** Where a pouch-backed store gets its databases from, and how it hears of changes. */
export interface Pouches {
	readonly kind: 'embedded' | 'couchdb';
	/** Runs with a database's current generation, and again where that has meanwhile gone. Never one within another. */
	use<R>(db: DatabaseName, run: (pouch: Pouch, generation: number) => Promise<R>): Promise<R>;
	/** One result a document. Makes a database that never was; rejects for one that was dropped. */
	write(db: DatabaseName, docs: readonly PouchDB.Body[], as?: Writer): Promise<PouchDB.Written[]>;
	/** The generation that a database would have if it were made now. */
	firstGeneration(db: DatabaseName): Promise<number>;
	databases(): Promise<readonly DatabaseName[]>;
	ensure(db: DatabaseName): Promise<void>;
	rewrite(db: DatabaseName, keep: (doc: Doc) => boolean): Promise<Rewritten>;
	drop(db: DatabaseName): Promise<void>;
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
const REVISE_TRIES = 60;

/** One implementation of the store for both databases: PouchDB is their common interface. */
export function createPouchStore(pouches: Pouches, rules: Rules = () => undefined): Store {
	const { use } = pouches;
	const inTurn = inTurns();

	/** Reads; of a database that is not there, what reading nothing gives. */
	const read = <R>(db: DatabaseName, run: Parameters<typeof use<R>>[1], nothing: R): Promise<R> =>
		use(db, run).catch((error: unknown) => {
			if (isNoDatabase(error)) return nothing;
			throw error;
		});

	const get = (db: DatabaseName, id: string) =>
		read(db, (pouch) => found(pouch, id), undefined as PouchDB.Existing | undefined);

	async function insert(db: DatabaseName, docs: readonly Doc[], as?: Writer): Promise<Inserted[]> {
		const against = docs.map((doc) => rules(db, doc, undefined, as ?? SERVER));
		const allowed = docs.filter((_, i) => against[i] === undefined);
		const written = await write(db, allowed, as);
		if (written.some(({ ok }) => ok)) pouches.wrote(db);
		const results = against.map((reason) =>
			reason === undefined ? written.shift() : { name: 'forbidden', reason }
		);
		const others = docs.filter((_, i) => !results[i]?.ok);
		const there = await read(db, (pouch) => these(pouch, others), new Map<string, Doc>());
		return docs.map(({ _id }, i): Inserted => {
			const result = results[i];
			if (result?.ok) return { is: 'stored' };
			const doc = there.get(_id);
			if (doc) return { is: 'there', doc };
			if (nameOf(result) === 'forbidden') return { is: 'forbidden', reason: reasonOf(result) };
			throw new Error(`not stored: ${nameOf(result)} ${_id}`);
		});
	}

	/** What was dropped takes nothing more. */
	async function write(...[db, docs, as]: Parameters<Store['insert']>): Promise<PouchDB.Written[]> {
		if (docs.length === 0) return [];
		try {
			return await pouches.write(db, docs, as);
		} catch (error) {
			if (!isNoDatabase(error)) throw error;
			return docs.map(() => ({ name: 'forbidden', reason: 'there is no such database any more' }));
		}
	}

	async function changes(db: DatabaseName, since: string | null, limit: number): Promise<Changes> {
		// Over HTTP, PouchDB would ask for 25 at a time.
		const options = { limit, batch_size: limit, include_docs: true };
		const changed = await read<Changes | undefined>(
			db,
			async (pouch, generation) => {
				const inner = since === null ? FROM_THE_START : innerSeq(since, generation);
				const changed = inner && (await pouches.changedSince(pouch, inner, options));
				if (!changed) return { gone: true };
				// In a cluster, the same place has another name each time: a reader keeps the one it has.
				if (since !== null && changed.results.length === 0)
					return { docs: [], seq: since, more: false };
				return changesIn(changed, generation, limit);
			},
			undefined
		);
		if (changed) return changed;
		const start = seqText(await pouches.firstGeneration(db), FROM_THE_START);
		if (since !== null && since !== start) return { gone: true };
		return { docs: [], seq: start, more: false };
	}

	/** Writers of other processes may come between; then it is tried again. */
	async function revise(...[db, id, decide]: Parameters<Store['revise']>): Promise<void> {
		for (let tries = 0; tries < REVISE_TRIES; tries += 1) {
			const there = await get(db, id);
			const before = bare(there);
			const body = decide(before);
			if (!body) return;
			const reason = rules(db, { ...body, _id: id }, before, SERVER);
			if (reason !== undefined) throw new Error(`not revised: ${reason} ${id}`);
			const doc = { ...body, _id: id, ...(there && { _rev: there._rev }) };
			const [result] = await pouches.write(db, [doc]);
			if (result?.ok) return pouches.wrote(db);
			if (statusOf(result) !== 409) throw new Error(`not revised: ${nameOf(result)} ${id}`);
			await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** Math.min(tries, 7)));
		}
		throw new Error(`${id}: another writer came between ${REVISE_TRIES} times`);
	}

	return {
		kind: pouches.kind,
		databases: () => pouches.databases(),
		ensure: (db) => pouches.ensure(db),
		follow: (changed) => pouches.follow(changed),
		close: () => pouches.close(),
		insert,
		changes,
		range: (db, from, to) => read<Doc[]>(db, (pouch) => range(pouch, from, to), []),
		get: async (db, id) => bare(await get(db, id)),
		// Writers of this process need not fight each other.
		revise: (db, id, decide) => inTurn(`${db}/${id}`, () => revise(db, id, decide)),
		async rewrite(db, keep) {
			const rewritten = await pouches.rewrite(db, keep);
			if (rewritten.left > 0) pouches.wrote(db);
			return rewritten;
		},
		async drop(db) {
			await pouches.drop(db);
			pouches.wrote(db);
		}
	};
}

async function these(pouch: Pouch, docs: readonly Doc[]): Promise<Map<string, Doc>> {
	if (docs.length === 0) return new Map();
	const keys = [...new Set(docs.map(({ _id }) => _id))];
	const { rows } = await pouch.allDocs({ keys, include_docs: true });
	return new Map(rows.flatMap(({ id, doc }) => (doc ? [[id, bare(doc)]] : [])));
}

function changesIn({ results, last_seq }: Changed, generation: number, limit: number): Changes {
	const docs = results.flatMap(({ doc, id, deleted }) =>
		doc && !deleted && !isDesign(id) ? [bare(doc)] : []
	);
	return { docs, seq: seqText(generation, String(last_seq)), more: results.length >= limit };
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

async function found(pouch: Pouch, id: string): Promise<PouchDB.Existing | undefined> {
	try {
		return await pouch.get(id);
	} catch (error) {
		if (statusOf(error) === 404 && !isNoDatabase(error)) return undefined;
		throw error;
	}
}
