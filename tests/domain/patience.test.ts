import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	afterRight,
	afterWrong,
	caughtUp,
	isWaiting,
	PATIENT,
	waitFor,
	type Patience
} from '../../src/lib/domain/patience';

const DAY = 86_400_000;
const wrongs = (count: number, who = '1420', from = PATIENT): Patience =>
	Array.from({ length: count }).reduce<Patience>((patience) => afterWrong(patience, who), from);
/** So many wrong codes, each of somebody else. */
const byOthers = (count: number): Patience =>
	Array.from({ length: count }, (_, i) => `n${i}`).reduce(afterWrong, PATIENT);
const later = (patience: Patience, passed: number): Patience =>
	caughtUp(patience, patience, passed);

describe('how long wrong codes make somebody wait', () => {
	test('three cost nothing, then 5 s, 15 s, 1 min, 5 min and never more than 15 min', () => {
		const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((count) => waitFor(wrongs(count), '1420'));
		expect(waits).toEqual([0, 0, 0, 5_000, 15_000, 60_000, 300_000, 900_000, 900_000, 900_000]);
	});

	test('nobody waits for what another typed', () => {
		expect(waitFor(wrongs(8), '1438')).toBe(0);
	});

	test('ten in a row of whatever numbers are a short pause for all, and never more', () => {
		expect(waitFor(byOthers(9), '1420')).toBe(0);
		expect(waitFor(byOthers(10), '1420')).toBe(5_000);
		expect(waitFor(byOthers(1_000), '1420')).toBe(5_000);
	});

	test('the right code ends it for its owner and for all, and for no other number', () => {
		const both = wrongs(6, '1438', wrongs(6));
		const after = afterRight(both, '1420');
		expect(waitFor(after, '1420')).toBe(0);
		expect(waitFor(after, '1438')).toBe(60_000);
		expect(waitFor(afterRight(byOthers(20), 'n3'), '1420')).toBe(0);
	});

	test('time that passed shortens a wait, and a day of it ends the row', () => {
		expect(waitFor(later(wrongs(5), 4_000), '1420')).toBe(11_000);
		expect(isWaiting(later(wrongs(5), 15_000))).toBe(false);
		expect(waitFor(afterWrong(later(wrongs(5), DAY - 1), '1420'), '1420')).toBe(60_000);
		expect(waitFor(afterWrong(later(wrongs(5), DAY), '1420'), '1420')).toBe(0);
	});

	test('who looked at an earlier row of wrong codes has counted nothing of this one', () => {
		const earlier = wrongs(4);
		const now = wrongs(4, '1420', afterRight(earlier, '1420'));
		expect(waitFor(caughtUp(now, earlier, 60_000), '1420')).toBe(5_000);
	});

	test('what could not be written down still counts for who saw it', () => {
		expect(waitFor(caughtUp(PATIENT, wrongs(5), 1_000), '1420')).toBe(14_000);
	});

	test('however many count the same time, it passes no faster than it does', () => {
		const step = fc.record({ tab: fc.nat(2), passes: fc.nat(3_000) });
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
				let kept = wrongs(8);
				let now = 0;
				const tabs = [0, 1, 2].map(() => ({ seen: kept, at: 0 }));
				for (const { tab, passes } of steps) {
					now += passes;
					const own = tabs[tab]!;
					kept = own.seen = caughtUp(kept, own.seen, now - own.at);
					own.at = now;
				}
				expect(waitFor(kept, '1420')).toBeGreaterThanOrEqual(900_000 - now);
			})
		);
	});
});
