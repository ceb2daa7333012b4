import type { Fact } from '../../domain/facts';
import { parseFactId, type DatabaseName } from '../../domain/ids';

/**
 * What the gateway and the relay need of a database server, whichever it is. The
 * embedded store, Apache CouchDB and the fake of the simulation pass
 * `tests/contracts/store.contract.ts`.
 *
 * Reading a database that is not there finds nothing and makes nothing. Writing
 * makes it, unless it was dropped: then only `ensure` brings it back, empty.
 */
export interface Store {
	readonly kind: 'embedded' | 'couchdb' | 'memory';

	/**
	 * Adds immutable documents, each by itself: one that exists already is answered
	 * with the document that is there, whether or not `as` may write it. What
	 * resolves as stored is on the disk. Without `as` the server itself writes.
	 */
	insert(db: DatabaseName, docs: readonly Doc[], as?: Writer): Promise<readonly Inserted[]>;

	/**
	 * Documents changed since a sequence (opaque; `null` for the beginning), each once,
	 * oldest first. Where nothing has changed, the sequence stays the one given. The
	 * nodes of a CouchDB cluster may differ a little in the order, and bring some again
	 * after one of them was lost.
	 */
	changes(db: DatabaseName, since: string | null, limit: number): Promise<Changes>;

	/** Documents with ids from `from` to `to`, both included, by id. */
	range(db: DatabaseName, from: string, to: string): Promise<readonly Doc[]>;

	get(db: DatabaseName, id: string): Promise<Doc | undefined>;

	/**
	 * Makes a mutable document be so. `decide` gets what is there and answers with
	 * the new body, or `undefined` to leave it; it is asked again when another
	 * writer came between.
	 */
	revise(
		db: DatabaseName,
		id: string,
		decide: (before: Doc | undefined) => Record<string, unknown> | undefined
	): Promise<void>;

	/** Logical databases that exist. */
	databases(): Promise<readonly DatabaseName[]>;

	/** Makes a database be there. */
	ensure(db: DatabaseName): Promise<void>;

	/**
	 * Leaves for good what `keep` says no to: the others move into the database's
	 * next generation and the one before is destroyed, with every sequence it gave.
	 * Writers wait meanwhile, readers see either. Where nothing is to be left, nothing
	 * moves. Rejected or interrupted, it is to be asked again: then it ends what it began.
	 */
	rewrite(db: DatabaseName, keep: (doc: Doc) => boolean): Promise<Rewritten>;

	/** Destroys a database with all its generations. */
	drop(db: DatabaseName): Promise<void>;

	/** Calls with the name of each database that changes from now on; the answer ends it. */
	follow(changed: (db: DatabaseName) => void): () => void;

	close(): Promise<void>;
}

/** Who writes, as CouchDB knows them: `userCtx`. */
export interface Writer {
	readonly name: string;
	readonly roles: readonly string[];
}

/** A stored document without its revision. */
export interface Doc {
	readonly _id: string;
	readonly [field: string]: unknown;
}

export type Inserted =
	| { readonly is: 'stored' }
	| { readonly is: 'there'; readonly doc: Doc }
	/** The rules of the database say no, or it has been dropped. */
	| { readonly is: 'forbidden'; readonly reason: string };

export type Changes =
	| { readonly docs: readonly Doc[]; readonly seq: string; readonly more: boolean }
	/** The sequence is from another generation, or from a store that knew more than this one does. */
	| { readonly gone: true };

/** Documents. */
export interface Rewritten {
	readonly kept: number;
	readonly left: number;
}

export const asFact = (doc: Doc): Fact => doc as unknown as Fact;

/** True for the id of a fact that some device of ours could have written. */
export const isFactDoc = (doc: Doc): boolean => parseFactId(doc._id) !== undefined;
