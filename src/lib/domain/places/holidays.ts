import type { Day } from '../ids';
import { shiftDay } from '../calendar';

/** The public holidays of metropolitan France: article L3133-1 of the Code du travail. */
export const HOLIDAYS = [
	'new-year',
	'easter-monday',
	'labour-day',
	'victory-day',
	'ascension',
	'whit-monday',
	'national-day',
	'assumption',
	'all-saints',
	'armistice',
	'christmas'
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

/** The eleven of one year, by day. Two may fall on one day: then it goes by the one of fixed date. */
export function holidaysOf(year: number): ReadonlyMap<Day, Holiday> {
	const easter = easterOf(year);
	const on = (date: string): Day => `${String(year).padStart(4, '0')}-${date}`;
	return new Map<Day, Holiday>([
		[shiftDay(easter, 1), 'easter-monday'],
		[shiftDay(easter, 39), 'ascension'],
		[shiftDay(easter, 50), 'whit-monday'],
		[on('01-01'), 'new-year'],
		[on('05-01'), 'labour-day'],
		[on('05-08'), 'victory-day'],
		[on('07-14'), 'national-day'],
		[on('08-15'), 'assumption'],
		[on('11-01'), 'all-saints'],
		[on('11-11'), 'armistice'],
		[on('12-25'), 'christmas']
	]);
}

const years = new Map<string, ReadonlyMap<Day, Holiday>>();

export function holidayOn(day: Day): Holiday | undefined {
	const year = day.slice(0, 4);
	let known = years.get(year);
	if (!known) years.set(year, (known = holidaysOf(Number(year))));
	return known.get(day);
}

/** Easter Sunday of the Gregorian calendar, by Oudin’s arithmetic (1940). */
export function easterOf(year: number): Day {
	const century = Math.floor(year / 100);
	const golden = year % 19;
	const shift = Math.floor((century - 17) / 25);
	let epact =
		(century - Math.floor(century / 4) - Math.floor((century - shift) / 3) + 19 * golden + 15) % 30;
	epact -=
		Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
	const weekday = (year + Math.floor(year / 4) + epact + 2 - century + Math.floor(century / 4)) % 7;
	const fromMarch = epact - weekday;
	const month = 3 + Math.floor((fromMarch + 40) / 44);
	const date = fromMarch + 28 - 31 * Math.floor(month / 4);
	return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
