import { local, weekday, type LocalTime } from './calendar';
import type { Centre, Opening } from './centres';

/** Whether a centre's door is open, by its opening hours alone. */
export type Door =
	| { readonly is: 'open'; readonly until: LocalTime }
	/** Opens later the same day. */
	| { readonly is: 'shut'; readonly opens: LocalTime }
	/** Opened that day, and will not again. */
	| { readonly is: 'over' }
	| { readonly is: 'closed-all-day' };

/** How the door stands at an instant, in the network's local time. */
export function doorAt(centre: Pick<Centre, 'hours'>, instant: number): Door {
	const { time } = local(instant);
	const periods = hoursOn(centre, instant);
	if (periods.length === 0) return { is: 'closed-all-day' };
	const current = periods.find(([from, to]) => from <= time && time < to);
	if (current) return { is: 'open', until: current[1] };
	const next = periods.find(([from]) => time < from);
	return next ? { is: 'shut', opens: next[0] } : { is: 'over' };
}

/** The periods of that day. */
export const hoursOn = (centre: Pick<Centre, 'hours'>, instant: number): Opening =>
	centre.hours[weekday(local(instant).day)] ?? [];
