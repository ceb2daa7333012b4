import type { Fact } from '../../domain/facts';
import { database, pageKey, type DatabaseName, type Slug } from '../../domain/ids';
import { foldPage, type PersonPage, type StaffPage } from '../../domain/pages';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';

/** What the people's databases say, folded: read once and kept up with what changes. */
export interface People {
	/** By person id, everybody a centre knows of. */
	of(centre: Slug): Promise<ReadonlyMap<string, Known>>;
	staff(centre: Slug): Promise<StaffPage['people']>;
	/** The centres that have such a database. */
	centres(): Promise<readonly Slug[]>;
}

export interface Known {
	readonly page: PersonPage;
	readonly facts: readonly Fact[];
}

interface Held {
	seq: string | null;
	readonly known: Map<string, Entry>;
	readonly staff: Map<string, Fact>;
}
interface Entry {
	/** Until something new is said of them. */
	page?: PersonPage;
	readonly facts: Map<string, Fact>;
}

const READ_AT_ONCE = 1_000;
const PREFIX = database.people('');

export function createPeople(store: Store): People {
	const held = new Map<DatabaseName, Held>();

	async function caughtUp(centre: Slug): Promise<Held> {
		const db = database.people(centre);
		const its = held.get(db) ?? { seq: null, known: new Map(), staff: new Map() };
		held.set(db, its);
		for (;;) {
			const changes = await store.changes(db, its.seq, READ_AT_ONCE);
			if ('gone' in changes) {
				its.seq = null;
				its.known.clear();
				its.staff.clear();
				continue;
			}
			for (const fact of changes.docs.filter(isFactDoc).map(asFact)) add(its, fact);
			its.seq = changes.seq;
			if (!changes.more) return its;
		}
	}

	return {
		async of(centre) {
			const { known } = await caughtUp(centre);
			return new Map(
				[...known].map(([person, entry]) => {
					const facts = [...entry.facts.values()];
					entry.page ??= foldPage(pageKey.person(person), facts).value as PersonPage;
					return [person, { page: entry.page, facts }];
				})
			);
		},
		async staff(centre) {
			const { staff } = await caughtUp(centre);
			return (foldPage(pageKey.staff(centre), staff.values()).value as StaffPage).people;
		},
		centres: async () =>
			(await store.databases())
				.filter((db) => db.startsWith(PREFIX))
				.map((db) => db.slice(PREFIX.length))
				.sort()
	};
}

/** The people some facts are about. */
export const peopleIn = (docs: readonly Doc[]): ReadonlySet<string> =>
	new Set(
		docs.filter(isFactDoc).flatMap(({ person }) => (typeof person === 'string' ? [person] : []))
	);

function add({ known, staff }: Held, fact: Fact): void {
	const { person } = fact;
	if (typeof person !== 'string') return;
	if (fact.kind.startsWith('staff.')) {
		staff.set(fact._id, fact);
		return;
	}
	const entry: Entry = known.get(person) ?? { facts: new Map() };
	entry.facts.set(fact._id, fact);
	delete entry.page;
	known.set(person, entry);
}
