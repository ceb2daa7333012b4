import type { Availability } from '../availability';
import type { Centre } from '../centres';
import type { Day } from '../ids';
import { shutFor } from './shut';
import type { Closure, Slot } from './slots';
import { spaceNamed } from './units';

type Described = Pick<Centre, 'hours' | 'openOnHolidays' | 'spaces'>;

/** How a centre is described, and how it would be. */
export interface Change {
	readonly before: Described;
	readonly after: Described;
	readonly closures: readonly Closure[];
}

/**
 * How many places that are taken on a day a centre would have no room or no hours for, at the
 * fullest time of each space. Of whom they are is not in what is published: who describes a
 * centre knows no more than that. A day that is closed already is left out.
 */
export function touchedOn(
	day: Day,
	{ online = {}, kept = {} }: Pick<Availability, 'online' | 'kept'>,
	{ before, after, closures }: Change
): number {
	const left = (space: string, slot: Slot): number =>
		shutFor({ day, slots: [slot] }, { centre: after, closures })
			? 0
			: (spaceNamed(after, space)?.count ?? 0);
	const over = ({ id, count }: Described['spaces'][number]): number => {
		const taken = (slot: Slot): number =>
			Math.min(count, (online[id]?.[slot] ?? 0) - (kept[id]?.[slot] ?? 0));
		const slots = Object.keys(online[id] ?? {}).filter(
			(slot) => !shutFor({ day, slots: [slot] }, { centre: before, closures })
		);
		return Math.max(0, ...slots.map((slot) => taken(slot) - left(id, slot)));
	};
	return before.spaces.reduce((sum, space) => sum + over(space), 0);
}
