import type { Fact } from '../../../src/lib/domain/facts';
import { dayRange } from '../../../src/lib/domain/ids';
import { check, dayPageOf, type Loaded, type LoadTask } from './task';

/** IndexedDB with nothing in between: the yardstick. One row a fact, one transaction for all of them. */

export const settled = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});

export const committed = (transaction: IDBTransaction): Promise<void> =>
	new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error);
	});

export function openRaw(name: string, make: (database: IDBDatabase) => void): Promise<IDBDatabase> {
	const opening = indexedDB.open(name, 1);
	opening.onupgradeneeded = () => make(opening.result);
	return settled(opening);
}

export const STRICT = { durability: 'strict' } as const;

export async function load(name: string, task: LoadTask, snapshot: string): Promise<Loaded> {
	const began = performance.now();
	const database = await openRaw(
		name,
		(fresh) => void fresh.createObjectStore('facts', { keyPath: '_id' })
	);
	const facts = (await (await fetch(snapshot, { cache: 'no-store' })).json()) as Fact[];
	const writing = database.transaction('facts', 'readwrite', STRICT);
	const store = writing.objectStore('facts');
	for (const fact of facts) store.put(fact);
	await committed(writing);
	const range = IDBKeyRange.bound(...(dayRange(task.today) as [string, string]));
	const reading = database.transaction('facts').objectStore('facts');
	const today = (await settled(reading.getAll(range))) as Fact[];
	const { visits } = dayPageOf(task.centre, task.today, today);
	const whole = performance.now() - began;
	check(task, facts.length);
	database.close();
	return { usable: whole, whole, visits: visits.length };
}
