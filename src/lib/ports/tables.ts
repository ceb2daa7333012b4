import type { Device } from '../domain/device';
import type { FactRow } from '../domain/rows';
import type { DatabaseName } from '../domain/ids';
import type { Page } from '../domain/pages';
import type { Patience } from '../domain/patience';
import type { Segment, SegmentName } from '../domain/segments';

/**
 * Transactional tables on the device: the little that the fact log needs of
 * IndexedDB. Every adapter and fake passes `tests/contracts/tables.contract.ts`.
 */
export interface Tables {
	/**
	 * Runs `body` with all of its writes or none. Writers run one after the other,
	 * across tabs too; what a writer resolves is on the disk. `body` may wait for
	 * nothing but the transaction it is given. Rejects with `NoRoom` when the
	 * device has no space left.
	 */
	write<R>(body: (tx: Tx) => Promise<R>): Promise<R>;
	/** Runs `body` on one state of the tables. */
	read<R>(body: (tx: ReadTx) => Promise<R>): Promise<R>;
	/** Asks `query` again whenever another transaction, in any tab, has changed what it read. */
	watch<T>(query: () => Promise<T>): Watch<T>;
	close(): void;
}

/** A query that is asked again whenever what it read has changed. */
export interface Watch<T> {
	subscribe(observer: { next: (value: T) => void; error?: (error: unknown) => void }): {
		unsubscribe(): void;
	};
}

/** The device has no space left; nothing of the transaction was written. */
export class NoRoom extends Error {
	override readonly name = 'NoRoom';
}

export interface Rows {
	facts: FactRow;
	pages: Page;
	segments: SegmentRow;
	cursors: CursorRow;
	reports: ReportRow;
	meta: MetaRow;
}
export type TableName = keyof Rows;

export interface SegmentRow extends Segment {
	/** `segmentKey(db, day)`. */
	readonly key: string;
}
export interface CursorRow {
	readonly db: DatabaseName;
	readonly cursor: string;
	/** Announced and not yet here. */
	readonly pending?: readonly SegmentName[];
}
export interface ReportRow {
	/** `reportKey(db, id)`. */
	readonly key: string;
	readonly body: unknown;
}
export type MetaRow =
	| { readonly key: 'device'; readonly device: Device }
	| { readonly key: 'tries'; readonly patience: Patience }
	| {
			readonly key: 'bytes';
			readonly bytes: Readonly<Record<string, { up: number; down: number }>>;
	  };

export const segmentKey = (db: DatabaseName, day: string): string => `${db}|${day}`;
export function placeOfSegment(key: string): { db: DatabaseName; day: string } {
	const [db = '', day = ''] = key.split('|');
	return { db, day };
}
export const reportKey = (db: DatabaseName, id: string): string => `${db}|${id}`;
export function placeOfReport(key: string): { db: DatabaseName; id: string } {
	const cut = key.indexOf('|');
	return { db: key.slice(0, cut), id: key.slice(cut + 1) };
}

/** Primary key and secondary indexes of each table. A row without the indexed field is not in the index. */
export const TABLES: {
	readonly [T in TableName]: { key: string; indexes: readonly Index[] };
} = {
	facts: { key: 'id', indexes: ['out', 'pages', 'refused.code'] },
	pages: { key: 'key', indexes: [] },
	segments: { key: 'key', indexes: [] },
	cursors: { key: 'db', indexes: [] },
	reports: { key: 'key', indexes: [] },
	meta: { key: 'key', indexes: [] }
};
/** `pages` is indexed by each of its entries. */
export type Index = 'out' | 'pages' | 'refused.code';

export interface Range {
	/** Without one, the primary key. */
	readonly index?: Index;
	/** First and last key, both included. */
	readonly from: string;
	readonly to: string;
	readonly limit?: number;
}

export interface ReadTx {
	get<T extends TableName>(table: T, key: string): Promise<Rows[T] | undefined>;
	many<T extends TableName>(table: T, keys: readonly string[]): Promise<(Rows[T] | undefined)[]>;
	/** In the order of the key asked by. */
	range<T extends TableName>(table: T, range: Range): Promise<Rows[T][]>;
	keys(table: TableName, range: Range): Promise<string[]>;
	count(table: TableName, range: Range): Promise<number>;
}

export interface Tx extends ReadTx {
	put<T extends TableName>(table: T, rows: readonly Rows[T][]): Promise<void>;
	remove(table: TableName, keys: readonly string[]): Promise<void>;
}
