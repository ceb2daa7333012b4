import { shiftDay } from '../calendar';
import type { Centre, Space } from '../centres';
import type { Day } from '../ids';
import type { PlaceRefusal } from '../kinds';
import {
	areInARow,
	boundsOf,
	goesByHalfDay,
	isHalfDay,
	openingOn,
	slotsWithin,
	type Closure,
	type Slot
} from './slots';
import { spaceNamed } from './units';

/** So many days ahead places are given. Kiosks are given theirs for as long. */
export const HORIZON_DAYS = 60;
/** A room is not kept for longer at a time: half hours. */
export const MOST_HALF_HOURS = 16;

/** What somebody would like, whoever decides about it. */
export interface Wish {
	readonly day: Day;
	/** Id of a space of the centre. */
	readonly space: string;
	readonly slots: readonly Slot[];
}

/** What a wish is looked at by. */
export interface Premises {
	readonly centre: Pick<Centre, 'spaces' | 'hours' | 'openOnHolidays'>;
	readonly closures: readonly Closure[];
	/** The day it is, and the instant, by the clock of who looks. */
	readonly today: Day;
	readonly now: number;
}

/**
 * What is wrong with a wish, whether or not a place is free; `undefined` where
 * nothing is. The screen asks before it writes, the holder before it grants.
 */
export function problemOf(wish: Wish, premises: Premises): PlaceRefusal | undefined {
	const { day, slots } = wish;
	const space = spaceNamed(premises.centre, wish.space);
	if (!space) return 'unknown-space';
	const isPast = slotsLeft(wish, premises.now).length < slots.length;
	if (day < premises.today || isPast) return 'past';
	if (day > shiftDay(premises.today, HORIZON_DAYS)) return 'too-far';
	// After what holds for everybody: a host who keeps a place free may do so for longer.
	if (!isRegular(space, slots)) return 'too-long';
	const opening = openingOn(premises.centre, premises.closures, day);
	if (opening.length === 0) return 'closed';
	const open = slotsWithin(opening, space);
	return slots.every((slot) => open.includes(slot)) ? undefined : 'outside-hours';
}

/** The slots of a wish that are not over at an instant (milliseconds). */
export const slotsLeft = (
	{ day, slots }: Pick<Wish, 'day' | 'slots'>,
	now: number
): readonly Slot[] => slots.filter((slot) => boundsOf(day, slot)[1] > now);

/**
 * Whether what is wrong with a wish is nothing to who keeps a place from everybody:
 * they may, outside opening hours and for as long as they like. But only in slots
 * the place is given by: of another sort they would keep nobody from it.
 */
export const mayBeKept = (
	problem: PlaceRefusal,
	{ space: id, slots }: Pick<Wish, 'space' | 'slots'>,
	{ centre }: Pick<Premises, 'centre'>
): boolean => {
	const space = spaceNamed(centre, id);
	const isTime = problem === 'outside-hours' || problem === 'too-long' || problem === 'closed';
	return isTime && space !== undefined && areItsSlots(space, slots);
};

/** Some slots, each once, of the sort the space goes by, in a row, and not too many. */
const isRegular = (space: Space, slots: readonly Slot[]): boolean =>
	areItsSlots(space, slots) &&
	(goesByHalfDay(space) || (slots.length <= MOST_HALF_HOURS && areInARow(slots)));

/** Some slots, each once, of the sort the space goes by. */
const areItsSlots = (space: Space, slots: readonly Slot[]): boolean =>
	slots.length > 0 &&
	new Set(slots).size === slots.length &&
	slots.every((slot) => isHalfDay(slot) === goesByHalfDay(space));
