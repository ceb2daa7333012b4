import type { DayPage, Visit } from '../../domain/folds/day';
import { pageKey, type Day, type Slug } from '../../domain/ids';
import type { Reader } from '../../ports/fact-log';

/** A day as the host's desk shows it: what happened, and what people asked to be called. */
export interface NamedDay {
	readonly page: DayPage;
	/** By person. Missing: not on this device. */
	readonly names: ReadonlyMap<string, string>;
}

export const namedDay =
	(centre: Slug, day: Day) =>
	async (read: Reader): Promise<NamedDay> => {
		const page = await read.page('day', pageKey.day(centre, day));
		const people = [...new Set(page.visits.map(({ person }) => person))];
		const pages = await Promise.all(
			people.map((person) => read.page('person', pageKey.person(person)))
		);
		const names = people.flatMap((person, i): [string, string][] => {
			const name = pages[i]?.name;
			return name ? [[person, name]] : [];
		});
		return { page, names: new Map(names) };
	};

/** Latest arrival first: the one somebody asks about is most often the last to have come in. */
export const latestFirst = (visits: readonly Visit[]): Visit[] =>
	visits.toSorted((a, b) => b.arrived - a.arrived);
