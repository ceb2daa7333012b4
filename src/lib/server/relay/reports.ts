import { canonical } from '../../domain/facts';
import type { DatabaseName } from '../../domain/ids';
import type { Doc, Store } from '../store/store';

/**
 * What stands in the place of a report that is no longer right. Nothing is ever
 * deleted: who has not heard of it yet would go on believing the report.
 */
export const GONE = { gone: true };

export const isGone = (doc: Doc | undefined): boolean => doc?.['gone'] === true;

type Body = Readonly<Record<string, unknown>>;

/** Writes a report where it is not so already. */
export const publish = (store: Store, db: DatabaseName, id: string, body: Body): Promise<void> =>
	store.revise(db, id, (before) => (isSaid(before, body) ? undefined : { ...body }));

/** Makes the reports of some sorts, told by what their ids begin with, be these and no others. */
export async function publishAll(
	store: Store,
	db: DatabaseName,
	sorts: readonly string[],
	wanted: ReadonlyMap<string, Body>
): Promise<void> {
	const there = new Map<string, Doc>();
	for (const sort of sorts)
		for (const doc of await store.range(db, sort, `${sort}\uffff`)) there.set(doc._id, doc);
	for (const [id, doc] of there)
		if (!wanted.has(id) && !isGone(doc)) await publish(store, db, id, GONE);
	for (const [id, body] of wanted)
		if (!isSaid(there.get(id), body)) await publish(store, db, id, body);
}

function isSaid(before: Doc | undefined, body: Body): boolean {
	if (!before) return false;
	const { _id, ...was } = before;
	return canonical(was) === canonical(body);
}
