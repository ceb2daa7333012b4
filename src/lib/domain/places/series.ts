import { shiftDay, weekday } from '../calendar';
import type { Day } from '../ids';
import { freeThrough, type DayFree } from './free';
import { obstacleTo, type Obstacle } from './obstacle';
import { anyMeet, type Slot } from './slots';
import { HORIZON_DAYS, type Premises, type Wish } from './wish';

/** The same place every week, on some weekdays. */
export interface Pattern {
	/** 0 for Monday to 6 for Sunday. */
	readonly weekdays: readonly number[];
	readonly space: string;
	readonly slots: readonly Slot[];
	/** Both included. */
	readonly from: Day;
	readonly to: Day;
}

export interface SeriesDate extends Wish {
	/** Why this date cannot be had; absent where it can. */
	readonly obstacle?: Obstacle;
}

export interface Around {
	readonly premises: Premises;
	readonly free: (day: Day) => DayFree;
	/** What the person has already on a day, of the sort that is asked for. */
	readonly taken: (day: Day) => readonly Slot[];
}

/** Days that cannot be booked, before and after those that can, which are still named. */
const BEYOND = 7;

/**
 * Every date of a pattern in order, each with what is in its way. Days gone by and days
 * too far ahead are left out but for a week of each: a year may still be being typed.
 */
export function datesOf(pattern: Pattern, around: Around): readonly SeriesDate[] {
	const { to, weekdays } = pattern;
	const { today } = around.premises;
	const last = shiftDay(today, HORIZON_DAYS + BEYOND);
	const first = shiftDay(today, -BEYOND);
	const from = pattern.from < first ? first : pattern.from;
	const dates: SeriesDate[] = [];
	for (let day = from; day <= to && day <= last; day = shiftDay(day, 1))
		if (weekdays.includes(weekday(day))) dates.push(dateOf(pattern, day, around));
	return dates;
}

/** One date: of a pattern, or one that somebody has moved. */
export function dateOf(
	{ space, slots }: Pick<Wish, 'space' | 'slots'>,
	day: Day,
	{ premises, free, taken }: Around
): SeriesDate {
	const wish = { day, space, slots };
	const obstacle = obstacleTo(wish, premises);
	if (obstacle) return { ...wish, obstacle };
	if (anyMeet(taken(day), slots)) return { ...wish, obstacle: { is: 'overlap' } };
	return freeThrough(free(day), space, slots) > 0 ? wish : { ...wish, obstacle: { is: 'full' } };
}

/** Weeks that are looked through for another such day. */
const WEEKS = 8;

/** The next day of the same weekday on which somebody could have again what they had last. */
export function nextLike(last: Wish, around: Around): SeriesDate | undefined {
	const { today } = around.premises;
	// However long ago that was: the first such day from today on.
	const ago = (Date.parse(today) - Date.parse(last.day)) / 86_400_000;
	const start = shiftDay(last.day, 7 * Math.max(0, Math.ceil(ago / 7) - 1));
	for (let week = 1; week <= WEEKS; week += 1) {
		const day = shiftDay(start, 7 * week);
		const date = dateOf(last, day, around);
		if (!date.obstacle) return date;
	}
	return undefined;
}
