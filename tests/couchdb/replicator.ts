import httpAdapter from 'pouchdb-adapter-http';
import leveldbAdapter from 'pouchdb-adapter-leveldb';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

PouchDB.plugin(leveldbAdapter).plugin(httpAdapter).plugin(replication);

export interface Replicated {
	readonly ok: boolean;
	readonly docs_read: number;
	readonly docs_written: number;
	readonly doc_write_failures: number;
}
export interface Replication extends Promise<Replicated> {
	on(event: 'change', told: (so: Replicated) => void): this;
	cancel(): void;
}
export interface Replicator extends PouchDB.Database {
	readonly replicate: Record<
		'from' | 'to',
		(
			source: PouchDB.Database,
			options?: { batch_size?: number; batches_limit?: number }
		) => Replication
	>;
}

/** A PouchDB as anybody would open one, in a folder. */
export const openReplicator = (folder: string): Replicator =>
	new PouchDB(folder, { adapter: 'leveldb' }) as Replicator;

/** A database over HTTP, as whoever has that session asks for it. */
export const remote = (url: string, cookie: string): PouchDB.Database =>
	new PouchDB(url, {
		adapter: 'http',
		skip_setup: true,
		fetch(input: string, init: RequestInit = {}) {
			const headers = new Headers(init.headers);
			headers.set('cookie', cookie);
			return fetch(input, { ...init, headers });
		}
	});
