import { instantOf, local, weekday } from '../../domain/calendar';
import type { Centre } from '../../domain/centres';
import { endOf, type Visit } from '../../domain/folds/day';
import type { Day } from '../../domain/ids';

/** A day drawn from left to right. Places are percentages. */
export interface Axis {
	readonly hours: readonly { readonly hour: number; readonly place: number }[];
	/** When the door is closed between the first opening and the last closing: lunch. */
	readonly breaks: readonly { readonly from: number; readonly width: number }[];
	place(instant: number): number;
}

const HOUR = 3_600_000;

/** Wide enough for the opening hours and for every visit, in whole hours. */
export function axisOf(
	centre: Pick<Centre, 'hours'>,
	day: Day,
	visits: readonly Visit[],
	now: number
): Axis {
	const periods = centre.hours[weekday(day)] ?? [];
	const open = periods.map(([from, to]) => [instantOf(day, from), instantOf(day, to)] as const);
	const ends = visits.map((visit) => endOf(visit, now)?.at ?? Math.min(now, visit.closes));
	const seen = [...open.flat(), ...visits.map(({ arrived }) => arrived), ...ends];
	if (seen.length === 0) seen.push(instantOf(day, '08:00'), instantOf(day, '18:00'));
	return axisOver(seen, open);
}

/** Whole hours around what is seen on a day, with the gaps between its opening hours. */
export function axisOver(
	seen: readonly number[],
	open: readonly (readonly [number, number])[]
): Axis {
	const from = Math.floor(Math.min(...seen) / HOUR) * HOUR;
	const to = Math.max(from + 4 * HOUR, Math.ceil(Math.max(...seen) / HOUR) * HOUR);
	const place = (instant: number): number =>
		Math.min(100, Math.max(0, ((instant - from) / (to - from)) * 100));
	const count = Math.round((to - from) / HOUR);
	const every = count > 14 ? 2 : 1;
	return {
		place,
		hours: Array.from({ length: count }, (_, i) => from + i * HOUR)
			.filter((_, i) => i % every === 0)
			.map((at) => ({ hour: Number(local(at).time.slice(0, 2)), place: place(at) })),
		breaks: open.slice(1).map(([opens], i) => {
			const closes = place(open[i]![1]);
			return { from: closes, width: place(opens) - closes };
		})
	};
}
