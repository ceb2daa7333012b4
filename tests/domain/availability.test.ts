import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAvailability } from '../../src/lib/domain/availability';

describe('a published report of availability', () => {
	const report = { desks: 6, taken: { am: 2, pm: 0 }, visits: 3 };

	test('a sound one is taken, and nothing but its counts', () => {
		expect(parseAvailability({ ...report, _rev: '1-x', who: ['p_1'] })).toEqual(report);
	});

	test('no other value is taken for one, and none throws', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(parseAvailability(value)).toBeUndefined();
			})
		);
		for (const wrong of [{ desks: -1 }, { desks: 1.5 }, { taken: {} }, { visits: '3' }])
			expect(parseAvailability({ ...report, ...wrong })).toBeUndefined();
	});
});
