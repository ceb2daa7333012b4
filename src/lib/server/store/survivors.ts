import { bare, isDesign, type Pouch } from './pouch';
import type { Doc, Rewritten } from './store';

/** Documents of a database in the order of their last change, revisions included. */
export interface Page {
	readonly docs: readonly PouchDB.Existing[];
	readonly seq: string;
	readonly more: boolean;
}
export type ReadPage = (since: string) => Promise<Page>;

/** Few enough to be held in memory at their largest. */
const AT_ONCE = 400;

/** What changed after a sequence, current revisions only: no tombstones, no design documents. */
export async function pageOf(pouch: Pouch, since: string | number): Promise<Page> {
	const options = { limit: AT_ONCE, batch_size: AT_ONCE, include_docs: true };
	const { results, last_seq } = await pouch.changes({ ...options, since });
	const docs = results.flatMap(({ doc, id, deleted }) =>
		doc && !deleted && !isDesign(id) ? [doc] : []
	);
	return { docs, seq: String(last_seq), more: results.length >= AT_ONCE };
}

/** How many of what changed after a sequence would stay and go. */
export async function count(
	read: ReadPage,
	keep: (doc: Doc) => boolean,
	since: string
): Promise<Rewritten> {
	const { kept, left } = await survive(read, keep, since, async () => {});
	return { kept, left };
}

/**
 * Brings survivors across as they are, revisions included: a replica elsewhere goes
 * on taking what it has for what it is.
 */
export async function copy(
	read: ReadPage,
	keep: (doc: Doc) => boolean,
	since: string,
	into: Pouch
): Promise<Rewritten & { seq: string }> {
	return survive(read, keep, since, async (docs) => {
		const errors = await into.bulkDocs(docs, { new_edits: false });
		const failed = errors.find((one) => !one.ok);
		if (failed) throw new Error('a document did not survive', { cause: failed });
	});
}

async function survive(
	read: ReadPage,
	keep: (doc: Doc) => boolean,
	since: string,
	take: (docs: readonly PouchDB.Existing[]) => Promise<void>
): Promise<Rewritten & { seq: string }> {
	let [kept, left] = [0, 0];
	for (let seq = since; ;) {
		const page = await read(seq);
		const docs = page.docs.filter((doc) => keep(bare(doc)));
		if (docs.length > 0) await take(docs);
		kept += docs.length;
		left += page.docs.length - docs.length;
		seq = page.seq;
		if (!page.more) return { kept, left, seq };
	}
}
