import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { foldPage } from '../../src/lib/domain/pages';
import { dayOfFacts, shuffledWithRepeats } from '../support/arbitrary';
import {
	answer,
	arrival,
	CENTRE_DB,
	EVERYTHING,
	foreign,
	newsOf,
	NOON,
	openBench,
	segmentOf,
	TODAY,
	todaysPage,
	type Bench
} from './log-bench';
import type { Browser } from './tables.contract';

/** What a device does with what it is told. */
export function newsContract(name: string, newBrowser: () => Browser): void {
	describe(`news in the log: ${name}`, () => {
		let browser: Browser;
		let bench: Bench;
		let other: Bench;
		beforeEach(async () => {
			browser = newBrowser();
			bench = await openBench(browser);
			other = await openBench(browser, bench.mark);
		});
		afterEach(() => {
			browser.fill(undefined);
			bench.log.close();
			other.log.close();
		});

		test('The same set of facts folds to the same pages, in any order, with any duplicates.', async () => {
			const delivery = dayOfFacts.chain((facts) =>
				fc.record({
					facts: fc.constant(facts),
					order: shuffledWithRepeats(facts),
					inSegment: fc.subarray([...facts]),
					cuts: fc.array(fc.nat(50), { maxLength: 4 }),
					landsAfter: fc.nat(4),
					rests: fc.boolean()
				})
			);
			await fc.assert(
				fc.asyncProperty(delivery, async ({ facts, order, inSegment, cuts, landsAfter, rests }) => {
					const its = await openBench(newBrowser());
					const at = [0, ...cuts.toSorted((a, b) => a - b), order.length];
					for (let i = 1; i < at.length; i += 1) {
						await its.absorb(newsOf(`1.${i}`, ...order.slice(at[i - 1], at[i])));
						if (rests) await its.log.maintain('2026-11-26');
						if (i === landsAfter + 1) await its.log.land(segmentOf(TODAY, inSegment));
					}
					const expected = foldPage(todaysPage, facts).value;
					expect(await its.log.page('day', todaysPage)).toEqual(expected);
					its.log.close();
				}),
				{ numRuns: 60 }
			);
		});

		test('facts and the cursor behind them come together or not at all', async () => {
			await bench.absorb(newsOf('1.1', foreign(1)));
			browser.fill('at the commit');
			await expect(bench.absorb(newsOf('1.2', foreign(2)))).rejects.toThrow();
			browser.fill(undefined);
			expect((await bench.log.outbox(EVERYTHING)).cursors).toEqual({ [CENTRE_DB]: '1.1' });
			expect(await bench.people()).toEqual(['p_other1000']);
			expect(await bench.absorb(newsOf('1.2', foreign(2)))).toMatchObject({ learned: 1 });
			expect((await bench.log.outbox(EVERYTHING)).cursors).toEqual({ [CENTRE_DB]: '1.2' });
			expect(await bench.people()).toEqual(['p_other1000', 'p_other2000']);
		});

		test('a fact that cannot be is left out, and its neighbours are not', async () => {
			const [own] = await bench.writeAndSend(arrival());
			const forged = { ...own!, person: 'p_somebody0' };
			const broken = { ...foreign(2), count: 'many' } as unknown as Fact;
			const absorbed = await bench.absorb(newsOf('1.2', forged, broken, own!, foreign(3)));
			expect(absorbed).toEqual({ settled: 0, learned: 1, rejected: 2 });
			expect(await bench.people()).toEqual(['p_marie0001', 'p_other3000']);
		});

		test('where copies of one store gave an id twice, the server says which is the fact', async () => {
			await bench.absorb(newsOf('1.1', foreign(1)));
			await bench.absorb(newsOf('1.2', { ...foreign(1), person: 'p_somebody0' }));
			expect(await bench.people()).toEqual(['p_somebody0']);
			const [mine] = await bench.write(arrival());
			await bench.absorb(newsOf('1.3', { ...mine!, person: 'p_copied0001' }));
			expect(await bench.people()).toEqual(['p_somebody0', 'p_copied0001']);
			expect(await bench.log.refusals()).toMatchObject([{ fact: mine, why: { code: 'id-taken' } }]);
		});

		test('a kind this version does not know is kept, shown as such, and survives housekeeping', async () => {
			const later = foreign(1, {}, { kind: 'desk.levitated', v: 3, height: 2 });
			await bench.absorb(newsOf('1.1', later, foreign(2)));
			expect(await bench.log.page('day', todaysPage)).toMatchObject({ unknown: 1 });
			await bench.log.maintain('2026-11-26');
			await bench.absorb(newsOf('1.2', foreign(3)));
			expect(await bench.log.page('day', todaysPage)).toMatchObject({ unknown: 1 });
			expect(await bench.people()).toEqual(['p_other2000', 'p_other3000']);
		});

		test('reports replace one another, and are found by the beginning of their name', async () => {
			const told = (cursor: string, n: number) =>
				bench.absorb(
					answer({
						news: {
							public: {
								cursor,
								reports: [
									{ id: 'report~a~1', body: { n } },
									{ id: 'report~b~1', body: { n } },
									{ id: 'not a report', body: 1 }
								]
							}
						}
					})
				);
			expect(await bench.log.heard('public')).toBe(false);
			await told('1.1', 1);
			await told('1.2', 2);
			expect(await bench.log.heard('public')).toBe(true);
			expect(await bench.log.report('public', 'report~a~1')).toEqual({ n: 2 });
			expect(await bench.log.reports('public', 'report~')).toEqual(
				new Map([
					['report~a~1', { n: 2 }],
					['report~b~1', { n: 2 }]
				])
			);
			expect(await bench.log.reports('public', 'report~b')).toHaveProperty('size', 1);
		});

		test('the server’s token, clock and store are remembered', async () => {
			await bench.log.absorb(answer({ token: 't1', now: NOON + 300 }), { receivedAt: NOON });
			await bench.absorb(answer());
			expect(await bench.log.device()).toMatchObject({
				token: 't1',
				instance: 'store1',
				offset: 0
			});
		});

		test('bytes are counted by class', async () => {
			await bench.log.tally('facts', { up: 10, down: 20 });
			await other.log.tally('facts', { up: 1, down: 2 });
			await other.log.tally('poll', { up: 5, down: 0 });
			expect(await bench.log.bytes()).toEqual({
				facts: { up: 11, down: 22 },
				poll: { up: 5, down: 0 }
			});
		});
	});
}
