import type { Fact } from '../../domain/facts';
import { database, type DatabaseName, type PageKey } from '../../domain/ids';
import { pagesOf } from '../../domain/kinds';
import { foldPage, type PageValues, type Sort } from '../../domain/pages';
import { asFact, isFactDoc, type Store } from '../store/store';

/** What is said of training, folded: read once and kept up with what changes. */
export interface KnownTraining {
	/** Reads what has come since. To be done before pages are looked at. */
	refresh(): Promise<void>;
	/** By its key. Not to be changed. */
	page<S extends Sort>(sort: S, key: PageKey): PageValues[S];
	/** Every page of a sort, by key. */
	keys(sort: Sort): readonly PageKey[];
	/** What a page is made of. */
	facts(key: PageKey): readonly Fact[];
}

interface Held {
	seq: string | null;
	readonly pages: Map<PageKey, Map<string, Fact>>;
}

const READ_AT_ONCE = 1_000;
/** A half-day is planned in the open; who came to it is the trainers’ own. */
const SOURCES: readonly (readonly [DatabaseName, (fact: Fact) => boolean])[] = [
	[database.public, ({ kind }) => kind.startsWith('course.') || kind.startsWith('session.')],
	[database.training, () => true]
];

export function createKnownTraining(store: Store): KnownTraining {
	const held = SOURCES.map((): Held => ({ seq: null, pages: new Map() }));
	const folded = new Map<PageKey, unknown>();

	async function catchUp(its: Held, db: DatabaseName, wants: (fact: Fact) => boolean) {
		for (;;) {
			const changes = await store.changes(db, its.seq, READ_AT_ONCE);
			if ('gone' in changes) {
				its.seq = null;
				its.pages.clear();
				folded.clear();
				continue;
			}
			for (const fact of changes.docs.filter(isFactDoc).map(asFact))
				if (wants(fact)) add(its, slim(fact));
			its.seq = changes.seq;
			if (!changes.more) return;
		}
	}

	function add({ pages }: Held, fact: Fact): void {
		for (const key of pagesOf(fact)) {
			const facts = pages.get(key) ?? new Map<string, Fact>();
			pages.set(key, facts.set(fact._id, fact));
			folded.delete(key);
		}
	}

	const factsOf = (key: PageKey): readonly Fact[] =>
		held.flatMap(({ pages }) => [...(pages.get(key)?.values() ?? [])]);

	return {
		async refresh() {
			for (const [i, [db, wants]] of SOURCES.entries()) await catchUp(held[i]!, db, wants);
		},
		page(_sort, key) {
			if (!folded.has(key)) folded.set(key, foldPage(key, factsOf(key)).value);
			return folded.get(key) as never;
		},
		keys(sort) {
			const all = held.flatMap(({ pages }) => [...pages.keys()]);
			return [...new Set(all.filter((key) => key.startsWith(`${sort}:`)))].sort();
		},
		facts: factsOf
	};
}

/** What was drawn is most of what a signature weighs, and nothing here is made of it. */
function slim({ strokes: _, ...fact }: Fact & { readonly strokes?: unknown }): Fact {
	return fact as Fact;
}
