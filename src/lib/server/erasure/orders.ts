import {
	database,
	ordersId,
	ordersRange,
	reportId,
	type DatabaseName,
	type FactId
} from '../../domain/ids';
import type { Doc, Store } from '../store/store';

/** An order to forget somebody, and how far the server itself has come with it. */
export interface Order {
	readonly person: string;
	/** Without gaps, so that a device can say how far it is. */
	readonly n: number;
	/** Server clock, milliseconds. */
	readonly at: number;
	/** The facts that are no more: their numbers were not lost. */
	readonly facts: readonly FactId[];
	/** The person's own database: to be gone, whatever a backup brings. */
	readonly own?: DatabaseName;
	/** Nothing on this server says their name any more. */
	readonly done?: true;
}

const { orders } = database;

/**
 * The order about somebody, given a number where there is none yet: one for ever.
 * The number is taken in one document and used in another; what a crash leaves
 * between the two is finished before the next number is given.
 */
export async function orderFor(store: Store, person: string, now: number): Promise<Order> {
	await useLastNumber(store);
	const known = await orderOf(store, person);
	if (known) return known;
	await store.revise(orders, ordersId.counter, (before) => ({
		n: Number(before?.['n'] ?? 0) + 1,
		person,
		at: now
	}));
	await useLastNumber(store);
	return (await orderOf(store, person))!;
}

async function useLastNumber(store: Store): Promise<void> {
	const counter = await store.get(orders, ordersId.counter);
	if (!counter) return;
	const { n, person, at } = counter;
	const _id = ordersId.erasure(String(person));
	if (!(await store.get(orders, _id))) await store.insert(orders, [{ _id, n, at, facts: [] }]);
}

export async function orderOf(store: Store, person: string): Promise<Order | undefined> {
	const doc = await store.get(orders, ordersId.erasure(person));
	return doc && orderIn(doc);
}

export const everyOrder = async (store: Store): Promise<readonly Order[]> =>
	(await store.range(orders, ...ordersRange('erasure'))).map(orderIn);

/** As `Store.revise`, by person. */
export const reviseOrder = (
	store: Store,
	person: string,
	decide: (before: Order) => Order | undefined
): Promise<void> =>
	store.revise(orders, ordersId.erasure(person), (doc) => {
		const after = doc && decide(orderIn(doc));
		if (!after) return undefined;
		const { person: _person, ...body } = after;
		return body;
	});

/** Remembers facts that are to go, before they do. */
export const noteErased = (store: Store, person: string, ids: readonly FactId[]): Promise<void> =>
	reviseOrder(store, person, (before) => {
		const facts = [...new Set([...before.facts, ...ids])].sort();
		return facts.length > before.facts.length ? { ...before, facts } : undefined;
	});

/** What devices read. */
export const publishOrder = (store: Store, { n, person, at }: Order): Promise<void> =>
	store.revise(orders, reportId.erase(n), (before) => (before ? undefined : { person, at }));

function orderIn(doc: Doc): Order {
	const { _id, ...body } = doc;
	return { ...(body as unknown as Order), person: _id.slice(ordersId.erasure('').length) };
}
