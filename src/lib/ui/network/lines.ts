import { shiftDay, weekday } from '../../domain/calendar';
import type { Day } from '../../domain/ids';
import { stretchesOf } from '../../domain/week';
import type { Opening } from '../../domain/centres';
import { m } from '../../paraglide/messages';
import { obstacleWord } from '../booking/words';
import { weekdayName } from '../formats';
import { dayWord } from '../place-words';
import type { Chance, Place } from './places';

/** What is said of a centre, in the same words on the map and in the list. */

/** Whether its door is open, and if not when it next is. */
export function doorWord({ closed, door, chances: [next] }: Place, today: Day): string {
	if (door.is === 'open') return m.net_open_until({ time: door.until });
	if (door.is === 'shut') return m.net_opens_at({ time: door.opens });
	const now = closed
		? obstacleWord(closed)
		: door.is === 'over'
			? m.net_closed_now()
			: m.net_closed_today();
	if (!next) return now;
	return m.home_place_opens({ now, day: soonWord(next.day, today), time: next.opens });
}

/** `6 bureaux libres ce matin`, and that it is not known where it is not. */
export function chanceWord({ free, day, half }: Chance, today: Day): string {
	if (free === undefined) return m.net_not_seen();
	return m.home_place_free({ count: free, when: whenWord(day, half, today) });
}

function whenWord(date: Day, half: 'am' | 'pm', today: Day): string {
	if (date === today) return half === 'am' ? m.book_this_am() : m.book_this_pm();
	const day = soonWord(date, today);
	return half === 'am' ? m.book_when_am({ day }) : m.book_when_pm({ day });
}

/** Within a week the weekday is enough. */
const soonWord = (day: Day, today: Day): string =>
	day > shiftDay(today, 1) && day < shiftDay(today, 7)
		? weekdayName(weekday(day))
		: dayWord(day, today);

/** `lundi – mercredi, vendredi`. */
export const daysWord = (days: readonly number[]): string =>
	stretchesOf(days)
		.map(([first, last]) => {
			if (first === last) return weekdayName(first);
			if (last === first + 1) return `${weekdayName(first)}, ${weekdayName(last)}`;
			return m.home_week_days({ first: weekdayName(first), last: weekdayName(last) });
		})
		.join(', ');

export const openingWord = (opening: Opening): string =>
	opening.length === 0
		? m.home_week_closed()
		: opening.map(([from, to]) => `${from}–${to}`).join(', ');
