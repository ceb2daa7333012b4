import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { freeOn } from '../../src/lib/domain/places/free';
import { WeeklyForm } from '../../src/lib/ui/booking/weekly.svelte';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';

const TODAY = '2026-11-30';
const MURAT = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
const DESK = MURAT.spaces.find(({ kind }) => kind === 'desk')!;
const ROOM = MURAT.spaces.find(({ kind }) => kind === 'room')!;
const premises = { centre: MURAT, closures: [], today: TODAY, now: instantOf(TODAY, '12:00') };
const around = {
	premises,
	free: (day: string) => freeOn(day, { ...premises, kept: {} }, () => 0),
	taken: () => []
};
const filledIn = (more: Partial<WeeklyForm> = {}) =>
	Object.assign(new WeeklyForm(TODAY, DESK.id), more);

describe('what is being filled in to come every week', () => {
	test.each(['from', 'to'] as const)('may have its day %s cleared: it asks for one', (field) => {
		for (const value of ['', '12026-01-01']) {
			const form = filledIn({ [field]: value });
			expect(form.dates(DESK, around)).toEqual([]);
			expect(form.problem(DESK)).toBe('no-date');
		}
	});

	test.each(['begins', 'ends'] as const)(
		'may have the time it %s cleared: it asks for one',
		(field) => {
			for (const value of ['', '09:10']) {
				const form = filledIn({ [field]: value });
				expect(form.dates(ROOM, around)).toEqual([]);
				expect(form.problem(ROOM)).toBe('no-time');
				// A desk goes by the half-day: nothing is missing.
				expect(form.problem(DESK)).toBeUndefined();
			}
		}
	);

	test('says that its end comes before its beginning', () => {
		expect(filledIn({ to: TODAY, from: '2026-12-01' }).problem(DESK)).toBe('backwards');
		expect(filledIn({ begins: '10:00', ends: '10:00' }).problem(ROOM)).toBe('backwards');
		expect(filledIn({ begins: '10:00', ends: '10:30' }).problem(ROOM)).toBeUndefined();
	});

	test('a date moved to no day there is stays where it was', () => {
		const form = filledIn();
		const [first] = form.dates(DESK, around);
		form.move(first!.planned, '12026-01-01');
		expect(form.dates(DESK, around)[0]!.date.day).toBe(first!.planned);
		form.move(first!.planned, '2026-12-03');
		form.move(first!.planned, '');
		expect(form.dates(DESK, around)[0]!.date.day).toBe(first!.planned);
	});
});
