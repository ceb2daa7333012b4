import type { Doc } from './store';

/** What is asked of PouchDB in more than one place, and what it answers with. */
export type Pouch = PouchDB.Database;

export function bare(doc: PouchDB.Existing): Doc;
export function bare(doc: PouchDB.Existing | undefined): Doc | undefined;
export function bare(doc: PouchDB.Existing | undefined): Doc | undefined {
	if (!doc) return undefined;
	const { _rev, ...rest } = doc;
	return rest;
}

/** Design documents are the database's own business. */
export const isDesign = (id: string): boolean => id.startsWith('_design/');

/** The sequence before every other, in PouchDB as in CouchDB. */
export const FROM_THE_START = '0';

const NO_DATABASE = 'Database does not exist.';

/** CouchDB has the same status and name for a document that is missing; only its reason differs. */
export const isNoDatabase = (error: unknown): boolean =>
	(error as { reason?: string } | undefined)?.reason === NO_DATABASE;

/** Said in CouchDB's words. */
export const noDatabase = (db: string): Error =>
	Object.assign(new Error(`${db} does not exist`), {
		status: 404,
		name: 'not_found',
		reason: NO_DATABASE
	});

export const statusOf = (error: unknown): number | undefined =>
	(error as { status?: number } | undefined)?.status;

export const nameOf = (error: unknown): string | undefined =>
	(error as { name?: string } | undefined)?.name;

export const reasonOf = (error: unknown): string =>
	String((error as { reason?: unknown; message?: unknown }).reason ?? (error as Error).message);
