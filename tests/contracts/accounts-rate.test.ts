import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, describe, expect, test } from 'vitest';
import { createRate, LIMITS, type Rate } from '../../src/lib/server/http/rate';

const MINUTE = 60_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** Bytes that are really in use. */
function heap(): number {
	collectGarbage();
	return process.memoryUsage().heapUsed;
}

describe('how much one device may ask', () => {
	let wall: number;
	let rate: Rate;
	beforeEach(() => {
		wall = 0;
		rate = createRate({ now: () => wall });
	});

	test('ten thousand facts a minute from one device are held up, and others are served', () => {
		let taken = 0;
		for (let sent = 0; sent < 10_000; sent += 200)
			if (!rate.take('thief', { requests: 1, facts: 200 })) taken += 200;
		expect(taken).toBe(3_000);
		expect(rate.take('kiosk', { requests: 1, facts: 200 })).toBeUndefined();
	});

	test('who was held up is told when to come again, and is served then and not before', () => {
		rate.take('kiosk', { facts: 3_000 });
		const { retryAfter } = rate.take('kiosk', { facts: 100 })!;
		expect(retryAfter).toBe(2);
		wall += retryAfter * 1_000 - 1;
		expect(rate.take('kiosk', { facts: 100 })).toBeDefined();
		wall += 1;
		expect(rate.take('kiosk', { facts: 100 })).toBeUndefined();
	});

	test('eight weeks of work kept offline get through, a minute at a time', () => {
		let left = 5_000;
		for (let minutes = 0; left > 0 && minutes < 3; minutes += 1, wall += MINUTE)
			while (left > 0 && !rate.take('kiosk', { requests: 1, facts: 200 })) left -= 200;
		expect(left).toBe(0);
	});

	test('requests are counted beside facts, and one too many takes nothing of either', () => {
		for (let i = 0; i < LIMITS.requests; i += 1)
			expect(rate.take('phone', { requests: 1 })).toBeUndefined();
		expect(rate.take('phone', { requests: 1, facts: 3_000 })).toEqual({ retryAfter: 1 });
		expect(rate.take('phone', { facts: 3_000 })).toBeUndefined();
	});

	test('a request larger than the bucket is let through when the bucket is full', () => {
		expect(rate.take('kiosk', { facts: 9_000 })).toBeUndefined();
		expect(rate.take('kiosk', { facts: 1 })).toEqual({ retryAfter: 1 });
	});

	test('a clock that jumps back holds nobody up for longer', () => {
		rate.take('kiosk', { facts: 3_000 });
		wall -= 365 * 24 * 60 * MINUTE;
		expect(rate.take('kiosk', { facts: 50 })).toEqual({ retryAfter: 1 });
		wall += MINUTE;
		expect(rate.take('kiosk', { facts: 3_000 })).toBeUndefined();
	});

	test('a million addresses do not fill the memory, and those in use are remembered', () => {
		const before = heap();
		rate.take('kiosk', { facts: 3_000 });
		for (let i = 0; i < 1_000_000; i += 1) {
			rate.take(`@${i}`, { requests: 1 });
			if (i % 1_000 === 0) expect(rate.take('kiosk', { facts: 1 })).toBeDefined();
		}
		expect(heap() - before).toBeLessThan(40_000_000);
	});
});
