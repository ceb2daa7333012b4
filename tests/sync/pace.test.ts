import { describe, expect, test } from 'vitest';
import { backOff } from '../../src/lib/sync/back-off';
import { FIRST_BATCH, grown, halved } from '../../src/lib/sync/batch';

const always = (fraction: number) => ({ fraction: () => fraction, text: () => '' });
const latest = always(0.999_999);

describe('how long the engine waits', () => {
	test('anywhere from at once to a ceiling that doubles from 2 s to 10 min', () => {
		expect(backOff(0, { why: 'busy' }, always(0))).toBe(0);
		const ceilings = [0, 1, 2, 3, 8, 9, 50].map((n) => backOff(n, { why: 'busy' }, latest));
		expect(ceilings).toEqual([2_000, 4_000, 8_000, 16_000, 511_999, 599_999, 599_999]);
	});

	test('never sooner than the server asked', () => {
		expect(backOff(0, { why: 'busy', retryAfter: 90_000 }, always(0))).toBe(90_000);
	});

	test('with no link at all, never longer than half a minute', () => {
		expect(backOff(50, { why: 'no-link' }, latest)).toBeLessThanOrEqual(30_000);
	});

	test('with no link and something to send, short enough to have sent it 5 s after the link is back', () => {
		expect(backOff(50, { why: 'no-link' }, latest, true)).toBeLessThanOrEqual(4_000);
		// Who cannot cope is not asked more often for it.
		expect(backOff(50, { why: 'busy' }, latest, true)).toBeGreaterThan(500_000);
	});
});

describe('how much goes up at once', () => {
	test('20 facts or 16 kB, growing to 200', () => {
		expect(FIRST_BATCH).toEqual({ facts: 20, bytes: 16_384 });
		let batch = FIRST_BATCH;
		for (let i = 0; i < 10; i += 1) batch = grown(batch);
		expect(batch.facts).toBe(200);
	});

	test('halved down to a single fact', () => {
		let batch = FIRST_BATCH;
		for (let i = 0; i < 10; i += 1) batch = halved(batch);
		expect(batch.facts).toBe(1);
	});
});
