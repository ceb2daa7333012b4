import {
	accountsId,
	database,
	opsId,
	ordersId,
	ordersRange,
	sortOfDatabase,
	type DatabaseName
} from '../../domain/ids';
import { about } from '../erasure/about';
import { everyOrder } from '../erasure/orders';
import type { Doc, Store } from '../store/store';

export interface ComesBack {
	/** The database of somebody who was forgotten. */
	isGone(db: DatabaseName): boolean;
	/** A document of a backup as it is to be; `undefined` for one that stays away. */
	as(db: DatabaseName, doc: Doc): Doc | undefined;
}

/**
 * Judges by the orders of this store. Nobody who was forgotten is remembered
 * again, not even until the next start, and no device that was revoked is let in.
 * What the relay has counted is counted again: a backup made while facts came in
 * may know of some that it has not got.
 */
export async function comesBackTo(store: Store): Promise<ComesBack> {
	const orders = await everyOrder(store);
	const forgotten = orders.map(({ person }) => about(person));
	const gone = new Set(orders.flatMap(({ own }) => own ?? []));
	const revoked = new Map(
		(await store.range(database.orders, ...ordersRange('revocation'))).map(({ _id, at }) => [
			accountsId.account(_id.slice(ordersId.revocation('').length)),
			at
		])
	);
	const isGone = (db: DatabaseName): boolean => sortOfDatabase(db) === 'member' && gone.has(db);
	return {
		isGone,
		as(db, doc) {
			if (isGone(db) || (db === database.ops && isRecounted(doc))) return undefined;
			if (forgotten.some((isAbout) => isAbout(db, doc))) return undefined;
			const at = db === database.accounts ? revoked.get(doc._id) : undefined;
			return at !== undefined && doc['revoked'] === undefined ? { ...doc, revoked: at } : doc;
		}
	};
}

const isRecounted = ({ _id }: Doc): boolean =>
	_id === opsId.instance ||
	[opsId.gap(''), opsId.alarm('gap', ''), opsId.relayCursor('')].some((sort) =>
		_id.startsWith(sort)
	);
