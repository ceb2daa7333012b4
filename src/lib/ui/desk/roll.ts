import { presence, type DayPage, type Visit } from '../../domain/folds/day';
import { alphabetically } from '../formats';
import type { Named } from './day';

/** Somebody to be looked for when everybody has to leave. */
export interface ToFind {
	readonly person: string;
	/** Undefined where their name is not on this device. */
	readonly name: string | undefined;
	/** There is no name any more. */
	readonly isErased: boolean;
	/** What first visitors were given to leave with: they may know it. */
	readonly number: string | undefined;
	/** Device clock at arrival, milliseconds. */
	readonly since: number;
	/** Nobody said that they left; closing time did. */
	readonly estimated: number | undefined;
}

/**
 * Everybody who is here now, and everybody whose departure today is only taken
 * from closing time: they may be in the building still. Each person once, by name.
 */
export function toFind(
	page: DayPage,
	names: ReadonlyMap<string, Named>,
	now: number
): { readonly here: readonly ToFind[]; readonly maybe: readonly ToFind[] } {
	const here = new Map<string, ToFind>();
	const maybe = new Map<string, ToFind>();
	for (const visit of page.visits) {
		const is = presence(visit, now);
		if (is === 'here') put(here, visit);
		else if (is === 'closed') put(maybe, visit, visit.closes);
	}
	for (const person of here.keys()) maybe.delete(person);
	return { here: byName(here), maybe: byName(maybe) };

	function put(to: Map<string, ToFind>, visit: Visit, estimated?: number): void {
		const { person, number, arrived: since } = visit;
		const before = to.get(person);
		if (before && before.since <= since) return;
		const { name, isErased = false } = names.get(person) ?? {};
		to.set(person, { person, name, isErased, number, since, estimated });
	}
}

/** Those without a name last: somebody has to look for them all the same. */
const byName = (people: ReadonlyMap<string, ToFind>): readonly ToFind[] =>
	[...people.values()].sort((a, b) => {
		if (a.name === undefined || b.name === undefined)
			return Number(a.name === undefined) - Number(b.name === undefined);
		return alphabetically(a.name, b.name);
	});
