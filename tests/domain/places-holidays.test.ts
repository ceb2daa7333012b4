import { describe, expect, test } from 'vitest';
import { weekday } from '../../src/lib/domain/calendar';
import { easterOf, HOLIDAYS, holidayOn, holidaysOf } from '../../src/lib/domain/places/holidays';

/** Easter Sundays as printed by the Bureau des longitudes and in the almanacs before it. */
const EASTERS = [
	...['1583-04-10', '1598-03-22', '1818-03-22', '1900-04-15', '1943-04-25', '1954-04-18'],
	...['1961-04-02', '1981-04-19', '2000-04-23', '2008-03-23', '2011-04-24', '2016-03-27'],
	...['2020-04-12', '2021-04-04', '2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20'],
	...['2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21', '2031-04-13'],
	...['2038-04-25', '2049-04-18', '2076-04-19', '2100-03-28', '2285-03-22']
];

/** Easter Monday, Ascension and Whit Monday of the years in which this will be used. */
const MOVABLE: Readonly<Record<number, readonly string[]>> = {
	2024: ['04-01', '05-09', '05-20'],
	2025: ['04-21', '05-29', '06-09'],
	2026: ['04-06', '05-14', '05-25'],
	2027: ['03-29', '05-06', '05-17'],
	2028: ['04-17', '05-25', '06-05'],
	2029: ['04-02', '05-10', '05-21'],
	2030: ['04-22', '05-30', '06-10']
};
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];

describe('public holidays', () => {
	test.each(EASTERS)('Easter was or will be on %s', (day) => {
		expect(easterOf(Number(day.slice(0, 4)))).toBe(day);
	});

	test('Easter is a Sunday from 22 March to 25 April, in any year', () => {
		for (let year = 1583; year < 4_000; year += 1) {
			const easter = easterOf(year);
			expect([easter, weekday(easter)]).toEqual([easter, 6]);
			expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true);
		}
	});

	test.each(Object.keys(MOVABLE).map(Number))('%i has its eleven, and no other', (year) => {
		const days = [...FIXED, ...MOVABLE[year]!].map((date) => `${year}-${date}`).sort();
		expect([...holidaysOf(year).keys()].sort()).toEqual(days);
		expect([...holidaysOf(year).values()].sort()).toEqual([...HOLIDAYS].sort());
		const all = Array.from({ length: 366 }, (_, i) =>
			new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10)
		);
		const found = all.filter((day) => day.startsWith(`${year}`) && holidayOn(day));
		expect(found).toEqual(days);
	});

	test('where two fall on one day it is a holiday once: Ascension on the first of May 2008', () => {
		expect(holidayOn('2008-05-01')).toBe('labour-day');
		expect(holidaysOf(2008).size).toBe(10);
	});
});
