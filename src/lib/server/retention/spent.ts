import { authorOf, database, ordersId, ordersRange, partsOf, type FactId } from '../../domain/ids';
import { withNumbers, type Runs } from '../../domain/numbers';
import { isServerName } from '../../domain/places/holders';
import type { Store } from '../store/store';

/**
 * Remembers the numbers of facts that are about to leave because their time is
 * over: they were not lost, and nobody is to be asked for them again. Kept in
 * `orders`, which a restored backup does not take back.
 */
export async function spend(store: Store, ids: readonly FactId[]): Promise<void> {
	const byAuthor = new Map<string, number[]>();
	for (const id of ids) {
		// The server numbers nothing it says, and misses nothing.
		if (isServerName(partsOf(id).device)) continue;
		const author = authorOf(id);
		byAuthor.set(author, [...(byAuthor.get(author) ?? []), partsOf(id).seq]);
	}
	for (const [author, seqs] of byAuthor)
		await store.revise(database.orders, ordersId.spent(author), (before) => {
			const was = runsIn(before);
			const runs = withNumbers(was, seqs);
			return JSON.stringify(runs) === JSON.stringify(was) ? undefined : { runs };
		});
}

/** By author, `device.epoch`. */
export async function everySpent(store: Store): Promise<ReadonlyMap<string, Runs>> {
	const docs = await store.range(database.orders, ...ordersRange('spent'));
	return new Map(docs.map((doc) => [doc._id.slice(ordersId.spent('').length), runsIn(doc)]));
}

const runsIn = (doc: { readonly [field: string]: unknown } | undefined): Runs =>
	(doc?.['runs'] as Runs | undefined) ?? [];
