import { centreFold } from '../../domain/folds/centre';
import { inOrder, type Fact } from '../../domain/facts';
import { database, partsOf, type Slug } from '../../domain/ids';
import type { CentrePage } from '../../domain/pages';
import { asFact, isFactDoc, type Store } from '../store/store';

/** What is known of every centre, and which there are. */
export interface CentresKnown {
	/** `undefined` for one that nobody has described. */
	of(centre: Slug): Promise<CentrePage | undefined>;
	/** Those that are described and have their databases, by name. */
	all(): Promise<readonly Slug[]>;
	/** Something new was said of some. */
	forget(): void;
}

export function createCentresKnown(store: Store): CentresKnown {
	let known: Promise<ReadonlyMap<Slug, CentrePage>> | undefined;
	const pages = () => (known ??= read(store));

	return {
		of: async (centre) => (await pages()).get(centre),
		async all() {
			const there = new Set(await store.databases());
			const hasDatabases = (slug: Slug): boolean => there.has(database.centre(slug));
			return [...(await pages()).keys()].filter(hasDatabases).sort();
		},
		forget: () => void (known = undefined)
	};
}

async function read(store: Store): Promise<ReadonlyMap<Slug, CentrePage>> {
	const facts = (await store.range(database.public, '', '~')).filter(isFactDoc).map(asFact);
	const byCentre = new Map<Slug, Fact[]>();
	for (const fact of facts) {
		if (!fact.kind.startsWith('centre.')) continue;
		const { scope } = partsOf(fact._id);
		byCentre.set(scope, [...(byCentre.get(scope) ?? []), fact]);
	}
	const pages = new Map<Slug, CentrePage>();
	for (const [slug, own] of byCentre) {
		const page = centreFold.empty();
		for (const fact of inOrder(own)) centreFold.add(page, fact);
		if (page.centre) pages.set(slug, page);
	}
	return pages;
}
