import type { DayPage, Visit } from '../../domain/folds/day';
import { database, pageKey, reportsOf, type Day, type Slug } from '../../domain/ids';
import { isRecord } from '../../domain/parse';
import type { Reader } from '../../ports/fact-log';

/** What a host's desk may say of somebody. */
export interface Named {
	readonly name?: string;
	/** They have a page of their own. */
	readonly isRegistered: boolean;
	/** They were forgotten: there is no name to wait for. */
	readonly isErased: boolean;
}

/** A day as the host's desk shows it: what happened, and what people are called. */
export interface NamedDay {
	readonly page: DayPage;
	/** By person, first visitors who were tied to somebody included. */
	readonly names: ReadonlyMap<string, Named>;
}

export const namedDay =
	(centre: Slug, day: Day) =>
	async (read: Reader): Promise<NamedDay> => {
		const page = await read.page('day', pageKey.day(centre, day));
		const people = [
			...new Set(
				page.visits.flatMap(({ person, formerly }) => (formerly ? [person, formerly] : [person]))
			)
		];
		const [forgotten, ...pages] = await Promise.all([
			erasedPeople(read),
			...people.map((person) => read.page('person', pageKey.person(person)))
		]);
		const names = people.map((person, i): [string, Named] => {
			const { name, since, erased } = pages[i]!;
			if (erased || forgotten.has(person)) return [person, { isRegistered: false, isErased: true }];
			const isRegistered = since !== undefined;
			return [person, { ...(name && { name }), isRegistered, isErased: false }];
		});
		return { page, names: new Map(names) };
	};

async function erasedPeople(read: Reader): Promise<ReadonlySet<unknown>> {
	const orders = await read.reports(database.orders, reportsOf.erase);
	return new Set([...orders.values()].map((order) => isRecord(order) && order['person']));
}

/** Latest arrival first: the one somebody asks about is most often the last to have come in. */
export const latestFirst = (visits: readonly Visit[]): Visit[] =>
	visits.toSorted((a, b) => b.arrived - a.arrived);
