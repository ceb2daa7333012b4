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
		(url: string, options?: { batch_size?: number; batches_limit?: number }) => Replication
	>;
}

/** A PouchDB as anybody would open one, in a folder. */
export const openReplicator = (folder: string): Replicator =>
	new PouchDB(folder, { adapter: 'leveldb' }) as Replicator;
