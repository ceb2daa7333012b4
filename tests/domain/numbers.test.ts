import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbersIn, withNumbers, type Runs } from '../../src/lib/domain/numbers';

const NUMBERS = fc.array(fc.integer({ min: 1, max: 60 }));

test('numbers given in any order, and more than once, are those that come out, each once', () => {
	fc.assert(
		fc.property(fc.array(NUMBERS), (batches) => {
			const runs = batches.reduce<Runs>((so, batch) => withNumbers(so, batch), []);
			const wanted = [...new Set(batches.flat())].sort((a, b) => a - b);
			expect([...numbersIn(runs)]).toEqual(wanted);
			runs.forEach(([first], i) => expect(first).toBeGreaterThan((runs[i - 1]?.[1] ?? -1) + 1));
		})
	);
});
