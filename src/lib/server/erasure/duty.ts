import { database, sortOfDatabase, type DatabaseName } from '../../domain/ids';
import { is } from '../../domain/kinds';
import { naming } from '../accounts/person';
import type { Duty } from '../relay/duty';
import { peopleIn } from '../relay/people';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import { isKeptAside } from './about';
import { erase, leave, type ErasureParts } from './erase';
import { erasedPeople } from './erased';
import { everyOrder } from './orders';

/**
 * Forgets whom a host has asked to be forgotten, takes up what a crash has left
 * half done, and what came in while it was done.
 */
export function createErasureDuty(parts: ErasureParts): Duty {
	const { store } = parts;
	let isLookedThrough = false;

	/** Somebody forgotten who is there all the same: a fact that was on its way, or a store put back by hand. */
	async function leaveAgain(db: DatabaseName, docs: readonly Doc[]): Promise<void> {
		const erased = await erasedPeople(store);
		if (erased.size === 0) return;
		const isAside = db === database.ops;
		const aside = docs.filter(isKeptAside);
		const there = isAside
			? [...erased].filter((person) => aside.some(naming(person)))
			: [...peopleIn(docs)].filter((person) => erased.has(person));
		for (const person of there) await leave(store, db, person);
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (db === database.ops) return docs.some(isKeptAside) ? leaveAgain(db, docs) : undefined;
			if (sortOfDatabase(db) !== 'people') return;
			const asked = docs.filter(isFactDoc).map(asFact);
			for (const fact of asked) if (is(fact, 'person.erased/1')) await erase(parts, fact.person);
			await leaveAgain(db, docs);
		},
		/** Once a start: half done, or in a store that somebody has put back by hand. Later, whatever comes is seen. */
		async sweepDone() {
			if (isLookedThrough) return;
			const orders = await everyOrder(store);
			const there = orders.length > 0 ? await everybody(store) : new Set();
			for (const { person, done } of orders)
				if (!done || there.has(person)) await erase(parts, person);
			isLookedThrough = true;
		}
	};
}

async function everybody(store: Store): Promise<ReadonlySet<unknown>> {
	const found = new Set<unknown>();
	for (const db of await store.databases())
		if (sortOfDatabase(db) === 'people' || db === database.accounts)
			for (const { person } of await store.range(db, '', '\uffff')) found.add(person);
	return found;
}
