import type { Claim } from '../folds/ledger';
import type { Seat } from './seating';
import { isHalfDay, meet, type Slot } from './slots';

/**
 * All that a claim has, one seat for each unit: a day’s work may lie on two desks.
 * Of what is only asked for, the unit that was named; none where none was.
 */
export function seatsOf({ held, unit, slots }: Claim): readonly Seat[] {
	if (!held) return unit === undefined ? [] : [{ unit, slots }];
	const units = [...new Set(held.map(([of]) => of))];
	return units.map((of) => ({
		unit: of,
		slots: held.flatMap(([unit, slot]) => (unit === of ? [slot] : []))
	}));
}

/** When a claim has its place, on whatever units, or wants one. */
export const slotsIn = ({ held, slots }: Claim): readonly Slot[] =>
	held ? held.map(([, slot]) => slot) : slots;

/** What of some slots others do not cover: a half-day covers its half hours, these never the whole of it. */
export const notIn = (slots: readonly Slot[], others: readonly Slot[]): readonly Slot[] =>
	slots.filter(
		(slot) => !others.some((other) => other === slot || (isHalfDay(other) && meet(other, slot)))
	);
