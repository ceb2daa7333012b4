import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import { freeOn, freeThrough } from '../../src/lib/domain/places/free';
import { minutesBetween, nearest, straightKm } from '../../src/lib/domain/places/nearest';
import { anyMeet, type Slot } from '../../src/lib/domain/places/slots';
import { spaceNamed } from '../../src/lib/domain/places/units';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';

const TUESDAY = '2026-11-24';
const TODAY = '2026-11-23';
const centreNamed = (slug: string) => SAMPLE_CENTRES.find((centre) => centre.slug === slug)!;

/** A network on which so many units are gone: by centre, day, space and slot. */
const around = (
	gone: (centre: string, day: string, space: string, slot: Slot) => number,
	taken: readonly Slot[] = []
) => ({
	centres: SAMPLE_CENTRES,
	free: (slug: string, day: string) =>
		freeOn(
			day,
			{
				centre: centreNamed(slug),
				closures: [],
				today: TODAY,
				now: instantOf(TODAY, '12:00'),
				kept: {}
			},
			(space, slot) => gone(slug, day, space, slot)
		),
	taken: () => taken
});
const MORNING = { centre: 'murat', day: TUESDAY, space: 'desk', slots: ['am'] as Slot[] };

describe('who is refused', () => {
	test('a desk for a morning is shown another space and the afternoon there, then the centre next door', () => {
		const full = around((centre, day, space, slot) =>
			centre === 'murat' && day === TUESDAY && space === 'desk' && slot === 'am' ? 99 : 0
		);
		expect(nearest(MORNING, full)).toEqual([
			{ centre: 'murat', day: TUESDAY, space: 'office', slots: ['am'], minutes: 0 },
			{ centre: 'murat', day: TUESDAY, space: 'desk', slots: ['pm'], minutes: 0 },
			{ centre: 'allanche', day: TUESDAY, space: 'desk', slots: ['am'], minutes: 25 }
		]);
	});

	test('a change is not shown what they would give for it', () => {
		const full = around((centre, day, space, slot) =>
			centre === 'murat' && day === TUESDAY && space === 'desk' && slot === 'am' ? 99 : 0
		);
		const theirs = { centre: 'murat', day: TUESDAY, space: 'desk', slots: ['pm'] as Slot[] };
		expect(nearest(MORNING, { ...full, given: theirs })).not.toContainEqual({
			...theirs,
			minutes: 0
		});
		expect(nearest(MORNING, { ...full, given: { ...theirs, day: TODAY } })).toEqual(
			nearest(MORNING, full)
		);
	});

	test('because they let offers of it go is shown that very place first, while it is free', () => {
		const free = around(() => 0);
		expect(nearest(MORNING, { ...free, again: true })[0]).toEqual({ ...MORNING, minutes: 0 });
		expect(nearest(MORNING, free)).not.toContainEqual({ ...MORNING, minutes: 0 });
	});

	test('where a centre is full all day, the nearest other comes before another day', () => {
		const full = around((centre, day) => (centre === 'murat' && day === TUESDAY ? 99 : 0));
		const found = nearest(MORNING, full);
		expect(found.map(({ centre, day }) => [centre, day])).toEqual([
			['allanche', TUESDAY],
			['saint-flour', TUESDAY],
			['murat', '2026-11-25']
		]);
	});

	test('a meeting room is shown the least shifted time, of the same length', () => {
		const slots = ['10:00', '10:30'];
		const wish = { ...MORNING, centre: 'saint-flour', space: 'meeting', slots };
		const full = around((_c, _d, _s, slot) => (slots.includes(slot) ? 99 : 0));
		const [first] = nearest(wish, full);
		expect(first).toMatchObject({ centre: 'saint-flour', slots: ['09:00', '09:30'] });
	});

	test('the confidential room is shown only another confidential room', () => {
		const wish = { ...MORNING, centre: 'ydes', space: 'confidential', slots: ['10:00'] };
		const kinds = nearest(
			wish,
			around(() => 0)
		).map(({ centre, space }) => spaceNamed(centreNamed(centre), space)!.kind);
		expect(kinds.length).toBeGreaterThan(0);
		expect(new Set(kinds)).toEqual(new Set(['confidential']));
	});

	test('is shown only what is free, open, not in the way of what they have, and not what was refused', () => {
		const wishes = fc.constantFrom(
			...SAMPLE_CENTRES.flatMap(({ slug, spaces }) =>
				spaces.map(({ id, kind }) => ({
					centre: slug,
					space: id,
					slots: (kind === 'desk' || kind === 'office' ? ['pm'] : ['09:00', '09:30']) as Slot[]
				}))
			)
		);
		fc.assert(
			fc.property(
				wishes,
				fc.nat(50),
				fc.nat(12),
				fc.subarray(['am', 'pm', '09:00', '14:00'] as Slot[]),
				(at, ahead, salt, taken) => {
					const wish = { ...at, day: shiftDay(TODAY, ahead) };
					const net = around(
						(centre, day, space, slot) =>
							(centre.length + day.length * salt + space.length + slot.length * salt) % 7,
						taken
					);
					const found = nearest(wish, net);
					expect(found.length).toBeLessThanOrEqual(3);
					for (const one of found) {
						expect(
							freeThrough(net.free(one.centre, one.day), one.space, one.slots)
						).toBeGreaterThan(0);
						expect(one.slots).toHaveLength(wish.slots.length);
						expect(anyMeet(taken, one.slots)).toBe(false);
						expect({ ...one, minutes: 0 }).not.toEqual({ ...wish, minutes: 0 });
					}
					const keys = found.map(({ centre, day, space, slots }) =>
						[centre, day, space, ...slots].join()
					);
					expect(new Set(keys).size).toBe(keys.length);
				}
			)
		);
	});
});

test('distances are those of the map, and the way is longer than the straight line', () => {
	const km = (a: string, b: string) => Math.round(straightKm(centreNamed(a), centreNamed(b)));
	expect([km('murat', 'allanche'), km('murat', 'aurillac'), km('aurillac', 'montmurat')]).toEqual([
		14, 39, 38
	]);
	expect(minutesBetween(centreNamed('murat'), centreNamed('saint-flour'))).toBe(35);
	expect(minutesBetween(centreNamed('murat'), centreNamed('murat'))).toBe(0);
});
