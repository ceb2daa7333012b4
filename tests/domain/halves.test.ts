import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { centresAsGeoJson } from '../../src/lib/domain/places/geojson';
import { halvesAhead } from '../../src/lib/domain/places/halves';
import { openingOn } from '../../src/lib/domain/places/slots';
import { stretchesOf, weekOf } from '../../src/lib/domain/week';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';

const murat = SAMPLE_CENTRES.find(({ slug }) => slug === 'murat')!;
const allanche = SAMPLE_CENTRES.find(({ slug }) => slug === 'allanche')!;
const next = (centre: typeof murat, day: string, time: string) =>
	halvesAhead(centre, [], instantOf(day, time)).map(
		({ day, half, opens }) => `${day} ${half} ${opens}`
	);

describe('the half-days somebody could come in', () => {
	test('are this one and the next, while the door is open', () => {
		expect(next(murat, '2026-11-26', '09:12')).toEqual([
			'2026-11-26 am 08:30',
			'2026-11-26 pm 13:30'
		]);
	});
	test('begin with the afternoon once the morning has closed', () => {
		expect(next(murat, '2026-11-26', '12:45')).toEqual([
			'2026-11-26 pm 13:30',
			'2026-11-27 am 08:30'
		]);
	});
	test('leave out afternoons that are closed, week-ends and public holidays', () => {
		expect(next(allanche, '2026-11-25', '12:31')[0]).toBe('2026-11-26 am 08:30');
		expect(next(murat, '2026-11-27', '18:00')[0]).toBe('2026-11-30 am 08:30');
		expect(next(murat, '2026-12-24', '17:30')[0]).toBe('2026-12-28 am 08:30');
	});
	test('leave out the days a centre is closed', () => {
		const closures = [{ from: '2026-11-26', to: '2026-11-27', why: 'Travaux' }];
		const [first] = halvesAhead(murat, closures, instantOf('2026-11-26', '09:00'));
		expect(first?.day).toBe('2026-11-30');
	});
	test('are never over, and always within opening hours', () => {
		const minute = fc.integer({ min: 0, max: 400 * 24 * 60 });
		fc.assert(
			fc.property(minute, fc.constantFrom(...SAMPLE_CENTRES), (minutes, centre) => {
				const now = instantOf('2026-01-01', '00:00') + minutes * 60_000;
				const found = halvesAhead(centre, [], now, 3);
				expect(found).toHaveLength(3);
				for (const { day, opens } of found) {
					const period = openingOn(centre, [], day).find(
						([from, to]) => from <= opens && opens < to
					);
					expect(period).toBeDefined();
					expect(instantOf(day, period![1])).toBeGreaterThan(now);
				}
			})
		);
	});
});

test('a week says each day once, whatever the hours', () => {
	const time = fc.constantFrom('08:00', '09:00', '12:00');
	const opening = fc.array(fc.tuple(time, fc.constantFrom('13:00', '18:00')), { maxLength: 2 });
	fc.assert(
		fc.property(fc.array(opening, { minLength: 7, maxLength: 7 }), (hours) => {
			const lines = weekOf(hours);
			const days = lines.flatMap(({ days }) => days).toSorted();
			expect(days).toEqual([0, 1, 2, 3, 4, 5, 6]);
			for (const { days, opening } of lines) {
				for (const day of days) expect(hours[day]).toEqual(opening);
				const again = stretchesOf(days).flatMap(([first, last]) =>
					Array.from({ length: last - first + 1 }, (_, i) => first + i)
				);
				expect(again).toEqual(days);
			}
		})
	);
});

test('the centres as GeoJSON have longitude first, their hours, and nothing of anybody', () => {
	const { features } = centresAsGeoJson([allanche]) as { features: Record<string, any>[] };
	expect(features[0]).toMatchObject({
		geometry: { type: 'Point', coordinates: [2.9353, 45.23] },
		properties: {
			name: 'Allanche',
			opening_hours: 'Mo,Tu,Th,Fr 08:30-12:30,13:30-17:30; We 08:30-12:30',
			sample: true
		}
	});
});
