import type { BrowserContext } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstLoadsOverALink, type OverALink } from '../bench/first-load';
import { initialScripts } from '../bench/initial-js';
import { openLab, type Lab } from '../bench/lab';
import { allBytes, openCountedKiosk, type CountedKiosk } from '../bench/wire';

/**
 * What is counted and not timed, over a real link between a real browser and the
 * built server. The numbers are promises to people with a bad link: they are
 * lowered when they can be, and raised only with a reason.
 */

const FACTS = 3_000;
let lab: Lab;
let context: BrowserContext;

beforeAll(async () => {
	lab = await openLab(fileURLToPath(new URL('../..', import.meta.url)), { small: FACTS, large: 0 });
	context = await lab.browser();
}, 240_000);
afterAll(() => lab?.close());

describe('a tablet at work', () => {
	let kiosk: CountedKiosk;
	beforeAll(async () => {
		kiosk = await openCountedKiosk(lab.root, lab.app, context, 'saint-flour');
		// The first one ever carries what is said once a run.
		await kiosk.noteArrival();
	});
	afterAll(() => kiosk?.close());

	// 1.6 kB until the desk travelled with the arrival: a second fact, its outcome, and what the
	// centre has left to give in the answer.
	test('a check-in goes up in one request of at most 1.85 kB, heads and answer included', async () => {
		// As many as this kiosk has desks to give.
		for (let visitor = 0; visitor < 2; visitor += 1) {
			const exchanges = await kiosk.checkIn();
			expect(exchanges.map(({ path, status }) => [path, status])).toEqual([['/sync', 200]]);
			expect(allBytes(exchanges)).toBeLessThanOrEqual(1_850);
		}
	});

	// 1.1 kB until every request had to carry a session: a cookie of 56 bytes, and a header that
	// keeps other sites from reading the answer.
	test('asking for news when there is none takes one request of at most 1.2 kB', async () => {
		const exchanges = await kiosk.idlePoll();
		expect(exchanges.map(({ path, status }) => [path, status])).toEqual([['/sync', 200]]);
		expect(allBytes(exchanges)).toBeLessThanOrEqual(1_200);
	});
});

describe('a device that knows nothing yet', () => {
	let load: OverALink;
	beforeAll(async () => {
		[load] = (await firstLoadsOverALink(lab, lab.scenes.small, { slow: false, rounds: 1 })) as [
			OverALink
		];
	});

	test('two months of a centre come in two requests, at most 60 bytes a fact', () => {
		expect(load.exchanges.map(({ path }) => path)).toEqual(['/sync', '/segments']);
		expect(allBytes(load.exchanges) / FACTS).toBeLessThanOrEqual(60);
	});

	test('today comes with the first answer, small enough for a second at 400 kbit/s and 300 ms', () => {
		const [first] = load.exchanges;
		const seconds = 0.3 + allBytes([first!]) / 50_000;
		expect(load.visits).toBeGreaterThan(0);
		expect(seconds).toBeLessThanOrEqual(1);
	});
});

test.each(['/kiosk', '/desk', '/me', '/network', '/device', '/'])(
	'whoever comes in by %s loads at most 150 kB of scripts before touching anything',
	async (door) => {
		const origin = await lab.origin();
		const fresh = await lab.browser();
		const scripts = await initialScripts(lab.root, fresh, `${origin.url}${door}`);
		await fresh.close();
		expect(scripts.size).toBeGreaterThan(0);
		expect([...scripts.values()].reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150_000);
	}
);
