import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import { desksFree, freeOn, freeThrough } from '../../src/lib/domain/places/free';
import { slotsWithin } from '../../src/lib/domain/places/slots';
import { usualKept } from '../../src/lib/domain/places/units';
import { HORIZON_DAYS, problemOf } from '../../src/lib/domain/places/wish';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';

const MONDAY = '2026-11-23';
const MURAT = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
const at = (time: string, day = MONDAY): number => instantOf(day, time);
const premises = (now = at('08:00')) => ({
	centre: MURAT,
	closures: [{ from: '2026-12-01', to: '2026-12-02', why: 'Travaux' }],
	today: MONDAY,
	now,
	kept: usualKept(MURAT)
});

describe('what is free', () => {
	test('of a day nobody has said anything about is everything but what is kept for who walks in', () => {
		const day = freeOn('2026-11-24', premises());
		expect(desksFree(day)).toEqual({ am: 3, pm: 3 });
		expect(freeThrough(day, 'office', ['am', 'pm'])).toBe(4);
	});

	test('is what the server’s report leaves, and never less than nothing', () => {
		const day = freeOn('2026-11-24', premises(), (space, slot) =>
			space === 'desk' ? (slot === 'am' ? 5 : 9) : 0
		);
		expect(desksFree(day)).toEqual({ am: 1, pm: 0 });
		expect(freeThrough(day, 'desk', ['am', 'pm'])).toBe(0);
	});

	test('of a half-day that has ended is nothing, and it says that it is over', () => {
		const day = freeOn(MONDAY, premises(at('14:00')));
		expect(desksFree(day)).toEqual({ pm: 3 });
		expect(freeThrough(day, 'desk', ['am'])).toBe(0);
	});

	test('on a public holiday, on a closed day, at a weekend: nothing, and the reason is named', () => {
		expect(freeOn('2026-12-25', premises())).toEqual({ is: 'holiday', holiday: 'christmas' });
		expect(freeOn('2026-12-02', premises())).toEqual({ is: 'shut', why: 'Travaux' });
		expect(freeOn('2026-11-28', premises())).toEqual({ is: 'closed' });
		expect(freeOn('2026-11-22', premises())).toEqual({ is: 'past' });
		expect(freeOn(shiftDay(MONDAY, HORIZON_DAYS + 1), premises())).toEqual({ is: 'too-far' });
	});

	test('is offered exactly where a holder would not say no for another reason', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -3, max: HORIZON_DAYS + 3 }),
				fc.constantFrom(...MURAT.spaces),
				fc.integer({ min: 0, max: 23 }),
				fc.nat(8),
				(ahead, space, hour, gone) => {
					const day = shiftDay(MONDAY, ahead);
					const now = at(`${String(hour).padStart(2, '0')}:00`);
					const around = premises(now);
					const free = freeOn(day, around, () => gone);
					for (const slot of slotsWithin(MURAT.hours[0]!, space)) {
						const problem = problemOf({ day, space: space.id, slots: [slot] }, around);
						const count = freeThrough(free, space.id, [slot]);
						expect(count > 0).toBe(problem === undefined && gone < space.count);
					}
				}
			)
		);
	});
});
