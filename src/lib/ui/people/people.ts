import { database, pageKey, partsOf, reportId, type FactId, type Slug } from '../../domain/ids';
import type { PersonPage } from '../../domain/folds/person';
import type { DayPage, Visit } from '../../domain/folds/day';
import { findableBy, isFirstVisit, isFoundBy, isTied } from '../../domain/people';
import { isRecord } from '../../domain/parse';
import type { Reader } from '../../ports/fact-log';
import { alphabetically } from '../formats';

/** Somebody registered at this centre. */
export interface Registered {
	readonly person: string;
	readonly name: string;
	readonly findable: string;
	readonly page: PersonPage;
}

/** Somebody this centre knows the name of, and no more. */
export interface Passing {
	readonly person: string;
	readonly name: string;
	readonly findable: string;
	/** Their latest visit that this device keeps. */
	readonly visit?: Visit;
	/** It was a first visit, and nobody has said whose. */
	readonly isFirst: boolean;
}

export interface People {
	readonly registered: readonly Registered[];
	readonly passing: readonly Passing[];
}

/** Everybody a centre knows, by name; those who are to be forgotten left out. */
export const peopleOf =
	(centre: Slug) =>
	async (read: Reader): Promise<People> => {
		const [pages, days] = await Promise.all([read.pages('person'), read.pages('day')]);
		const visits = lastVisits(days.values());
		const registered: Registered[] = [];
		const passing: Passing[] = [];
		for (const [key, page] of pages) {
			const { name, since, erased } = page;
			const person = key.slice(key.indexOf(':') + 1);
			if (name === undefined || erased) continue;
			const findable = findableBy(page);
			if (since !== undefined) {
				if (partsOf(since).scope === centre) registered.push({ person, name, findable, page });
				continue;
			}
			const visit = visits.by.get(person);
			// Whom a host has recognised stands among the registered.
			if (!visit && visits.tied.has(person)) continue;
			const isFirst = visit !== undefined && isFirstVisit(visit);
			passing.push({ person, name, findable, isFirst, ...(visit && { visit }) });
		}
		return {
			registered: registered.sort((a, b) => alphabetically(a.name, b.name)),
			passing: passing.sort((a, b) => (b.visit?.arrived ?? 0) - (a.visit?.arrived ?? 0))
		};
	};

function lastVisits(days: Iterable<DayPage>) {
	const by = new Map<string, Visit>();
	const tied = new Set<string>();
	for (const { visits } of days)
		for (const visit of visits) {
			if (visit.undone) continue;
			if (isTied(visit)) tied.add(visit.formerly!);
			const known = by.get(visit.person);
			if (!known || known.arrived < visit.arrived) by.set(visit.person, visit);
		}
	return { by, tied };
}

/** Those found by what is typed, in their order. */
export const found = <P extends { readonly findable: string }>(
	people: readonly P[],
	typed: string
): readonly P[] => people.filter(({ findable }) => isFoundBy(findable, typed));

/** The badge that is good, and its text as soon as the server has signed it. */
export interface BadgeSeen {
	readonly badge?: string;
	readonly text?: string;
}

export const badgeOf =
	(centre: Slug, person: string) =>
	async (read: Reader): Promise<BadgeSeen> => {
		const { badge } = await read.page('person', pageKey.person(person));
		if (badge === undefined) return {};
		const report = await read.report(database.people(centre), reportId.badge(person));
		// The signature of the badge before says nothing about this one.
		const isOfThis = isRecord(report) && report['badge'] === badge;
		const text = isOfThis ? report['text'] : undefined;
		return typeof text === 'string' ? { badge, text } : { badge };
	};

/** A first visit that nobody has been tied to, and what its visitor typed. */
export async function firstVisitOf(
	read: Reader,
	id: FactId
): Promise<{ readonly visit: Visit; readonly name: string } | undefined> {
	const { scope, day } = partsOf(id);
	const { visits } = await read.page('day', pageKey.day(scope, day));
	const visit = visits.find((one) => one.id === id);
	if (!visit || !isFirstVisit(visit) || isTied(visit)) return undefined;
	const { name = '' } = await read.page('person', pageKey.person(visit.person));
	return { visit, name };
}
