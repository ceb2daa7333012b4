import { createHash } from 'node:crypto';
import { canonical } from '../../domain/facts';
import { isRecord } from '../../domain/parse';
import { isDatabaseName, type DatabaseName } from '../../domain/ids';
import type { Doc } from '../store/store';

/**
 * A backup is gzipped text, a line each: what is in it, then every document as
 * `[database, document]`, database by database, by id. It is the same whichever
 * store it is of, and holds everything that the store's files hold: secrets too.
 */
export interface Manifest {
	readonly backup: typeof VERSION;
	/** Server clock, milliseconds. */
	readonly at: number;
	readonly databases: Readonly<Record<DatabaseName, Summary>>;
}

/** Two databases with the same summary hold the same documents. */
export interface Summary {
	readonly count: number;
	/** Over the canonical text of each document by id, a line each; hexadecimal. */
	readonly sha256: string;
}

export const VERSION = 1;

export const lineOf = (db: DatabaseName, doc: Doc): string =>
	`[${JSON.stringify(db)},${canonical(doc)}]\n`;

export const byId = (a: Doc, b: Doc): number => (a._id < b._id ? -1 : a._id > b._id ? 1 : 0);

/** Sums up documents that come by id. */
export interface Summing {
	add(doc: Doc): void;
	end(): Summary;
}

export function summing(): Summing {
	const hash = createHash('sha256');
	let count = 0;
	return {
		add(doc) {
			hash.update(`${canonical(doc)}\n`);
			count += 1;
		},
		end: () => ({ count, sha256: hash.digest('hex') })
	};
}

export function summaryOf(docs: readonly Doc[]): Summary {
	const sum = summing();
	for (const doc of docs.toSorted(byId)) sum.add(doc);
	return sum.end();
}

export const sameSummary = (a: Summary | undefined, b: Summary | undefined): boolean =>
	a?.count === b?.count && a?.sha256 === b?.sha256;

export function manifestIn(line: string): Manifest | undefined {
	const value = jsonIn(line);
	if (!isRecord(value) || value['backup'] !== VERSION || !isRecord(value['databases']))
		return undefined;
	const isSummary = (one: unknown): boolean =>
		isRecord(one) && Number.isSafeInteger(one['count']) && typeof one['sha256'] === 'string';
	const all = Object.entries(value['databases']);
	const isSound = all.every(([db, one]) => isDatabaseName(db) && isSummary(one));
	return isSound && Number.isSafeInteger(value['at']) ? (value as unknown as Manifest) : undefined;
}

/** True for the first line of a backup that a later version has made. */
export function isNewer(line: string): boolean {
	const value = jsonIn(line);
	return isRecord(value) && Number(value['backup']) > VERSION;
}

export function documentIn(line: string): readonly [DatabaseName, Doc] | undefined {
	const value = jsonIn(line);
	if (!Array.isArray(value) || value.length !== 2) return undefined;
	const [db, doc] = value as [unknown, unknown];
	const isDoc = isRecord(doc) && typeof doc['_id'] === 'string';
	return typeof db === 'string' && isDoc ? [db, doc as unknown as Doc] : undefined;
}

function jsonIn(line: string): unknown {
	try {
		return JSON.parse(line) as unknown;
	} catch {
		return undefined;
	}
}
