import {
	centreOfDatabase,
	database,
	pageKey,
	partsOf,
	scopedDayRange,
	type Day,
	type Slug
} from '../../domain/ids';
import { is } from '../../domain/kinds';
import { foldPage, type DayPage } from '../../domain/pages';
import { asFact, isFactDoc, type Store } from '../store/store';

/**
 * Who somebody was at the door before a host said who it was: first visitors, each
 * with a name of their own in the people's databases. Somebody registered is
 * somebody else, whom a visit was given to by mistake.
 */
export async function aliasesOf(store: Store, person: string): Promise<readonly string[]> {
	const found = new Set<string>();
	for (const db of await store.databases()) {
		const centre = centreOfDatabase(db);
		if (!centre || db !== database.centre(centre)) continue;
		const facts = (await store.range(db, '', '~')).filter(isFactDoc).map(asFact);
		const tied = facts.filter((fact) => is(fact, 'visit.tied/1') && fact.person === person);
		for (const day of new Set(tied.map(({ _id }) => partsOf(_id).day)))
			for (const visit of await visitsOn(store, centre, day))
				if (visit.person === person && visit.formerly && visit.formerly !== person)
					found.add(visit.formerly);
	}
	const strangers: string[] = [];
	for (const one of found) if (!(await isRegistered(store, one))) strangers.push(one);
	return strangers.sort();
}

async function visitsOn(store: Store, centre: Slug, day: Day): Promise<DayPage['visits']> {
	const docs = await store.range(database.centre(centre), ...scopedDayRange(centre, day));
	const facts = docs.filter(isFactDoc).map(asFact);
	return (foldPage(pageKey.day(centre, day), facts).value as DayPage).visits;
}

async function isRegistered(store: Store, person: string): Promise<boolean> {
	for (const db of await store.databases()) {
		if (db !== database.people(centreOfDatabase(db) ?? '')) continue;
		const facts = (await store.range(db, '', '~')).filter(isFactDoc).map(asFact);
		if (facts.some((fact) => is(fact, 'person.registered/1') && fact.person === person))
			return true;
	}
	return false;
}
