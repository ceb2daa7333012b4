import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { doorAt, hoursOn } from '../../src/lib/domain/opening';

const full = [
	['08:30', '12:30'],
	['13:30', '17:30']
] as const;
const morning = [['08:30', '12:30']] as const;
/** Closed on Wednesday afternoon and at the weekend. */
const centre = { hours: [full, full, morning, full, full, [], []] };
const MONDAY = '2026-11-23';
const WEDNESDAY = '2026-11-25';
const SUNDAY = '2026-11-22';

describe('whether the door is open', () => {
	test.each([
		['before opening, the hour it opens is said', MONDAY, '07:59', { is: 'shut', opens: '08:30' }],
		['at the minute it opens, it is open', MONDAY, '08:30', { is: 'open', until: '12:30' }],
		['at the minute it closes, it is closed', MONDAY, '12:30', { is: 'shut', opens: '13:30' }],
		[
			'in the afternoon it is open until the evening',
			MONDAY,
			'15:00',
			{ is: 'open', until: '17:30' }
		],
		['after the last closing it is over', MONDAY, '17:30', { is: 'over' }],
		['a free afternoon is over at noon', WEDNESDAY, '12:30', { is: 'over' }],
		['a day without hours is closed all day', SUNDAY, '10:00', { is: 'closed-all-day' }]
	])('%s', (_title, day, time, door) => {
		expect(doorAt(centre, instantOf(day, time))).toEqual(door);
	});

	test('the hours shown are those of the network’s day, not of the device’s', () => {
		expect(hoursOn(centre, instantOf(SUNDAY, '23:59'))).toEqual([]);
		expect(hoursOn(centre, instantOf(MONDAY, '00:00'))).toEqual(full);
	});
});
