import { describe, expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import { HORIZON_DAYS, MOST_HALF_HOURS, problemOf } from '../../src/lib/domain/places/wish';
import type { Slot } from '../../src/lib/domain/places/slots';

const TODAY = '2026-11-24';
const centre = {
	spaces: [
		{ id: 'desk', kind: 'desk' as const, count: 3 },
		{ id: 'office', kind: 'office' as const, count: 1 },
		{ id: 'room', kind: 'room' as const, count: 1 }
	],
	// Monday to Friday, closed at noon; Saturday morning; never on Sunday.
	hours: [
		...Array.from({ length: 5 }, () => [['08:30', '12:00'] as const, ['13:30', '20:00'] as const]),
		[['09:00', '12:00'] as const],
		[]
	]
};
const closures = [{ from: '2026-12-21', to: '2026-12-31', why: 'Congés' }];
const at = (day: string, space: string, slots: readonly Slot[], time = '08:00') =>
	problemOf({ day, space, slots }, { centre, closures, today: TODAY, now: instantOf(TODAY, time) });
const halfHours = (from: number, count: number): Slot[] =>
	Array.from(
		{ length: count },
		(_, i) =>
			`${String(Math.floor((from + i) / 2)).padStart(2, '0')}:${(from + i) % 2 ? '30' : '00'}`
	);

describe('what is wrong with a wish', () => {
	test('nothing, where the centre is open and the slots are of the sort the space goes by', () => {
		expect(at(TODAY, 'desk', ['am'])).toBeUndefined();
		expect(at(TODAY, 'desk', ['am', 'pm'])).toBeUndefined();
		expect(at(TODAY, 'office', ['pm'])).toBeUndefined();
		expect(at(TODAY, 'room', ['08:30', '09:00', '09:30'])).toBeUndefined();
		expect(at('2026-11-28', 'desk', ['am'])).toBeUndefined();
		expect(at(shiftDay(TODAY, HORIZON_DAYS - 1), 'desk', ['am'])).toBeUndefined();
	});

	test('a space nobody has', () => {
		expect(at(TODAY, 'sauna', ['am'])).toBe('unknown-space');
		expect(at(TODAY, 'constructor', ['am'])).toBe('unknown-space');
		expect(at(TODAY, '__proto__', ['am'])).toBe('unknown-space');
	});

	test('a time that is over, to the minute at which it ends', () => {
		expect(at(shiftDay(TODAY, -1), 'desk', ['am'])).toBe('past');
		expect(at(TODAY, 'desk', ['am'], '12:59')).toBeUndefined();
		expect(at(TODAY, 'desk', ['am'], '13:00')).toBe('past');
		expect(at(TODAY, 'desk', ['am', 'pm'], '13:00')).toBe('past');
		expect(at(TODAY, 'room', ['09:00'], '09:29')).toBeUndefined();
		expect(at(TODAY, 'room', ['09:00'], '09:30')).toBe('past');
	});

	test('further ahead than places are given', () => {
		expect(at(shiftDay(TODAY, HORIZON_DAYS), 'desk', ['am'])).not.toBe('too-far');
		expect(at(shiftDay(TODAY, HORIZON_DAYS + 1), 'desk', ['am'])).toBe('too-far');
	});

	test('a day on which the centre is closed: a Sunday, a holiday, a closure', () => {
		expect(at('2026-11-29', 'desk', ['am'])).toBe('closed');
		expect(at('2026-12-25', 'desk', ['am'])).toBe('closed');
		expect(at('2026-12-21', 'desk', ['am'])).toBe('closed');
		expect(at('2026-12-31', 'desk', ['am'])).toBe('closed');
		expect(at('2026-12-18', 'desk', ['am'])).toBeUndefined();
	});

	test('a time at which the centre is not open', () => {
		expect(at('2026-11-28', 'desk', ['pm'])).toBe('outside-hours');
		expect(at(TODAY, 'room', ['08:00'], '07:00')).toBe('outside-hours');
		expect(at(TODAY, 'room', ['11:30', '12:00'])).toBe('outside-hours');
	});

	test('longer than a room is kept, or not one stretch of the space’s own slots', () => {
		const wide = {
			...centre,
			hours: Array.from({ length: 7 }, () => [['00:00', '23:30'] as const])
		};
		const roomFor = (slots: readonly Slot[]) =>
			problemOf(
				{ day: TODAY, space: 'room', slots },
				{ centre: wide, closures, today: TODAY, now: instantOf(TODAY, '00:00') }
			);
		expect(roomFor(halfHours(10, MOST_HALF_HOURS))).toBeUndefined();
		expect(roomFor(halfHours(10, MOST_HALF_HOURS + 1))).toBe('too-long');
		for (const slots of [[], ['09:00', '09:00'], ['09:00', '10:00'], ['09:30', '09:00'], ['am']])
			expect([slots, at(TODAY, 'room', slots)]).toEqual([slots, 'too-long']);
		for (const slots of [['09:00'], ['am', 'am'], ['am', '09:00']])
			expect([slots, at(TODAY, 'desk', slots)]).toEqual([slots, 'too-long']);
	});

	test('that a time is odd hides neither that it is over nor that it is too far away', () => {
		for (const slots of [[], ['09:00', '10:00'], ['am']] as const)
			expect(at('2036-11-28', 'room', slots)).toBe('too-far');
		expect(at('2026-11-20', 'room', ['09:00', '10:00'])).toBe('past');
	});
});
