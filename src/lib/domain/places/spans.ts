import { instantOf, weekday } from '../calendar';
import type { Centre } from '../centres';
import type { Day } from '../ids';
import { boundsOf, inDayOrder, isHalfDay, periodOf, type Slot } from './slots';

/** From and to, milliseconds since 1970. */
export type Span = readonly [number, number];

type Hours = Pick<Centre, 'hours'>;

/**
 * When people may be expected in a slot: a half-day is as long as the door is
 * open in it, whether or not the day is closed for once; where it never is, as
 * long as half-days are elsewhere.
 */
export function spanOf({ hours }: Hours, day: Day, slot: Slot): Span {
	if (!isHalfDay(slot)) return boundsOf(day, slot);
	const [from, to] = periodOf(slot);
	const open = (hours[weekday(day)] ?? []).flatMap(([opens, closes]) =>
		opens < to && from < closes ? [[opens > from ? opens : from, closes < to ? closes : to]] : []
	);
	const [opens, closes] = USUAL[slot];
	const bound = (time: string): number =>
		time === '24:00' ? boundsOf(day, slot)[1] : instantOf(day, time);
	return [bound(open[0]?.[0] ?? opens), bound(open.at(-1)?.[1] ?? closes)];
}

const USUAL = { am: ['08:00', '12:00'], pm: ['14:00', '18:00'] } as const;

/** Slots that follow one another, morning and afternoon among them, as one. */
export function stretchesOf(centre: Hours, day: Day, slots: Iterable<Slot>): readonly Span[] {
	const spans: [number, number][] = [];
	let before: Slot | undefined;
	for (const slot of inDayOrder(slots)) {
		const [from, to] = spanOf(centre, day, slot);
		const last = spans.at(-1);
		if (last && before !== undefined && periodOf(before)[1] === periodOf(slot)[0]) last[1] = to;
		else spans.push([from, to]);
		before = slot;
	}
	return spans;
}

/** When a claim begins and ends. */
export function extentOf(centre: Hours, day: Day, slots: readonly Slot[]): Span {
	const spans = slots.map((slot) => spanOf(centre, day, slot));
	return [Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to))];
}
