import { canonical, type Draft, type Fact } from '../../domain/facts';
import { ledgerFold } from '../../domain/folds/ledger';
import {
	database,
	daysRange,
	pageKey,
	partsOf,
	scopedDayRange,
	type Day,
	type FactId,
	type PageKey,
	type Slug
} from '../../domain/ids';
import { foldPage, type LedgerPage } from '../../domain/pages';
import type { Clock } from '../../ports/clock';
import { raiseAlarm } from '../gateway/alarms';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { Naming } from './naming';

/** One day of one centre as the server knows it: everything that was said, and what it folds to. */
export interface LedgerDay {
	readonly centre: Slug;
	readonly day: Day;
	readonly facts: readonly Fact[];
	/** Grows with what is said. */
	readonly page: LedgerPage;
	/** The highest count of any fact of the day, this server’s latest included. */
	highest: number;
}

export interface Saying {
	readonly kind: string;
	readonly fields: Draft['fields'];
	/** Raises the count by more than one: above whatever may be out there unheard of. */
	readonly above?: number;
}

export interface Ledgers {
	read(centre: Slug, day: Day): Promise<LedgerDay>;
	/** A day of which nothing is known. */
	nothing(centre: Slug, day: Day): LedgerDay;
	/** Every day from `first` on of which something is known, in order. */
	since(centre: Slug, first: Day): Promise<readonly LedgerDay[]>;
	/** The fact that something said now will be. */
	foreseen(of: LedgerDay, saying: Saying, epoch: number): Fact;
	/** Says it: it is in the store, and on the page. */
	say(of: LedgerDay, facts: readonly Fact[]): Promise<void>;
}

const LAST_DAY: Day = '9999-12-31';

export function createLedgers(
	{ store, clock }: { store: Store; clock: Clock },
	naming: Naming
): Ledgers {
	/** What was written and may not be read yet: the nodes of a cluster answer for themselves. */
	const unread = new Map<PageKey, Map<FactId, Fact>>();

	function ledgerOf(centre: Slug, day: Day, docs: readonly Doc[]): LedgerDay {
		const facts = docs.filter(isFactDoc).map(asFact);
		const key = pageKey.ledger(centre, day);
		const own = unread.get(key);
		if (own) {
			for (const { _id } of facts) own.delete(_id);
			if (own.size === 0) unread.delete(key);
			facts.push(...own.values());
		}
		const places = facts.filter(({ kind }) => kind.startsWith('place.'));
		const page = foldPage(key, places).value as LedgerPage;
		const highest = facts.reduce((most, { count }) => Math.max(most, count), 0);
		return { centre, day, facts, page, highest };
	}

	return {
		nothing: (centre, day) => ledgerOf(centre, day, []),
		async read(centre, day) {
			const docs = await store.range(database.centre(centre), ...scopedDayRange(centre, day));
			return ledgerOf(centre, day, docs);
		},
		async since(centre, first) {
			const docs = await store.range(database.centre(centre), ...daysRange(first, LAST_DAY));
			return [...byDayOf(docs)].map(([day, own]) => ledgerOf(centre, day, own));
		},
		foreseen(of, { kind, fields, above = 1 }, epoch) {
			const at = { wall: clock.now() };
			const body = { kind, v: 1, count: of.highest + above, at, by: 'server', ...fields };
			return { _id: naming.said(of, epoch, body), ...body };
		},
		async say(of, facts) {
			const inserted = await store.insert(
				database.centre(of.centre),
				facts as unknown as readonly Doc[]
			);
			const key = pageKey.ledger(of.centre, of.day);
			const own = unread.get(key) ?? new Map<FactId, Fact>();
			unread.set(key, own);
			for (const [i, fact] of facts.entries()) {
				const result = inserted[i]!;
				if (result.is === 'forbidden') throw new Error(`not said: ${fact.kind} ${fact._id}`);
				// A name is made of all that is said under it, so this is somebody else’s.
				if (result.is === 'there' && canonical(asFact(result.doc)) !== canonical(fact))
					await raiseAlarm(store, clock, 'conflict', fact._id, {});
				own.set(fact._id, fact);
				ledgerFold.add(of.page, fact);
				of.highest = Math.max(of.highest, fact.count);
			}
		}
	};
}

/** Facts by the day they are about, in order. */
export function byDayOf(docs: readonly Doc[]): ReadonlyMap<Day, readonly Doc[]> {
	const byDay = new Map<Day, Doc[]>();
	for (const doc of docs.filter(isFactDoc)) {
		const { day } = partsOf(doc._id);
		const its = byDay.get(day);
		if (its) its.push(doc);
		else byDay.set(day, [doc]);
	}
	return byDay;
}
