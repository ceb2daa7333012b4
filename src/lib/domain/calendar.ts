import type { Day } from './ids';

/**
 * Local time of the network. Every centre lives in one zone, and a tablet set to
 * another zone must not move anybody's day: the zone is a parameter, never the
 * device's own setting.
 */
export const ZONE = 'Europe/Paris';

/** `HH:MM`, 24 hours. */
export type LocalTime = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
	let found = formats.get(zone);
	if (!found) {
		found = new Intl.DateTimeFormat('en-CA', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit'
		});
		formats.set(zone, found);
	}
	return found;
}

/** Day and time in the zone at an instant (milliseconds since 1970). */
export function local(instant: number, zone = ZONE): Shown {
	// The same minutes are asked for over and over, and slow to answer.
	const key = `${Math.floor(instant / 60_000)} ${zone}`;
	let found = shown.get(key);
	if (!found) {
		if (shown.size >= MOST_SHOWN) shown.clear();
		shown.set(key, (found = shownAt(instant, zone)));
	}
	return found;
}

interface Shown {
	readonly day: Day;
	readonly time: LocalTime;
}
const MOST_SHOWN = 1_000;
const shown = new Map<string, Shown>();

function shownAt(instant: number, zone: string): Shown {
	const parts: Record<string, string> = {};
	for (const { type, value } of format(zone).formatToParts(instant)) parts[type] = value;
	const { year = '', month, day, hour, minute } = parts;
	return { day: `${year.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}` };
}

/**
 * The instant at which the zone's clocks show this day and time. In the hour
 * that spring skips, the instant just after the gap; in the hour that autumn
 * repeats, the first of the two.
 */
export function instantOf(day: Day, time: LocalTime, zone = ZONE): number {
	const wanted = Date.parse(`${day}T${time}:00Z`);
	for (const guess of [offsetAt(wanted - 3 * HOUR, zone), offsetAt(wanted + 3 * HOUR, zone)]) {
		const instant = wanted - guess;
		if (offsetAt(instant, zone) === guess) return instant;
	}
	return wanted - offsetAt(wanted - 3 * HOUR, zone);
}

const HOUR = 3_600_000;

function offsetAt(instant: number, zone: string): number {
	const { day, time } = local(instant, zone);
	return Date.parse(`${day}T${time}:00Z`) - Math.floor(instant / 60_000) * 60_000;
}

/** 0 for Monday to 6 for Sunday. */
export const weekday = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** So many days later, or earlier where negative. */
export const shiftDay = (day: Day, days: number): Day =>
	new Date(Date.parse(day) + days * 24 * HOUR).toISOString().slice(0, 10);

/** How many days `to` is after `from`; negative where it is before. */
export const daysBetween = (from: Day, to: Day): number =>
	(Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
