import type { DatabaseName } from '../../src/lib/domain/ids';
import { SERVER, type Rules } from '../../src/lib/server/store/rules';
import type { Changes, Doc, Inserted, Store, Writer } from '../../src/lib/server/store/store';

/** What survives a crash of the server: databases, and who follows them. */
export interface StoreDisk {
	readonly databases: Map<DatabaseName, Database>;
	/** The last generation of those that were dropped. */
	readonly dropped: Map<DatabaseName, number>;
	readonly followers: Set<(db: DatabaseName) => void>;
	/** Told of every document as it is written, by whichever server. */
	wrote?: (db: DatabaseName, doc: Doc) => void;
}

interface Database {
	generation: number;
	seq: number;
	/** In the order of their last change. */
	readonly docs: Map<string, Written>;
	/** Every change there was, by its number less one; of a document, only the last one counts. */
	readonly log: Written[];
	/** The ids in their order, while they are known. */
	ids?: string[] | undefined;
}

interface Written {
	readonly doc: Doc;
	readonly seq: number;
}

export const emptyStore = (): StoreDisk => ({
	databases: new Map(),
	dropped: new Map(),
	followers: new Set()
});

/** The databases at one moment. Documents are replaced whole, so copying the maps is enough. */
export type Backup = ReadonlyMap<DatabaseName, Readonly<Database>>;

const copied = (databases: Backup): Map<DatabaseName, Database> =>
	new Map(
		[...databases].map(([name, { generation, seq, docs, log }]) => [
			name,
			{ generation, seq, docs: new Map(docs), log: [...log] }
		])
	);

export const snapshot = (disk: StoreDisk): Backup => copied(disk.databases);

/**
 * Puts a backup back as it was: raw, sequences included, which then go back. For
 * a restore as it should be done, `renewInstance` is called afterwards.
 */
export function restore(disk: StoreDisk, backup: Backup): void {
	disk.databases.clear();
	for (const [name, database] of copied(backup)) disk.databases.set(name, database);
}

/**
 * A store on a disk of memory. `step` is waited for before every operation and
 * between the documents of a batch, so that a server can crash or another one come
 * between anywhere.
 */
export function openMemoryStore(
	disk: StoreDisk,
	step: (what: string) => Promise<void> = async () => {},
	rules: Rules = () => undefined
): Store {
	const own = new Set<(db: DatabaseName) => void>();

	const database = (name: DatabaseName): Database => {
		let found = disk.databases.get(name);
		if (!found) {
			const generation = (disk.dropped.get(name) ?? 0) + 1;
			disk.databases.set(name, (found = { generation, seq: 0, docs: new Map(), log: [] }));
			disk.dropped.delete(name);
		}
		return found;
	};
	const there = (db: DatabaseName, id: string) => disk.databases.get(db)?.docs.get(id);

	function put(db: DatabaseName, body: Doc): void {
		const its = database(db);
		const doc = frozen(JSON.parse(JSON.stringify(body)) as Doc);
		its.seq += 1;
		const written = { doc, seq: its.seq };
		if (!its.docs.delete(doc._id)) its.ids = undefined;
		its.docs.set(doc._id, written);
		its.log.push(written);
		disk.wrote?.(db, doc);
		for (const changed of disk.followers) changed(db);
	}

	async function insert(...[db, docs, as]: Parameters<Store['insert']>): Promise<Inserted[]> {
		const results: Inserted[] = [];
		for (const doc of docs) {
			await step(`insert ${db}`);
			results.push(insertOne(db, doc, as ?? SERVER));
		}
		await step('inserted');
		return results;
	}

	function insertOne(db: DatabaseName, doc: Doc, as: Writer): Inserted {
		const before = there(db, doc._id);
		if (before) return { is: 'there', doc: before.doc };
		const reason = rules(db, doc, undefined, as) ?? refusalOfDropped(db);
		if (reason !== undefined) return { is: 'forbidden', reason };
		put(db, doc);
		return { is: 'stored' };
	}

	const refusalOfDropped = (db: DatabaseName): string | undefined =>
		disk.dropped.has(db) ? 'there is no such database any more' : undefined;

	async function changes(db: DatabaseName, since: string | null, limit: number): Promise<Changes> {
		await step(`changes ${db}`);
		const its: Readonly<Database> = disk.databases.get(db) ?? {
			generation: (disk.dropped.get(db) ?? 0) + 1,
			seq: 0,
			docs: new Map(),
			log: []
		};
		const from = since === null ? 0 : numberOf(since, its.generation);
		if (from === undefined || from > its.seq) return { gone: true };
		const later: Written[] = [];
		for (let i = from; i < its.seq && later.length < limit; i += 1) {
			const written = its.log[i]!;
			if (its.docs.get(written.doc._id) === written) later.push(written);
		}
		const more = later.length >= limit;
		const last = more ? later.at(-1)!.seq : its.seq;
		return { docs: later.map(({ doc }) => doc), seq: sequence(its.generation, last), more };
	}

	return {
		kind: 'memory',
		insert,
		changes,
		async range(db, from, to) {
			await step(`range ${db}`);
			const its = disk.databases.get(db);
			if (!its) return [];
			const ids = (its.ids ??= [...its.docs.keys()].sort());
			const found: Doc[] = [];
			for (let i = firstFrom(ids, from); i < ids.length && ids[i]! <= to; i += 1)
				found.push(its.docs.get(ids[i]!)!.doc);
			return found;
		},
		async get(db, id) {
			await step(`get ${db}`);
			return there(db, id)?.doc;
		},
		async revise(db, id, decide) {
			for (;;) {
				await step(`get ${db}`);
				const before = there(db, id);
				const body = decide(before?.doc);
				if (!body) return;
				await step(`revise ${db}`);
				const doc = { ...body, _id: id };
				const reason = rules(db, doc, before?.doc, SERVER) ?? refusalOfDropped(db);
				if (reason !== undefined) throw new Error(`not revised: ${reason} ${id}`);
				if (there(db, id) === before) return put(db, doc);
			}
		},
		async databases() {
			await step('databases');
			return [...disk.databases.keys()];
		},
		async ensure(db) {
			await step('ensure');
			database(db);
		},
		async rewrite(db, keep) {
			await step(`rewrite ${db}`);
			const its = disk.databases.get(db);
			const docs = [...(its?.docs.values() ?? [])].map(({ doc }) => doc);
			const kept = docs.filter(keep);
			const left = docs.length - kept.length;
			if (its && left > 0) {
				disk.databases.set(db, nextGeneration(its, kept));
				for (const changed of disk.followers) changed(db);
			}
			await step('rewritten');
			return { kept: kept.length, left };
		},
		async drop(db) {
			await step(`drop ${db}`);
			const its = disk.databases.get(db);
			if (its) disk.dropped.set(db, its.generation);
			disk.databases.delete(db);
			for (const changed of disk.followers) changed(db);
		},
		follow(changed) {
			disk.followers.add(changed);
			own.add(changed);
			return () => void disk.followers.delete(changed);
		},
		async close() {
			for (const changed of own) disk.followers.delete(changed);
		}
	};
}

function nextGeneration({ generation }: Database, docs: readonly Doc[]): Database {
	const log = docs.map((doc, i) => ({ doc, seq: i + 1 }));
	const byId = new Map(log.map((written) => [written.doc._id, written]));
	return { generation: generation + 1, seq: log.length, docs: byId, log };
}

/** Where the first id is that is no less. */
function firstFrom(ids: readonly string[], from: string): number {
	let low = 0;
	let high = ids.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ids[middle]! < from) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Opaque to everybody else, as CouchDB's are. */
const sequence = (generation: number, n: number): string => `${generation}.${n}-m`;
function numberOf(seq: string, generation: number): number | undefined {
	const [, its, n] = /^(\d+)\.(\d+)-m$/.exec(seq) ?? [];
	return Number(its) === generation ? Number(n) : undefined;
}

/** Whoever changed what a store handed out would change the store: here it throws instead. */
function frozen<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	Object.values(value).forEach(frozen);
	return Object.freeze(value);
}
