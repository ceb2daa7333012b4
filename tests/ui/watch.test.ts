import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restAfter } from '../../src/lib/ui/scan/watch';

test('a camera is looked at eight times a second at most, and never keeps a slow tablet busy', () => {
	fc.assert(
		fc.property(fc.double({ min: 0, max: 5_000, noNaN: true }), (took) => {
			const rest = restAfter(took);
			expect(took + rest).toBeGreaterThanOrEqual(125 - 1e-9);
			expect(took / (took + rest)).toBeLessThanOrEqual(0.25 + 1e-9);
		})
	);
});
