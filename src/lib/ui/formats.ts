import { instantOf, local, ZONE } from '../domain/calendar';
import type { Day } from '../domain/ids';
import { m } from '../paraglide/messages';

/** How instants, days and amounts are written. Every answer follows the language on screen. */

/** What `Intl` goes by: the language on screen, as it is written where the network is. */
export const tag = (): string => m.a11y_language_tag();

/** `09:44`, on the network's clocks. */
export const timeOf = (instant: number): string => local(instant).time;

/** `lundi 23 novembre`, `lundi 1er février`. */
export function longDay(day: Day, withYear = false): string {
	const format = new Intl.DateTimeFormat(tag(), {
		timeZone: ZONE,
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...(withYear && { year: 'numeric' })
	});
	const parts = format.formatToParts(instantOf(day, '12:00'));
	return withFirst(parts);
}

/** `mardi` and `24 nov.`, for where many days stand side by side. */
export function shortDay(day: Day): { readonly name: string; readonly date: string } {
	const at = instantOf(day, '12:00');
	const parts = (options: Intl.DateTimeFormatOptions): readonly Intl.DateTimeFormatPart[] =>
		new Intl.DateTimeFormat(tag(), { timeZone: ZONE, ...options }).formatToParts(at);
	return {
		name: withFirst(parts({ weekday: 'long' })),
		date: withFirst(parts({ day: 'numeric', month: 'short' }))
	};
}

/** The first of a month has a word of its own in some languages, and `Intl` does not know it. */
const withFirst = (parts: readonly Intl.DateTimeFormatPart[]): string =>
	parts
		.map(({ type, value }) => (type === 'day' && value === '1' ? m.a11y_first_day() : value))
		.join('');

/** `lundi` for 0 to `dimanche` for 6. */
export const weekdayName = (weekday: number): string =>
	new Intl.DateTimeFormat(tag(), { timeZone: ZONE, weekday: 'long' }).format(
		// Any Monday, and so many days later.
		instantOf(`2026-11-${23 + weekday}`, '12:00')
	);

/** The time alone for today, with the day before it for any other: `11:40`, `21/11/2026 11:40`. */
export function moment(instant: number, today: Day): string {
	const { day, time } = local(instant);
	if (day === today) return time;
	const [year, month, date] = day.split('-');
	return `${date}/${month}/${year} ${time}`;
}

const collators = new Map<string, Intl.Collator>();
/** For sorting what people read, as the language on screen sorts it. */
export function alphabetically(a: string, b: string): number {
	const by = collators.get(tag()) ?? new Intl.Collator(tag());
	collators.set(tag(), by);
	return by.compare(a, b);
}

/** `1 234`, with the separator of the language. */
export const count = (value: number): string => new Intl.NumberFormat(tag()).format(value);

/** `3,5`, for a field somebody types in: no separator of thousands. */
export const typedNumber = (value: number): string =>
	new Intl.NumberFormat(tag(), { useGrouping: false, maximumFractionDigits: 2 }).format(value);

/** Bytes in the unit people read: `412 ko`, `1.2 MB`. */
export function bytes(value: number): string {
	const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
	const step = value < 1 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3));
	return new Intl.NumberFormat(tag(), {
		style: 'unit',
		unit: units[step]!,
		unitDisplay: 'short',
		maximumFractionDigits: step < 2 ? 0 : 1
	}).format(value / 1000 ** step);
}

/** How far a clock is off, in its largest sensible unit: `8 minutes`, `2 jours`. */
export function span(milliseconds: number): string {
	const [amount, unit] = inLargest(milliseconds);
	return new Intl.NumberFormat(tag(), {
		style: 'unit',
		unit,
		unitDisplay: 'long'
	}).format(amount);
}

/** How long ago: `il y a 8 minutes`, `2 days ago`. */
export function ago(milliseconds: number): string {
	const [amount, unit] = inLargest(milliseconds);
	return new Intl.RelativeTimeFormat(tag()).format(-amount, unit);
}

function inLargest(milliseconds: number): [number, 'minute' | 'hour' | 'day'] {
	const minutes = Math.round(milliseconds / 60_000);
	if (minutes < 120) return [minutes, 'minute'];
	return minutes < 2880 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
}

/** `23/11/2026`, in both languages. */
export const dateOf = (instant: number): string =>
	local(instant).day.split('-').reverse().join('/');

/** A version is named by the moment it was built at, milliseconds; another name is shown as it is. */
export const versionWord = (version: string): string =>
	m.app_version({
		version: /^\d{13}$/.test(version)
			? [dateOf(Number(version)), timeOf(Number(version))].join(', ')
			: version
	});
