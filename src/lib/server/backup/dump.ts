import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { database, type DatabaseName } from '../../domain/ids';
import type { Store } from '../store/store';
import { byId, lineOf, summing, VERSION, type Manifest, type Summary } from './format';

const zipped = promisify(gzip);

/** Databases that say what has left the others: read after them, or what leaves meanwhile would seem lost. */
const LAST: readonly DatabaseName[] = [database.accounts, database.ops, database.orders];

/**
 * A store as a backup's bytes: one gzip member for the first line and one a
 * database, which together are one gzip file. Held in memory, compressed; so is
 * one database at a time, as text. Facts may come in meanwhile.
 */
export async function dump(
	store: Store,
	{ at, only }: { at: number; only?: DatabaseName | undefined }
): Promise<readonly Buffer[]> {
	const names = (await store.databases()).filter((db) => !only || db === only);
	const inOrder = names.toSorted((a, b) => LAST.indexOf(a) - LAST.indexOf(b) || (a < b ? -1 : 1));
	const databases: Record<DatabaseName, Summary> = {};
	const members: Buffer[] = [];
	for (const db of inOrder) {
		const docs = (await store.range(db, '', '\uffff')).toSorted(byId);
		const sum = summing();
		for (const doc of docs) sum.add(doc);
		databases[db] = sum.end();
		members.push(await zipped(docs.map((doc) => lineOf(db, doc)).join('')));
	}
	const manifest: Manifest = { backup: VERSION, at, databases };
	return [await zipped(`${JSON.stringify(manifest)}\n`), ...members];
}
