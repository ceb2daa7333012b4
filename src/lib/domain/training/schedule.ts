import { shiftDay, weekday } from '../calendar';
import type { Centre } from '../centres';
import type { Day, FactId } from '../ids';
import { whyClosed, type Obstacle } from '../places/obstacle';
import { HALF_DAYS, openingOn, type Closure } from '../places/slots';
import type { Half } from './kinds';
import type { Session } from './words';

/** Half-days somebody wants to plan: once, or on some weekdays of a stretch of time. */
export interface Pattern {
	/** 0 for Monday to 6 for Sunday. */
	readonly weekdays: readonly number[];
	readonly halves: readonly Half[];
	/** Both included. */
	readonly from: Day;
	readonly to: Day;
}

/** Why a half-day is left out. `closed` is said of a half-day on which that centre does not open. */
export type Closed = Extract<Obstacle, { is: 'holiday' | 'shut' | 'closed' }>;

/** What another half-day at the same time has in common with one that is planned. */
export type Clash = 'group' | 'room' | 'trainer';

export interface HalfDay {
	readonly day: Day;
	readonly half: Half;
	/** It is left out, and why. */
	readonly closed?: Closed;
	/** Somebody or something is elsewhere at that time; it can be planned all the same. */
	readonly clashes: readonly { readonly is: Clash; readonly session: FactId }[];
}

export interface Premises {
	readonly centre: Pick<Centre, 'hours' | 'openOnHolidays' | 'slug'>;
	readonly closures: readonly Closure[];
}

/** Most half-days planned at once: two a day for half a year. */
export const MOST_AT_ONCE = 260;

/** Every half-day of a pattern, in order, each with what is in its way. */
export function halfDaysOf(
	{ weekdays, halves, from, to }: Pattern,
	premises: Premises,
	wanted: { readonly group?: FactId; readonly space?: string; readonly trainer?: string },
	sessions: readonly Session[]
): readonly HalfDay[] {
	// Of these there is none, and a year that is still being typed may lie two thousand back.
	if (weekdays.length === 0 || halves.length === 0) return [];
	const found: HalfDay[] = [];
	for (let day = from; day <= to && found.length < MOST_AT_ONCE; day = shiftDay(day, 1)) {
		if (!weekdays.includes(weekday(day))) continue;
		for (const half of (['am', 'pm'] as const).filter((one) => halves.includes(one))) {
			const closed = closedOn(day, half, premises);
			const clashes = clashesOf({ day, half, centre: premises.centre.slug, ...wanted }, sessions);
			found.push({ day, half, clashes, ...(closed && { closed }) });
		}
	}
	return found;
}

/** Why a centre is not open on a half-day; `undefined` where it is. */
export function closedOn(day: Day, half: Half, { centre, closures }: Premises): Closed | undefined {
	const opening = openingOn(centre, closures, day);
	if (opening.length === 0) return whyClosed(day, { closures });
	const [from, to] = HALF_DAYS[half];
	return opening.some(([opens, closes]) => opens < to && from < closes)
		? undefined
		: { is: 'closed' };
}

interface Wanted extends Pick<Session, 'day' | 'half' | 'centre'> {
	readonly group?: FactId;
	readonly space?: string;
	readonly trainer?: string;
}

/** What cannot be in two places, or hold two groups, at one time. */
export function clashesOf(
	{ day, half, centre, group, space, trainer }: Wanted,
	sessions: readonly Session[]
): HalfDay['clashes'] {
	return sessions
		.filter((one) => one.day === day && one.half === half && one.cancelled === undefined)
		.flatMap((one): HalfDay['clashes'] => {
			if (group !== undefined && one.group === group) return [{ is: 'group', session: one.id }];
			const isSameRoom = space !== undefined && one.centre === centre && one.space === space;
			if (isSameRoom) return [{ is: 'room', session: one.id }];
			return trainer !== undefined && one.trainer === trainer
				? [{ is: 'trainer', session: one.id }]
				: [];
		});
}

/** Hours of opening in a half-day of a centre: what is proposed as its length. 3.5 where it is not open. */
export function usualHours(day: Day, half: Half, { centre, closures }: Premises): number {
	const [from, to] = HALF_DAYS[half];
	const minutes = openingOn(centre, closures, day).reduce((sum, [opens, closes]) => {
		const since = minutesOf(opens > from ? opens : from);
		const until = minutesOf(closes < to ? closes : to);
		return sum + Math.max(0, until - since);
	}, 0);
	return minutes > 0 ? Math.min(MOST_HOURS, Math.floor(minutes / 30) / 2) : 3.5;
}

/** A half-day longer than this is two. */
export const MOST_HOURS = 7;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
