import { database, ordersId, ordersRange } from '../../domain/ids';
import type { Store } from '../store/store';

/**
 * Whether somebody is to be forgotten: what a late device still says of them is
 * taken, and not kept. True from the moment the order has its number, before
 * anything is rewritten.
 */
export const isErased = async (store: Store, person: string): Promise<boolean> =>
	(await store.get(database.orders, ordersId.erasure(person))) !== undefined;

/** Everybody who is to be forgotten. */
export async function erasedPeople(store: Store): Promise<ReadonlySet<string>> {
	const orders = await store.range(database.orders, ...ordersRange('erasure'));
	return new Set(orders.map(({ _id }) => _id.slice(ordersId.erasure('').length)));
}
