import { canonical } from '../../domain/facts';
import { database, ordersId, reportId } from '../../domain/ids';
import { numbersIn, withNumbers, type Runs } from '../../domain/numbers';
import { everyOrder, publishOrder, reviseOrder } from '../erasure/orders';
import { publish } from '../relay/reports';
import type { Doc, Store } from '../store/store';
import { documentsOf } from './file';

type Body = Record<string, unknown>;

/** Adds the orders of some files to those that are here: nothing that was ordered is taken back. */
export async function takeOrders(store: Store, files: readonly string[]): Promise<void> {
	for (const file of files)
		for await (const [db, doc] of documentsOf(file))
			if (db === database.orders) await store.revise(db, doc._id, (here) => mergedOrder(here, doc));
	await renumber(store);
}

/** `undefined` where what is here stays. */
function mergedOrder(here: Doc | undefined, backup: Doc): Body | undefined {
	if (!here) return { ...backup };
	const merged = both(here, backup);
	return canonical(merged) === canonical(here) ? undefined : merged;
}

function both(here: Doc, backup: Doc): Body {
	const { _id } = here;
	if (_id.startsWith(ordersId.erasure(''))) {
		const facts = [...listIn(here, 'facts'), ...listIn(backup, 'facts')];
		return { ...backup, ...here, facts: [...new Set(facts)].sort() };
	}
	if (_id.startsWith(ordersId.spent(''))) {
		const runs = withNumbers(
			listIn(here, 'runs') as Runs,
			numbersIn(listIn(backup, 'runs') as Runs)
		);
		return { ...here, runs };
	}
	return { ...here };
}

const listIn = (doc: Doc, field: string): readonly unknown[] =>
	(doc[field] as readonly unknown[] | undefined) ?? [];

/**
 * Where two histories have given one number to two people, one of them is ordered
 * again: a device counts numbers, and would take the second for done.
 */
async function renumber(store: Store): Promise<void> {
	const orders = (await everyOrder(store)).toSorted((a, b) => a.n - b.n);
	let last = orders.at(-1)?.n ?? 0;
	let person = orders.at(-1)?.person;
	for (const order of orders) {
		const said = await store.get(database.orders, reportId.erase(order.n));
		if (said?.['person'] === order.person) continue;
		// Not said yet, or the number says somebody else.
		const n = said ? (last += 1) : order.n;
		if (n === last) ({ person } = order);
		await reviseOrder(store, order.person, (before) => ({ ...before, n }));
		await publishOrder(store, { ...order, n });
	}
	// Last: were it ahead of the orders, a number would be left out.
	if (person !== undefined)
		await publish(store, database.orders, ordersId.counter, { n: last, person });
}
