import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, shiftDay, weekday } from '../../src/lib/domain/calendar';
import { freeOn } from '../../src/lib/domain/places/free';
import { datesOf, nextLike, type Pattern } from '../../src/lib/domain/places/series';
import type { Slot } from '../../src/lib/domain/places/slots';
import { problemOf } from '../../src/lib/domain/places/wish';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';

const TODAY = '2026-11-30';
const MURAT = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
const premises = {
	centre: MURAT,
	closures: [{ from: '2026-12-11', to: '2026-12-11', why: 'Chauffage en panne' }],
	today: TODAY,
	now: instantOf(TODAY, '12:00')
};
const around = (gone: Record<string, number> = {}, own: Record<string, Slot[]> = {}) => ({
	premises,
	free: (day: string) => freeOn(day, { ...premises, kept: {} }, () => gone[day] ?? 0),
	taken: (day: string) => own[day] ?? []
});
/** Fridays over Christmas. */
const FRIDAYS: Pattern = {
	weekdays: [4],
	space: 'desk',
	slots: ['am'],
	from: '2026-12-04',
	to: '2027-01-15'
};

describe('every week', () => {
	test('every date is there, and each that will not do says why', () => {
		const dates = datesOf(
			FRIDAYS,
			around({ '2027-01-08': 6 }, { '2026-12-18': ['am', 'pm'], '2027-01-15': ['pm'] })
		);
		expect(dates.map(({ day, obstacle }) => [day, obstacle])).toEqual([
			['2026-12-04', undefined],
			['2026-12-11', { is: 'shut', why: 'Chauffage en panne' }],
			['2026-12-18', { is: 'overlap' }],
			['2026-12-25', { is: 'holiday', holiday: 'christmas' }],
			['2027-01-01', { is: 'holiday', holiday: 'new-year' }],
			['2027-01-08', { is: 'full' }],
			['2027-01-15', undefined]
		]);
	});

	test('days gone by and days too far ahead are said to be so', () => {
		const long = { ...FRIDAYS, weekdays: [0], from: '2026-11-23', to: '2027-02-01' };
		const dates = datesOf(long, around());
		expect(dates[0]).toMatchObject({ day: '2026-11-23', obstacle: { is: 'past' } });
		expect(dates.at(-1)).toMatchObject({ day: '2027-02-01', obstacle: { is: 'too-far' } });
	});

	test('no end is so far that the list has none', () => {
		expect(datesOf({ ...FRIDAYS, to: '9999-12-31' }, around()).length).toBeLessThan(12);
		expect(datesOf({ ...FRIDAYS, to: '2026-12-01' }, around())).toEqual([]);
	});

	test('a year that is still being typed is not walked through: days gone by are left out before the last week', () => {
		const daily = { ...FRIDAYS, weekdays: [0, 1, 2, 3, 4, 5, 6], from: '0002-12-04', to: TODAY };
		let looked = 0;
		const dates = datesOf(daily, {
			...around(),
			get premises() {
				looked += 1;
				return premises;
			}
		});
		expect(dates.map(({ day }) => day)).toEqual(
			[7, 6, 5, 4, 3, 2, 1, 0].map((ago) => shiftDay(TODAY, -ago))
		);
		expect(looked).toBeLessThan(100);
	});

	test('a date without an obstacle is one that a holder would find nothing wrong with', () => {
		fc.assert(
			fc.property(
				fc.subarray([0, 1, 2, 3, 4, 5, 6]),
				fc.constantFrom<readonly Slot[]>(['am'], ['am', 'pm'], ['09:00'], ['12:00', '12:30']),
				fc.constantFrom(...MURAT.spaces.map(({ id }) => id), 'none'),
				fc.integer({ min: -10, max: 70 }),
				fc.nat(40),
				(weekdays, slots, space, from, length) => {
					const start = shiftDay(TODAY, from);
					const pattern = { weekdays, slots, space, from: start, to: shiftDay(start, length) };
					for (const date of datesOf(pattern, around())) {
						expect(weekdays).toContain(weekday(date.day));
						expect(date.obstacle === undefined).toBe(problemOf(date, premises) === undefined);
					}
				}
			)
		);
	});
});

test('what somebody had last is offered again on the next such weekday that will do', () => {
	const last = { day: '2026-12-04', space: 'desk', slots: ['am'] as Slot[] };
	expect(nextLike(last, around())?.day).toBe('2026-12-18');
	expect(nextLike({ ...last, day: '2020-01-03' }, around())?.day).toBe('2026-12-04');
	expect(nextLike({ ...last, space: 'gone' }, around())).toBeUndefined();
});
