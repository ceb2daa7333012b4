import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, local, shiftDay } from '../../src/lib/domain/calendar';
import {
	anyMeet,
	areInARow,
	boundsOf,
	halfDayAt,
	inDayOrder,
	meet,
	openingOn,
	periodOf,
	slotsWithin,
	type Slot
} from '../../src/lib/domain/places/slots';
import { keptUnits, partsOfUnit, unitOf, usualKept } from '../../src/lib/domain/places/units';

const HOUR = 3_600_000;
const time = (minutes: number): string =>
	`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const halfHour = fc.nat(47).map((n) => time(30 * n));
const slot: fc.Arbitrary<Slot> = fc.oneof(fc.constantFrom('am', 'pm'), halfHour);
const day = fc.oneof(
	fc.constantFrom('2026-03-29', '2026-10-25', '2028-02-29'),
	fc.nat(1_500).map((n) => shiftDay('2026-01-01', n))
);
/** Some opening hours at odd minutes, apart from each other. */
const opening = fc
	.uniqueArray(fc.nat(1_439), { maxLength: 6 })
	.map((all) => all.sort((a, b) => a - b))
	.map((all) =>
		Array.from(
			{ length: Math.floor(all.length / 2) },
			(_, i) => [time(all[2 * i]!), time(all[2 * i + 1]!)] as const
		)
	);
const ROOM = { kind: 'room' } as const;
const DESK = { kind: 'desk' } as const;

describe('slots', () => {
	test('two half-days, and forty-eight half hours, follow each other without a gap on every day but those of the clock', () => {
		fc.assert(
			fc.property(day, (day) => {
				const all = Array.from({ length: 48 }, (_, n) => time(30 * n));
				expect(areInARow(all)).toBe(true);
				expect(boundsOf(day, all[0]!)[0]).toBe(boundsOf(day, 'am')[0]);
				expect(boundsOf(day, 'am')[1]).toBe(boundsOf(day, 'pm')[0]);
				expect(boundsOf(day, 'pm')[1]).toBe(boundsOf(shiftDay(day, 1), 'am')[0]);
				expect(boundsOf(day, '23:30')[1]).toBe(boundsOf(day, 'pm')[1]);
				for (const slot of all.slice(8)) {
					const [from, to] = boundsOf(day, slot);
					expect(to - from).toBe(HOUR / 2);
					expect(local(from)).toEqual({ day, time: slot });
				}
			})
		);
	});

	test('on the day the clocks go forward the morning is an hour shorter, and no half hour moves', () => {
		const day = '2026-03-29';
		const [from, to] = boundsOf(day, 'am');
		expect(to - from).toBe(12 * HOUR);
		expect(boundsOf(day, '09:00')).toEqual([
			Date.parse('2026-03-29T07:00:00Z'),
			Date.parse('2026-03-29T07:30:00Z')
		]);
		expect(boundsOf(day, 'pm')[1] - boundsOf(day, 'pm')[0]).toBe(11 * HOUR);
	});

	test('on the day the clocks go back the morning is an hour longer, and no half hour moves', () => {
		const day = '2026-10-25';
		const [from, to] = boundsOf(day, 'am');
		expect(to - from).toBe(14 * HOUR);
		expect(boundsOf(day, '09:00')).toEqual([
			Date.parse('2026-10-25T08:00:00Z'),
			Date.parse('2026-10-25T08:30:00Z')
		]);
	});

	test('two slots meet exactly where they have an instant in common', () => {
		fc.assert(
			fc.property(slot, slot, (a, b) => {
				const [[from, to], [since, until]] = [boundsOf('2026-11-24', a), boundsOf('2026-11-24', b)];
				const common = Math.min(to, until) - Math.max(from, since);
				expect(meet(a, b)).toBe(common > 0);
				expect(meet(b, a)).toBe(meet(a, b));
				expect(anyMeet([a], [b])).toBe(meet(a, b));
			})
		);
		expect(anyMeet([], ['am'])).toBe(false);
	});

	test('a half hour is open where all of it is within one stretch of the opening hours, and begins at :00 or :30', () => {
		fc.assert(
			fc.property(opening, (opening) => {
				const open = slotsWithin(opening, ROOM);
				for (let n = 0; n < 48; n += 1) {
					const [from, to] = periodOf(time(30 * n));
					const isWithin = opening.some(([opens, closes]) => opens <= from && to <= closes);
					expect([from, open.includes(from)]).toEqual([from, isWithin]);
				}
				expect(inDayOrder(open)).toEqual(open);
			})
		);
	});

	test('a half-day is open where any minute of it is', () => {
		fc.assert(
			fc.property(opening, (opening) => {
				const minutes = Array.from({ length: 1_440 }, (_, n) => time(n)).filter((at) =>
					opening.some(([opens, closes]) => opens <= at && at < closes)
				);
				const halves = (['am', 'pm'] as const).filter((half) =>
					minutes.some((at) => halfDayAt(at) === half)
				);
				expect(slotsWithin(opening, DESK)).toEqual(halves);
				expect(slotsWithin(opening, { kind: 'office' })).toEqual(halves);
			})
		);
	});

	test('odd opening hours leave out what is not whole', () => {
		const odd = [
			['08:10', '12:20'],
			['13:30', '14:15']
		] as const;
		const open = slotsWithin(odd, ROOM);
		expect([open[0], open.at(-2), open.at(-1)]).toEqual(['08:30', '11:30', '13:30']);
		expect(slotsWithin([['10:05', '10:50']], ROOM)).toEqual([]);
		expect(slotsWithin([['10:05', '10:50']], DESK)).toEqual(['am']);
	});

	test('nothing is open on a public holiday or in a closure, first and last day included', () => {
		const centre = { hours: Array.from({ length: 7 }, () => [['09:00', '17:00'] as const]) };
		const closures = [{ from: '2026-08-03', to: '2026-08-14', why: 'été' }];
		const open = (day: string): boolean => openingOn(centre, closures, day).length > 0;
		const days = ['2026-08-02', '2026-08-03', '2026-08-14', '2026-08-15', '2026-08-16'];
		expect(days.map(open)).toEqual([true, false, false, false, true]);
		expect(openingOn(centre, [], '2026-08-03')).toEqual([['09:00', '17:00']]);
	});

	test('slots in a row are those with nothing between them', () => {
		expect(areInARow(['09:00', '09:30', '10:00'])).toBe(true);
		expect(areInARow(['09:00', '10:00'])).toBe(false);
		expect(areInARow(['09:30', '09:00'])).toBe(false);
		expect(areInARow(['am', 'pm'])).toBe(true);
		expect(instantOf('2026-11-24', '13:00')).toBe(boundsOf('2026-11-24', 'pm')[0]);
	});
});

describe('units', () => {
	test('a unit says of which space it is, whatever the space is called', () => {
		const id = fc.string({ minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(id, fc.integer({ min: 1, max: 500 }), (id, n) => {
				expect(partsOfUnit(unitOf({ id }, n))).toEqual({ space: id, n });
			})
		);
	});

	test('half of the desks, rounded up, are kept for who walks in, and of a space named like what every object has none too many', () => {
		const spaces = [
			{ id: 'desk', kind: 'desk' as const, count: 5 },
			{ id: 'room', kind: 'room' as const, count: 2 },
			{ id: 'constructor', kind: 'booth' as const, count: 2 },
			{ id: '__proto__', kind: 'booth' as const, count: 2 }
		];
		expect(keptUnits({ spaces }, usualKept({ spaces }))).toEqual(['desk-1', 'desk-2', 'desk-3']);
		expect(keptUnits({ spaces }, {})).toEqual([]);
	});
});
