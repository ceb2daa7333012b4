import { local, ZONE } from '../domain/calendar';
import { instantOf } from '../domain/calendar';
import type { Day } from '../domain/ids';
import { language } from './language.svelte';

/** How instants, days and amounts are written. Every answer follows the language on screen. */

const tags = { fr: 'fr-FR', en: 'en-GB' } as const;

/** `09:44`, on the network's clocks. */
export const timeOf = (instant: number): string => local(instant).time;

/** `lundi 23 novembre`, `lundi 1er février`. */
export function longDay(day: Day, withYear = false): string {
	const format = new Intl.DateTimeFormat(tags[language.current], {
		timeZone: ZONE,
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...(withYear && { year: 'numeric' })
	});
	const parts = format.formatToParts(instantOf(day, '12:00'));
	const first = language.current === 'fr' ? '1er' : '1';
	return parts.map(({ type, value }) => (type === 'day' && value === '1' ? first : value)).join('');
}

/** `mardi` and `24 nov.`, for where many days stand side by side. */
export function shortDay(day: Day): { readonly name: string; readonly date: string } {
	const at = instantOf(day, '12:00');
	const format = (options: Intl.DateTimeFormatOptions): string =>
		new Intl.DateTimeFormat(tags[language.current], { timeZone: ZONE, ...options }).format(at);
	const date = format({ day: 'numeric', month: 'short' });
	const first = language.current === 'fr' ? date.replace(/^1 /, '1er ') : date;
	return { name: format({ weekday: 'long' }), date: first };
}

/** `lundi` for 0 to `dimanche` for 6. */
export const weekdayName = (weekday: number): string =>
	new Intl.DateTimeFormat(tags[language.current], { timeZone: ZONE, weekday: 'long' }).format(
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

/** `1 234`, with the separator of the language. */
export const count = (value: number): string =>
	new Intl.NumberFormat(tags[language.current]).format(value);

/** Bytes in the unit people read: `412 ko`, `1.2 MB`. */
export function bytes(value: number): string {
	const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
	const step = value < 1 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3));
	return new Intl.NumberFormat(tags[language.current], {
		style: 'unit',
		unit: units[step]!,
		unitDisplay: 'short',
		maximumFractionDigits: step < 2 ? 0 : 1
	}).format(value / 1000 ** step);
}

/** How far a clock is off, in its largest sensible unit: `8 minutes`, `2 jours`. */
export function span(milliseconds: number): string {
	const [amount, unit] = inLargest(milliseconds);
	return new Intl.NumberFormat(tags[language.current], {
		style: 'unit',
		unit,
		unitDisplay: 'long'
	}).format(amount);
}

/** How long ago: `il y a 8 minutes`, `2 days ago`. */
export function ago(milliseconds: number): string {
	const [amount, unit] = inLargest(milliseconds);
	return new Intl.RelativeTimeFormat(tags[language.current]).format(-amount, unit);
}

function inLargest(milliseconds: number): [number, 'minute' | 'hour' | 'day'] {
	const minutes = Math.round(milliseconds / 60_000);
	if (minutes < 120) return [minutes, 'minute'];
	return minutes < 2880 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
}

/** `23/11/2026`, in both languages. */
export const dateOf = (instant: number): string =>
	local(instant).day.split('-').reverse().join('/');
