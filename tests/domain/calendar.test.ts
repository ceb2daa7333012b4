import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, local, weekday } from '../../src/lib/domain/calendar';
import { isDay } from '../../src/lib/domain/ids';

describe('local time of the network', () => {
	test('an instant and its local day and time name the same minute, all year round', () => {
		const from = Date.parse('2026-01-01T00:00:00Z') / 60_000;
		fc.assert(
			fc.property(fc.integer({ min: from, max: from + 2 * 366 * 24 * 60 }), (minute) => {
				const { day, time } = local(minute * 60_000);
				const back = instantOf(day, time);
				// In the hour that autumn repeats, the first of the two is meant.
				expect([0, 60]).toContain(minute - back / 60_000);
			})
		);
	});

	test.each([
		['a winter morning', '2026-11-23', '08:52', '2026-11-23T07:52:00Z'],
		['a summer morning', '2026-07-01', '08:52', '2026-07-01T06:52:00Z'],
		['the day clocks go back', '2026-10-25', '08:52', '2026-10-25T07:52:00Z'],
		['the hour that comes twice', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
		['the hour that never comes', '2026-03-29', '02:30', '2026-03-29T01:30:00Z'],
		['just before midnight', '2026-12-31', '23:59', '2026-12-31T22:59:00Z']
	])('%s', (_title, day, time, instant) => {
		expect(new Date(instantOf(day, time)).toISOString()).toBe(new Date(instant).toISOString());
	});

	test('a tablet set to another zone does not move anybody’s day', () => {
		const before = process.env['TZ'];
		process.env['TZ'] = 'Pacific/Auckland';
		expect(local(Date.parse('2026-11-22T22:30:00Z'))).toEqual({ day: '2026-11-22', time: '23:30' });
		process.env['TZ'] = before;
	});

	test('weeks begin on Monday', () => {
		expect(weekday('2026-11-23')).toBe(0);
		expect(weekday('2026-11-22')).toBe(6);
	});
});

test('a day is what a calendar has, and nothing else', () => {
	const text = fc.tuple(fc.nat(9_999), fc.nat(14), fc.nat(33)).map(([year, month, day]) => {
		const pad = (n: number, length: number) => String(n).padStart(length, '0');
		return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
	});
	fc.assert(
		fc.property(text, (day) => {
			const time = Date.parse(`${day}T00:00:00Z`);
			const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
			expect([day, isDay(day)]).toEqual([day, isReal]);
		})
	);
	for (const no of ['', '2026-1-01', '2026-02-30', '2026-11-23T', ' 2026-11-23'])
		expect(isDay(no)).toBe(false);
});
