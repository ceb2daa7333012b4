import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weekday } from '../../src/lib/domain/calendar';
import { STROKES_LENGTH } from '../../src/lib/domain/training/kinds';
import { closedOn, halfDaysOf, usualHours } from '../../src/lib/domain/training/schedule';
import { BOX, isDrawn, pathIn, strokesText } from '../../src/lib/domain/training/strokes';
import type { Session } from '../../src/lib/domain/training/words';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';

const MURAT = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
const premises = {
	centre: MURAT,
	closures: [{ from: '2026-12-11', to: '2026-12-11', why: 'Chauffage en panne' }]
};
const FRIDAYS = {
	weekdays: [4],
	halves: ['am', 'pm'],
	from: '2026-12-04',
	to: '2027-01-04'
} as const;
const held: Session = {
	...{ id: '2026-12-04~murat~aaaa.1~000001', centre: 'murat', day: '2026-12-04', half: 'am' },
	...{ course: 'telework', group: '2026-11-01~murat~aaaa.1~000001', hours: 4 },
	...{ space: 'training', trainer: 'p_anne00000000' }
};

describe('a weekly series', () => {
	test('names each half-day it leaves out, with why', () => {
		const left = halfDaysOf(FRIDAYS, premises, {}, []).filter(({ closed }) => closed);
		expect(left.map(({ day, half, closed }) => [day, half, closed!.is])).toEqual([
			['2026-12-11', 'am', 'shut'],
			['2026-12-11', 'pm', 'shut'],
			['2026-12-25', 'am', 'holiday'],
			['2026-12-25', 'pm', 'holiday'],
			['2027-01-01', 'am', 'holiday'],
			['2027-01-01', 'pm', 'holiday']
		]);
	});

	test('has every chosen weekday of its stretch, each half-day once', () => {
		fc.assert(
			fc.property(
				fc.subarray([0, 1, 2, 3, 4, 5, 6]),
				fc.subarray(['am', 'pm'] as const),
				(weekdays, halves) => {
					const found = halfDaysOf({ ...FRIDAYS, weekdays, halves }, premises, {}, []);
					const keys = found.map(({ day, half }) => `${day} ${half}`);
					expect(new Set(keys).size).toBe(keys.length);
					expect(found.every(({ day }) => weekdays.includes(weekday(day)))).toBe(true);
				}
			)
		);
	});

	test('of no weekday or no half-day has none, however long the stretch that is being typed', () => {
		const ages = { ...FRIDAYS, from: '0002-01-01', to: '9999-12-31' };
		for (const none of [{ weekdays: [] }, { halves: [] }])
			expect(halfDaysOf({ ...ages, ...none }, premises, {}, [])).toEqual([]);
	});

	test('says which room, trainer or group is taken at that time already', () => {
		const clashes = (wanted: object, session = held) =>
			halfDaysOf(FRIDAYS, premises, wanted, [session])[0]!.clashes.map(({ is }) => is);
		expect(clashes({ space: 'training' })).toEqual(['room']);
		expect(clashes({ trainer: held.trainer })).toEqual(['trainer']);
		expect(clashes({ group: held.group, space: 'training' })).toEqual(['group']);
		expect(clashes({ space: 'training' }, { ...held, centre: 'ydes' })).toEqual([]);
		expect(clashes({ space: 'training' }, { ...held, cancelled: 'Neige' })).toEqual([]);
	});

	test('a centre closed for an afternoon is closed for that half-day alone', () => {
		const ydes = SAMPLE_CENTRES.find(({ hours }) => hours.some((day) => day.length === 1))!;
		const short = ydes.hours.findIndex((day) => day.length === 1);
		const day = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'][short]!;
		const there = { centre: ydes, closures: [] };
		expect(closedOn(day, 'am', there)).toBeUndefined();
		expect(closedOn(day, 'pm', there)).toEqual({ is: 'closed' });
		expect(usualHours(day, 'am', there)).toBe(4);
		expect(usualHours(day, 'pm', there)).toBe(3.5);
	});
});

describe('a drawn signature', () => {
	const point = fc.record({
		x: fc.double({ min: -50, max: BOX.width + 50, noNaN: true }),
		y: fc.double({ min: -50, max: BOX.height + 50, noNaN: true })
	});
	const strokes = fc.array(fc.array(point, { minLength: 1, maxLength: 900 }), {
		minLength: 1,
		maxLength: 12
	});

	test('always fits, and is always a path that may be drawn', () => {
		fc.assert(
			fc.property(strokes, (drawn) => {
				const text = strokesText(drawn);
				expect(text.length).toBeLessThanOrEqual(STROKES_LENGTH);
				expect(pathIn(text)).toBe(text);
			}),
			{ numRuns: 50 }
		);
	});

	test('a slip of the finger is none', () => {
		expect(
			isDrawn([
				[
					{ x: 10, y: 10 },
					{ x: 14, y: 10 }
				]
			])
		).toBe(false);
		expect(
			isDrawn([
				[
					{ x: 10, y: 10 },
					{ x: 90, y: 40 }
				]
			])
		).toBe(true);
	});

	test('nothing else is drawn, wherever it comes from', () => {
		for (const text of ['', 'M10', 'M1 1h5', 'M1 1l2 2"/><script>', 'M1 1'.repeat(3_000)])
			expect(pathIn(text)).toBeUndefined();
	});
});
