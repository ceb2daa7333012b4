import { instantOf, shiftDay, weekday, type LocalTime } from '../calendar';
import type { Centre, Opening, Space } from '../centres';
import type { Day, FactId } from '../ids';
import { holidayOn } from './holidays';

/**
 * The time a place is given for. Desks and offices go by the half-day, rooms by
 * the half hour. A slot is local time of its day, so that no change of the clock
 * moves it: `am`, `pm`, or the `HH:MM` at which a half hour begins.
 */
export type Slot = 'am' | 'pm' | LocalTime;

/** Half-days, the unit desks are counted in. */
export const HALF_DAYS = { am: ['00:00', '13:00'], pm: ['13:00', '24:00'] } as const;
export const HALF_DAY_SLOTS = ['am', 'pm'] as const;

export const isHalfDay = (slot: Slot): slot is 'am' | 'pm' => slot === 'am' || slot === 'pm';

/** Whether a space is given by the half-day. */
export const goesByHalfDay = ({ kind }: Pick<Space, 'kind'>): boolean =>
	kind === 'desk' || kind === 'office';

const HALF_HOUR = 30;
const minutesOf = (time: LocalTime): number =>
	Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): LocalTime =>
	`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** From and to, in local time of its day; `to` may be `24:00`. */
export function periodOf(slot: Slot): readonly [LocalTime, LocalTime] {
	if (isHalfDay(slot)) return HALF_DAYS[slot];
	return [slot, timeOf(minutesOf(slot) + HALF_HOUR)];
}

/** When a slot of a day begins and ends, milliseconds since 1970. */
export function boundsOf(day: Day, slot: Slot): readonly [number, number] {
	const [from, to] = periodOf(slot);
	const end = to === '24:00' ? instantOf(shiftDay(day, 1), '00:00') : instantOf(day, to);
	return [instantOf(day, from), end];
}

/** True where two slots of one day have any time in common. */
export function meet(a: Slot, b: Slot): boolean {
	const [from, to] = periodOf(a);
	const [since, until] = periodOf(b);
	return from < until && since < to;
}

export const anyMeet = (a: readonly Slot[], b: readonly Slot[]): boolean =>
	a.some((one) => b.some((other) => meet(one, other)));

/** In the order of the day, each once. */
export const inDayOrder = (slots: Iterable<Slot>): Slot[] =>
	[...new Set(slots)].sort((a, b) => (periodOf(a)[0] < periodOf(b)[0] ? -1 : 1));

/** True where each begins when the one before ends. */
export const areInARow = (slots: readonly Slot[]): boolean =>
	slots.every((slot, i) => i === 0 || periodOf(slots[i - 1]!)[1] === periodOf(slot)[0]);

/** A stretch of days on which a centre is closed, both included, and why. */
export interface Closure {
	/** The fact that declared it, where it is known. */
	readonly id?: FactId;
	readonly from: Day;
	readonly to: Day;
	readonly why: string;
}

export const closureOn = (closures: readonly Closure[], day: Day): Closure | undefined =>
	closures.find(({ from, to }) => from <= day && day <= to);

/** The opening hours that hold on a day: none while the centre is closed, or on a public holiday it keeps. */
export function openingOn(
	centre: Pick<Centre, 'hours' | 'openOnHolidays'>,
	closures: readonly Closure[],
	day: Day
): Opening {
	if (closureOn(closures, day)) return [];
	if (holidayOn(day) && centre.openOnHolidays !== true) return [];
	return centre.hours[weekday(day)] ?? [];
}

/**
 * The slots of a space within opening hours, in the order of the day. A half-day
 * is open where any of its time is; a half hour only where all of it is.
 */
export function slotsWithin(opening: Opening, space: Pick<Space, 'kind'>): readonly Slot[] {
	if (goesByHalfDay(space))
		return HALF_DAY_SLOTS.filter((half) => {
			const [from, to] = HALF_DAYS[half];
			return opening.some(([opens, closes]) => opens < to && from < closes);
		});
	return opening.flatMap(([opens, closes]) => {
		const slots: Slot[] = [];
		const first = Math.ceil(minutesOf(opens) / HALF_HOUR) * HALF_HOUR;
		for (let at = first; at + HALF_HOUR <= minutesOf(closes); at += HALF_HOUR)
			slots.push(timeOf(at));
		return slots;
	});
}

/** The half-day an instant of a day falls into. */
export const halfDayAt = (time: LocalTime): 'am' | 'pm' => (time < HALF_DAYS.pm[0] ? 'am' : 'pm');
