import { local, shiftDay } from '../calendar';
import type { Centre } from '../centres';
import type { Day } from '../ids';
import { HALF_DAYS, HALF_DAY_SLOTS, openingOn, type Closure } from './slots';

/** A half-day of a centre in which its door is open at some time. */
export interface HalfDay {
	readonly day: Day;
	readonly half: 'am' | 'pm';
	/** When its door opens in it first, local time; already past where it is open now. */
	readonly opens: string;
}

/** Days looked ahead: past the longest string of holidays and week-ends. */
const AHEAD_DAYS = 14;

/** The next half-days in which somebody could come, the one under way first, as far as its door is still or again open in it. */
export function halvesAhead(
	centre: Pick<Centre, 'hours' | 'openOnHolidays'>,
	closures: readonly Closure[],
	now: number,
	most = 2
): readonly HalfDay[] {
	const { day: today, time } = local(now);
	const found: HalfDay[] = [];
	for (let ahead = 0; ahead <= AHEAD_DAYS && found.length < most; ahead += 1) {
		const day = shiftDay(today, ahead);
		const left = openingOn(centre, closures, day).filter(
			([, closes]) => day !== today || time < closes
		);
		for (const half of HALF_DAY_SLOTS) {
			const [from, to] = HALF_DAYS[half];
			// Of a half-day that is over nothing is left, though the door stays open over noon.
			if (day === today && time >= to) continue;
			const period = left.find(([opens, closes]) => opens < to && from < closes);
			if (period && found.length < most)
				found.push({ day, half, opens: period[0] < from ? from : period[0] });
		}
	}
	return found;
}
