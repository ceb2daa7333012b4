import idbAdapter from 'pouchdb-adapter-idb';
import httpAdapter from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import type { Fact } from '../../../src/lib/domain/facts';
import { database, dayRange } from '../../../src/lib/domain/ids';
import { check, dayPageOf, type Loaded, type LoadTask } from './task';

PouchDB.plugin(idbAdapter).plugin(httpAdapter).plugin(replication);

export const openPouch = (name: string): PouchDB.Database =>
	new PouchDB(name, { adapter: 'idb', auto_compaction: true });

interface Pulling extends PouchDB.Database {
	readonly replicate: { from(address: string, options: PouchDB.Body): Promise<unknown> };
}

/** The batch found best for PouchDB among those tried. */
const BATCH = { batch_size: 1_000, batches_limit: 5 };

export async function load(name: string, task: LoadTask): Promise<Loaded> {
	const began = performance.now();
	const local = openPouch(name) as Pulling;
	await local.replicate.from(`${location.origin}/db/${database.centre(task.centre)}`, BATCH);
	const { visits } = dayPageOf(task.centre, task.today, await factsOfDay(local, task.today));
	const whole = performance.now() - began;
	check(task, (await local.info()).doc_count);
	await local.close();
	return { usable: whole, whole, visits: visits.length };
}

export async function factsOfDay(local: PouchDB.Database, day: string): Promise<Fact[]> {
	const [startkey, endkey] = dayRange(day);
	const { rows } = await local.allDocs({ startkey, endkey, include_docs: true });
	return rows.flatMap(({ doc }) => (doc ? [doc as unknown as Fact] : []));
}
