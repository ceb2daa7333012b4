import type { CentrePage } from '../../domain/folds/centre';
import type { BookingsPage } from '../../domain/folds/bookings';
import { local, shiftDay } from '../../domain/calendar';
import {
	accountsId,
	database,
	pageKey,
	partsOf,
	reportsOf,
	sortOfDatabase,
	type Slug
} from '../../domain/ids';
import { foldPage } from '../../domain/pages';
import {
	calendarEntries,
	unanswered,
	type CalendarEntry
} from '../../domain/places/calendar-entry';
import { parsePlaceReport } from '../../domain/places/parse-report';
import type { Clock } from '../../ports/clock';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';

/** So long a calendar shows what was. */
const DAYS_BACK = 30;

/** What somebody’s calendar shows: what the server has told their phone, and what it was asked and has not answered. */
export async function entriesFor(
	{ store, clock }: { readonly store: Store; readonly clock: Clock },
	person: string
): Promise<readonly CalendarEntry[]> {
	const own = await store.get(database.accounts, accountsId.own(person));
	const db = String(own?.['db']);
	if (sortOfDatabase(db) !== 'member') return [];
	const docs = await store.range(db, '', '\uffff');
	const reports = docs.flatMap((doc) =>
		doc._id.startsWith(reportsOf.place) ? (parsePlaceReport(doc) ?? []) : []
	);
	const asked = foldPage(pageKey.bookings(person), factsIn(docs)).value as BookingsPage;
	const centres = await centrePagesIn(store);
	const places = [...reports, ...unanswered(asked, reports)];
	const today = local(clock.now()).day;
	const first = shiftDay(today, -DAYS_BACK);
	return calendarEntries(places, (slug) => centres.get(slug), today).filter(
		({ span: [, end] }) => local(end).day >= first
	);
}

const factsIn = (docs: readonly Doc[]) => docs.filter(isFactDoc).map(asFact);

async function centrePagesIn(store: Store): Promise<ReadonlyMap<Slug, CentrePage>> {
	const facts = factsIn(await store.range(database.public, '', '~'));
	const slugs = new Set(facts.map(({ _id }) => partsOf(_id).scope));
	return new Map(
		[...slugs].map((slug) => {
			const its = facts.filter(({ _id }) => partsOf(_id).scope === slug);
			return [slug, foldPage(pageKey.centre(slug), its).value as CentrePage];
		})
	);
}
