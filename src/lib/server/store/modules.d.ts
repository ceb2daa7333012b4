/**
 * What is used of PouchDB and LevelDB. The published types of pouchdb-core
 * declare a Buffer of their own, which no longer fits Node's.
 */
declare namespace PouchDB {
	type Body = Record<string, unknown>;
	interface Existing extends Body {
		_id: string;
		_rev: string;
	}
	type Written =
		| { ok: true; id: string; rev: string }
		| { ok?: undefined; status?: number; name?: string; reason?: string; message?: string };
	interface Row {
		id: string;
		key: string;
		value: { rev: string; deleted?: boolean };
		doc?: Existing | null;
	}
	interface Change {
		id: string;
		seq: number | string;
		deleted?: boolean;
		changes: { rev: string }[];
		doc?: Existing;
	}
	interface Database {
		info(): Promise<{ db_name: string; doc_count: number; update_seq: number | string }>;
		get(id: string, options?: Body): Promise<Existing>;
		put(doc: Body): Promise<Written>;
		bulkDocs(docs: readonly Body[], options?: Body): Promise<Written[]>;
		allDocs(options: Body): Promise<{ total_rows: number; rows: Row[] }>;
		changes(options: Body): Promise<{ results: Change[]; last_seq: number | string }>;
		bulkGet(options: Body): Promise<unknown>;
		revsDiff(diff: Body): Promise<unknown>;
		close(): Promise<void>;
		destroy(): Promise<void>;
	}
	type Plugin = object;
	interface Static {
		new (name: string, options?: Body): Database;
		plugin(plugin: Plugin): Static;
	}
}
declare module 'pouchdb-core' {
	const PouchDB: PouchDB.Static;
	export default PouchDB;
}
declare module 'pouchdb-adapter-leveldb' {
	const plugin: PouchDB.Plugin;
	export default plugin;
}
declare module 'pouchdb-adapter-http' {
	const plugin: PouchDB.Plugin;
	export default plugin;
}
declare module 'pouchdb-replication' {
	const plugin: PouchDB.Plugin;
	export default plugin;
}
declare module 'leveldown' {
	interface LevelDown {
		_batch(
			operations: readonly unknown[],
			options: { sync?: boolean },
			done: (error?: Error) => void
		): void;
	}
	export default function leveldown(location: string): LevelDown;
}
