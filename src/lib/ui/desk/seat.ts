import type { Centre, Space } from '../../domain/centres';
import type { Day } from '../../domain/ids';
import {
	goesByHalfDay,
	openingOn,
	periodOf,
	slotsWithin,
	type Closure,
	type Slot
} from '../../domain/places/slots';
import { partsOfUnit, spaceNamed, type Unit } from '../../domain/places/units';

/** What the form of a seat offers, and what is chosen in it. */

export type Half = 'am' | 'pm' | 'day';
export const HALVES: readonly Half[] = ['am', 'pm', 'day'];

export const slotsOfHalf = (half: Half): readonly Slot[] =>
	half === 'day' ? ['am', 'pm'] : [half];

export const halfOf = (slots: readonly Slot[]): Half =>
	slots.length > 1 ? 'day' : slots[0] === 'pm' ? 'pm' : 'am';

/** The slots of a unit’s space on a day; those of an ordinary such day where the centre is closed. */
export function slotsOf(
	centre: Centre,
	closures: readonly Closure[],
	day: Day,
	unit: Unit
): readonly Slot[] {
	const space = spaceOf(centre, unit);
	if (!space) return [];
	const open = openingOn(centre, closures, day);
	return slotsWithin(open.length > 0 ? open : [['08:00', '18:00']], space);
}

export const spaceOf = (centre: Centre, unit: Unit): Space | undefined =>
	spaceNamed(centre, partsOfUnit(unit).space);

/** Half hours from one time to another, as far as the space has them. */
export const slotsBetween = (all: readonly Slot[], from: string, to: string): readonly Slot[] =>
	all.filter((slot) => slot >= from && periodOf(slot)[1] <= to);

/** The same time on a unit of another sort: its half-days by the hour, its hours by the half-day. */
export function carriedOver(
	slots: readonly Slot[],
	all: readonly Slot[],
	space: Pick<Space, 'kind'>
): readonly Slot[] {
	const kept = slots.filter((slot) => all.includes(slot));
	if (kept.length > 0) return kept;
	if (goesByHalfDay(space)) {
		const halves = all.filter((half) =>
			slots.some((slot) => periodOf(half)[0] <= slot && slot < periodOf(half)[1])
		);
		return halves.length > 0 ? halves : all.slice(0, 1);
	}
	const [first] = slots;
	const start = first === 'am' || first === 'pm' ? periodOf(first)[0] : (first ?? '');
	const begins = all.findIndex((slot) => slot >= start);
	return all.slice(Math.max(0, begins), Math.max(0, begins) + 2);
}
