import type { DatabaseName } from '../../src/lib/domain/ids';
import type { Changes, Doc, Inserted, Store } from '../../src/lib/server/store/store';

/** What survives a crash of the server: databases, and who follows them. */
export interface StoreDisk {
	readonly databases: Map<DatabaseName, Database>;
	readonly followers: Set<(db: DatabaseName) => void>;
	/** Told of every document as it is written, by whichever server. */
	wrote?: (db: DatabaseName, doc: Doc) => void;
}

interface Database {
	seq: number;
	/** In the order of their last change. */
	readonly docs: Map<string, { readonly doc: Doc; readonly seq: number }>;
}

export const emptyStore = (): StoreDisk => ({ databases: new Map(), followers: new Set() });

/** The databases at one moment. Documents are replaced whole, so copying the maps is enough. */
export type Backup = ReadonlyMap<DatabaseName, Readonly<Database>>;

const copied = (databases: Backup): Map<DatabaseName, Database> =>
	new Map([...databases].map(([name, { seq, docs }]) => [name, { seq, docs: new Map(docs) }]));

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
	step: (what: string) => Promise<void> = async () => {}
): Store {
	const own = new Set<(db: DatabaseName) => void>();

	const database = (name: DatabaseName): Database => {
		let found = disk.databases.get(name);
		if (!found) disk.databases.set(name, (found = { seq: 0, docs: new Map() }));
		return found;
	};
	const there = (db: DatabaseName, id: string) => disk.databases.get(db)?.docs.get(id);

	function put(db: DatabaseName, body: Doc): void {
		const its = database(db);
		const doc = frozen(JSON.parse(JSON.stringify(body)) as Doc);
		its.seq += 1;
		its.docs.delete(doc._id);
		its.docs.set(doc._id, { doc, seq: its.seq });
		disk.wrote?.(db, doc);
		for (const changed of disk.followers) changed(db);
	}

	async function insert(db: DatabaseName, docs: readonly Doc[]): Promise<Inserted[]> {
		const results: Inserted[] = [];
		for (const doc of docs) {
			await step(`insert ${db}`);
			const before = there(db, doc._id);
			if (!before) put(db, doc);
			results.push(before ? { is: 'there', doc: before.doc } : { is: 'stored' });
		}
		await step('inserted');
		return results;
	}

	async function changes(db: DatabaseName, since: string | null, limit: number): Promise<Changes> {
		await step(`changes ${db}`);
		const its = disk.databases.get(db) ?? { seq: 0, docs: new Map<never, never>() };
		const from = since === null ? 0 : numberOf(since);
		if (from === undefined || from > its.seq) return { gone: true };
		const later = [...its.docs.values()].filter(({ seq }) => seq > from).slice(0, limit);
		const more = later.length >= limit;
		const last = more ? later.at(-1)!.seq : its.seq;
		return { docs: later.map(({ doc }) => doc), seq: sequence(last), more };
	}

	return {
		kind: 'memory',
		insert,
		changes,
		async range(db, from, to) {
			await step(`range ${db}`);
			const docs = [...(disk.databases.get(db)?.docs.values() ?? [])].map(({ doc }) => doc);
			return docs.filter(({ _id }) => _id >= from && _id <= to).sort(byId);
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
				if (there(db, id) === before) return put(db, { ...body, _id: id });
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

/** Opaque to everybody else, as CouchDB's are. */
const sequence = (n: number): string => `${n}-m`;
const numberOf = (seq: string): number | undefined =>
	/^\d+-m$/.test(seq) ? Number.parseInt(seq, 10) : undefined;

const byId = (a: Doc, b: Doc): number => (a._id < b._id ? -1 : a._id > b._id ? 1 : 0);

/** Whoever changed what a store handed out would change the store: here it throws instead. */
function frozen<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	Object.values(value).forEach(frozen);
	return Object.freeze(value);
}
