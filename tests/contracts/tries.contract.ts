import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keptTries } from '../../src/lib/adapters/browser/tries';
import type { Tables } from '../../src/lib/ports/tables';
import type { Tries } from '../../src/lib/ports/tries';
import { handTimers, type HandTimers } from '../support/hand-timers';
import type { Browser } from './tables.contract';

const FOUR = [0, 0, 0, 5_000];

/** How a device makes people wait who typed wrong codes. */
export function triesContract(name: string, newBrowser: () => Browser): void {
	describe(`tries: ${name}`, () => {
		let browser: Browser;
		let open: { tables: Tables; time: HandTimers }[];
		beforeEach(() => {
			browser = newBrowser();
			open = [];
		});
		afterEach(() => {
			browser.fill(undefined);
			for (const { tables } of open) tables.close();
		});

		/** One run of the app in one tab: its own count of time begins at nought. */
		function run(): { tries: Tries; time: HandTimers } {
			const tables = browser.tab();
			const time = handTimers();
			open.push({ tables, time });
			return { tries: keptTries({ tables, timers: time.timers, passed: time.now }), time };
		}
		async function wrong(tries: Tries, times: number, who = '1420'): Promise<number[]> {
			const waits: number[] = [];
			for (let i = 0; i < times; i += 1) waits.push(await tries.wrong(who));
			return waits;
		}

		test('each wrong code says how long to wait, and the wait runs down', async () => {
			const { tries, time } = run();
			expect(await wrong(tries, 4)).toEqual(FOUR);
			time.pass(2_000);
			expect(await tries.left('1420')).toBe(3_000);
			time.pass(3_000);
			expect(await tries.left('1420')).toBe(0);
			expect(await tries.wrong('1420')).toBe(15_000);
		});

		test('reloading the page and starting the app again win nothing', async () => {
			const first = run();
			await wrong(first.tries, 6);
			first.time.pass(10_000);
			await first.time.settled();
			for (let i = 0; i < 5; i += 1) {
				const next = run();
				expect(await next.tries.left('1420')).toBe(50_000);
				// Closed before anything was written down: that time is not counted.
				next.time.passUnnoticed(1_500);
			}
		});

		test('what has passed is written down every few seconds while somebody waits, and not after', async () => {
			const { tries, time } = run();
			await wrong(tries, 4);
			for (let i = 0; i < 5; i += 1) {
				time.pass(2_000);
				await time.settled();
			}
			expect(await run().tries.left('1420')).toBe(0);
			expect(time.pending()).toBe(0);
		});

		test('who starts the app while somebody waits counts on', async () => {
			await wrong(run().tries, 6);
			const { tries, time } = run();
			await tries.left('1438');
			for (let i = 0; i < 5; i += 1) {
				time.pass(2_000);
				await time.settled();
			}
			expect(await run().tries.left('1420')).toBe(50_000);
		});

		test('two tabs wait together, and their time is not counted twice', async () => {
			const [a, b] = [run(), run()];
			await wrong(a.tries, 6);
			expect(await b.tries.left('1420')).toBe(60_000);
			for (let i = 0; i < 10; i += 1)
				for (const { time } of [a, b]) {
					time.pass(2_000);
					await time.settled();
				}
			expect(await a.tries.left('1420')).toBe(40_000);
			expect(await b.tries.left('1420')).toBe(40_000);
			expect(await b.tries.wrong('1420')).toBe(300_000);
			expect(await a.tries.left('1420')).toBe(300_000);
		});

		test('the right code forgets, in every tab', async () => {
			const [a, b] = [run(), run()];
			await wrong(a.tries, 5);
			await b.tries.right('1420');
			expect(await a.tries.left('1420')).toBe(0);
			expect(await wrong(a.tries, 4)).toEqual(FOUR);
		});

		test('a full disk makes guessing no cheaper while the app runs', async () => {
			const { tries, time } = run();
			browser.fill('at the commit');
			expect(await wrong(tries, 4)).toEqual(FOUR);
			time.pass(2_000);
			expect(await tries.left('1420')).toBe(3_000);
			browser.fill(undefined);
			await tries.wrong('1420');
			expect(await run().tries.left('1420')).toBe(15_000);
		});
	});
}
