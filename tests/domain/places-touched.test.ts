import { describe, expect, test } from 'vitest';
import { parseAvailability, type Availability } from '../../src/lib/domain/availability';
import { touchedOn } from '../../src/lib/domain/places/touched';

const WEDNESDAY = '2026-11-25';
const OPEN = [['08:30', '17:30']] as const;
const centre = {
	hours: [OPEN, OPEN, OPEN, OPEN, OPEN, [], []],
	spaces: [
		{ id: 'desk', kind: 'desk', count: 6 },
		{ id: 'meeting', kind: 'room', count: 1 }
	]
} as const;
const noWednesday = centre.hours.map((opening, day) => (day === 2 ? [] : opening));
const report = (online: object, kept: object = {}): Availability =>
	parseAvailability({ desks: 6, taken: { am: 0, pm: 0 }, visits: 0, online, kept })!;

describe('who describes a centre is told how many taken places', () => {
	const taken = report({ desk: 'am*4 pm*2', meeting: '10:00-11:30' }, { desk: 'am pm' });
	const touched = (change: object, day = WEDNESDAY, closures: object[] = []): number =>
		touchedOn(day, taken, {
			before: centre,
			after: { ...centre, ...change },
			closures: closures as never
		});

	test('lie outside the hours it would have', () => {
		expect(touched({})).toBe(0);
		// Three of the desks in the morning, without the one kept for who walks in, and the room.
		expect(touched({ hours: noWednesday })).toBe(4);
		expect(touched({ hours: noWednesday }, '2026-11-26')).toBe(0);
		expect(touched({ hours: centre.hours.map(() => [['13:30', '17:30']]) })).toBe(4);
		expect(touched({ hours: centre.hours.map(() => [['08:30', '12:30']]) })).toBe(1);
	});

	test('it would have no room for', () => {
		const desks = (count: number) => ({
			spaces: [{ ...centre.spaces[0], count }, centre.spaces[1]]
		});
		expect([6, 3, 2, 1].map((count) => touched(desks(count)))).toEqual([0, 0, 1, 2]);
		expect(touched({ spaces: [centre.spaces[0]] })).toBe(1);
	});

	test('and none for what is closed already, or was never said', () => {
		const closure = { from: WEDNESDAY, to: WEDNESDAY, why: 'Neige' };
		expect(touched({ hours: noWednesday }, WEDNESDAY, [closure])).toBe(0);
		const change = { before: centre, after: { ...centre, hours: noWednesday }, closures: [] };
		expect(touchedOn(WEDNESDAY, {}, change)).toBe(0);
	});
});
