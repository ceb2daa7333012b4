import { availability } from '../../src/lib/domain/availability';
import type { Centre } from '../../src/lib/domain/centres';
import { canonical, type Fact } from '../../src/lib/domain/facts';
import {
	centreOfDatabase,
	database,
	pageKey,
	parseFactId,
	partsOf,
	reportId,
	type DatabaseName,
	type Day,
	type Slug
} from '../../src/lib/domain/ids';
import { foldPage, type DayPage, type LedgerPage } from '../../src/lib/domain/pages';
import { firstKept, isOfPlace } from '../../src/lib/server/retention/age';
import { USUAL_RETENTION } from '../../src/lib/server/retention/config';
import { asFact, type Doc } from '../../src/lib/server/store/store';
import { byPage } from './oracle/pages';

type Contents = ReadonlyMap<DatabaseName, readonly Doc[]>;

/** Days whose time is over: what the last word about them was, and whether it was true when it was said. */
export interface Totals {
	wrote(db: DatabaseName, doc: Doc): void;
	restored(contents: Contents): void;
	/** True of a day whose time is over and whose total was said for good, just so. */
	isFinal(centre: Slug, day: Day, body: object): boolean;
	/** True of a place wanted on a day that is no longer kept, that was there when its total was said. */
	mayHaveLeft(fact: Fact): boolean;
}

/** What comes while a day is being read may be in its total or not, milliseconds. */
const READING = 10_000;

export const totalOf = (centre: Centre, day: Day, facts: readonly Fact[]): object => {
	const pages = byPage(facts);
	const [visits, places] = [pageKey.day(centre.slug, day), pageKey.ledger(centre.slug, day)];
	const page = foldPage(visits, pages.get(visits) ?? []).value as DayPage;
	const own = pages.get(places);
	const ledger = own && (foldPage(places, own).value as LedgerPage);
	return availability(centre, day, page, ledger);
};

export function createTotals(
	centres: readonly Centre[],
	now: () => number,
	violated: (what: string) => void
): Totals {
	/** By centre and day, in the order they came, with when. */
	const days = new Map<string, Map<string, { fact: Fact; at: number }>>();
	/** Totals that were true when they were said for good, by centre and day. */
	const said = new Map<string, Set<string>>();
	/** What had come by then: later ones are kept from the day they came. */
	const counted = new Set<string>();
	const isPast = (day: Day): boolean => day < firstKept(now(), USUAL_RETENTION.visits);

	function took(db: DatabaseName, doc: Doc): void {
		const slug = centreOfDatabase(db);
		if (!slug || db !== database.centre(slug) || parseFactId(doc._id)?.scope !== slug) return;
		const key = `${slug}|${partsOf(doc._id).day}`;
		const own = days.get(key) ?? new Map();
		days.set(key, own.set(doc._id, { fact: asFact(doc), at: now() }));
	}

	function concluded(centre: Centre, day: Day, body: object): void {
		const key = `${centre.slug}|${day}`;
		const facts = [...(days.get(key)?.values() ?? [])];
		const text = canonical(body);
		let known = facts.length;
		const isTrue = (): boolean => {
			const total = totalOf(
				centre,
				day,
				facts.slice(0, known).map(({ fact }) => fact)
			);
			return canonical({ ...total, final: true }) === text;
		};
		while (!isTrue()) {
			known -= 1;
			if (known < 0 || facts[known]!.at < now() - READING)
				return violated(`the last word about ${key} is ${text}, which its facts never said`);
		}
		if (!isPast(day)) violated(`the last word about ${key} is said before its time is over`);
		for (const { fact } of facts) counted.add(fact._id);
		said.set(key, (said.get(key) ?? new Set()).add(text));
	}

	return {
		wrote(db, doc) {
			took(db, doc);
			const { _id, ...body } = doc;
			if (db !== database.public || body['final'] !== true) return;
			for (const centre of centres) {
				const from = reportId.availability(centre.slug, '');
				if (_id.startsWith(from)) concluded(centre, _id.slice(from.length), body);
			}
		},
		restored(contents) {
			days.clear();
			for (const [db, docs] of contents) for (const doc of docs) took(db, doc);
		},
		isFinal: (centre, day, body) => said.get(`${centre}|${day}`)?.has(canonical(body)) ?? false,
		mayHaveLeft(fact) {
			return isOfPlace(fact) && isPast(partsOf(fact._id).day) && counted.has(fact._id);
		}
	};
}
