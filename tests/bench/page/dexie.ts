import Dexie from 'dexie';
import type { Fact } from '../../../src/lib/domain/facts';
import { dayRange } from '../../../src/lib/domain/ids';
import { check, dayPageOf, type Loaded, type LoadTask } from './task';

/** Dexie as its manual has it: one row a fact, `bulkPut`. As durable as ours, or it would not be the same promise. */
export const strictDexie = (name: string): Dexie =>
	new Dexie(name, { cache: 'disabled', chromeTransactionDurability: 'strict' });

export async function load(name: string, task: LoadTask, snapshot: string): Promise<Loaded> {
	const began = performance.now();
	const database = strictDexie(name);
	database.version(1).stores({ facts: '_id' });
	const table = database.table<Fact, string>('facts');
	const facts = (await (await fetch(snapshot, { cache: 'no-store' })).json()) as Fact[];
	await table.bulkPut(facts);
	const [from, to] = dayRange(task.today);
	const today = await table.where('_id').between(from, to, true, true).toArray();
	const { visits } = dayPageOf(task.centre, task.today, today);
	const whole = performance.now() - began;
	check(task, facts.length);
	database.close();
	return { usable: whole, whole, visits: visits.length };
}
