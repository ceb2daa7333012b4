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
	/** How to reach them, where they said so. */
	readonly phone?: string;
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
		const people = page.visits.flatMap(({ person, formerly }) =>
			formerly ? [person, formerly] : [person]
		);
		return { page, names: await namesOf(read, people) };
	};

/** What a host’s desk knows of some people, each once. */
export async function namesOf(
	read: Reader,
	people: readonly string[]
): Promise<ReadonlyMap<string, Named>> {
	const once = [...new Set(people)];
	const [forgotten, ...pages] = await Promise.all([
		erasedPeople(read),
		...once.map((person) => read.page('person', pageKey.person(person)))
	]);
	return new Map(
		once.map((person, i): [string, Named] => {
			const { name, since, erased, phone } = pages[i]!;
			if (erased || forgotten.has(person)) return [person, { isRegistered: false, isErased: true }];
			const known = { ...(name && { name }), ...(phone && { phone }) };
			return [person, { ...known, isRegistered: since !== undefined, isErased: false }];
		})
	);
}

async function erasedPeople(read: Reader): Promise<ReadonlySet<unknown>> {
	const orders = await read.reports(database.orders, reportsOf.erase);
	return new Set([...orders.values()].map((order) => isRecord(order) && order['person']));
}

/** Latest arrival first: the one somebody asks about is most often the last to have come in. */
export const latestFirst = (visits: readonly Visit[]): Visit[] =>
	visits.toSorted((a, b) => b.arrived - a.arrived);
