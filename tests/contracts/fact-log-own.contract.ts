import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import {
	answer,
	arrival,
	CENTRE_DB,
	EVERYTHING,
	expectWaiting,
	foreign,
	introduction,
	newsOf,
	NOON,
	openBench,
	PEOPLE_DB,
	refused,
	segmentOf,
	seqs,
	stored,
	todaysPage,
	type Bench
} from './log-bench';
import type { Browser } from './tables.contract';

/** What a device does with its own facts: writes them, sends them, hears of each. */
export function ownFactsContract(name: string, newBrowser: () => Browser): void {
	describe(`own facts in the log: ${name}`, () => {
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

		test('facts are numbered without a gap, whichever tab writes and whatever is decided', async () => {
			const nothing = () => ({ drafts: [], result: undefined });
			const defect = () => {
				throw new Error('decided otherwise');
			};
			const written = await Promise.allSettled([
				bench.write(arrival(), arrival()),
				other.write(arrival()),
				bench.log.commit([], nothing),
				other.log.commit([], defect),
				bench.write(arrival(), arrival(), arrival()),
				other.write(arrival())
			]);
			expect(written.map(({ status }) => status).filter((s) => s === 'rejected')).toHaveLength(1);
			const { facts, device } = await bench.log.outbox(EVERYTHING);
			expect(seqs(facts.map(({ fact }) => fact))).toEqual([1, 2, 3, 4, 5, 6, 7]);
			expect(facts.map(({ fact }) => fact.count)).toEqual([1, 2, 3, 4, 5, 6, 7]);
			expect(device).toMatchObject({ epoch: 1, seq: 7 });
		});

		test('two tabs decide one after the other, each on what the other has written', async () => {
			const tap = ({ log }: Bench): Promise<unknown> =>
				log.commit([todaysPage], (read) => {
					const { visits } = read(todaysPage, 'day');
					return { drafts: visits.length > 0 ? [] : [arrival()], result: visits.length };
				});
			const results = await Promise.all([tap(bench), tap(other), tap(bench), tap(other)]);
			expect(results.map((done) => (done as { facts: Fact[] }).facts.length)).toEqual([1, 0, 0, 0]);
			expect(await bench.people()).toEqual(['p_marie0001']);
		});

		test('what was committed is there after a crash, page and all, and goes on from its number', async () => {
			const [fact] = await bench.write(arrival());
			bench.log.close();
			const after = await openBench(browser, bench.mark);
			expect(after.found).toBe('whole');
			expect(await after.people()).toEqual(['p_marie0001']);
			expect(await after.log.fate(fact!._id)).toEqual({ is: 'waiting' });
			expect(seqs(await after.write(arrival()))).toEqual([2]);
			after.log.close();
		});

		test.each(['while writing', 'at the commit'] as const)(
			'a device that has no room left %s says so, and has given no number away',
			async (when) => {
				browser.fill(when);
				const done = await bench.log.commit([], () => ({ drafts: [arrival()], result: 1 }));
				expect(done).toEqual({ failed: 'no-room' });
				expect(await bench.people()).toEqual([]);
				expect(await bench.log.backlog()).toEqual({ waiting: 0, refused: 0 });
				browser.fill(undefined);
				expect(seqs(await bench.write(arrival()))).toEqual([1]);
			}
		);

		test('a new fact sorts after everything this device has seen', async () => {
			await bench.absorb(newsOf('1.5', foreign(900)));
			expect((await bench.write(arrival())).map(({ count }) => count)).toEqual([901]);
			await bench.log.land(segmentOf('2026-11-20', [foreign(1_500, { day: '2026-11-20' })]));
			expect((await bench.write(arrival())).map(({ count }) => count)).toEqual([1_501]);
		});

		test('settings change what the device is used as, and never its numbers', async () => {
			await bench.write(arrival());
			const device = await bench.log.configure({ role: 'kiosk', centre: 'murat' });
			expect(device).toMatchObject({ role: 'kiosk', centre: 'murat', epoch: 1, seq: 1 });
			expect(await other.log.device()).toEqual(device);
		});

		test('who watches a page sees a fact of another tab, committed', async () => {
			const seen: string[][] = [];
			const watch = bench.log
				.watch((read) => read.page('day', todaysPage))
				.subscribe({ next: (page) => seen.push(page.visits.map(({ person }) => person)) });
			await vi.waitFor(() => expect(seen).toEqual([[]]));
			await other.write(arrival());
			await vi.waitFor(() => expect(seen.at(-1)).toEqual(['p_marie0001']));
			watch.unsubscribe();
		});

		test('the most urgent goes first, then what was written first, within the limits', async () => {
			const [name] = await bench.write(introduction());
			const [first, second] = await bench.write(arrival(), arrival());
			await expectWaiting(bench, [first!, second!, name!]);
			const few = await bench.log.outbox({ facts: 2, bytes: 10_000 });
			expect(few.facts.map(({ fact }) => fact)).toEqual([first, second]);
			expect(few.waiting).toBe(3);
			// One goes however small the limit, or it would never go.
			expect((await bench.log.outbox({ facts: 5, bytes: 1 })).facts).toHaveLength(1);
			expect((await bench.log.outbox({ facts: 0, bytes: 0 })).facts).toEqual([]);
		});

		test('an outcome speaks of the one fact it names, and of no other', async () => {
			const [a, b, c] = await bench.write(arrival(), arrival(), arrival());
			const outcomes = [...stored(b!), ...refused(c!), ...stored(foreign(7))];
			expect(await bench.absorb(answer({ outcomes }))).toMatchObject({ settled: 2 });
			expect(await bench.log.fate(a!._id)).toEqual({ is: 'waiting' });
			expect(await bench.log.fate(b!._id)).toEqual({ is: 'sent', at: NOON });
			expect(await bench.log.fate(c!._id)).toEqual({ is: 'refused', why: { code: 'forbidden' } });
			await expectWaiting(bench, [a!]);
			const again = await bench.absorb(answer({ outcomes: refused(b!) }));
			expect(again).toMatchObject({ settled: 0 });
			expect(await bench.log.fate(b!._id)).toEqual({ is: 'sent', at: NOON });
		});

		test('acknowledged is said up to the first number that still waits', async () => {
			const facts = await bench.write(arrival(), introduction(), arrival(), arrival());
			const settle = async (...outcomes: ReturnType<typeof stored>): Promise<number> => {
				await bench.absorb(answer({ outcomes }));
				return (await bench.log.outbox(EVERYTHING)).acked;
			};
			expect(await settle()).toBe(0);
			expect(await settle(...stored(facts[0]!, facts[2]!))).toBe(1);
			expect(await settle(...refused(facts[1]!))).toBe(3);
			expect(await settle(...stored(facts[3]!))).toBe(4);
		});

		test('a refused fact leaves its page and stays visible with its reason', async () => {
			const [a, b] = await bench.write(arrival(), arrival({ person: 'p_paul00001' }));
			await bench.absorb(answer({ outcomes: [...stored(a!), ...refused(b!)] }));
			expect(await bench.people()).toEqual(['p_marie0001']);
			expect(await bench.log.refusals()).toEqual([
				{ key: b!._id, id: b!._id, db: CENTRE_DB, fact: b, why: { code: 'forbidden' } }
			]);
			expect(await bench.log.backlog()).toEqual({ waiting: 0, refused: 1 });
			const [c] = await bench.write(arrival({ person: 'p_anna00001', day: '2026-11-24' }));
			await bench.absorb(answer({ outcomes: refused(c!) }));
			expect([...(await bench.log.pages('day')).keys()]).toEqual([todaysPage]);
		});

		test('the backlog knows how many wait and since when', async () => {
			expect(await bench.log.backlog()).toEqual({ waiting: 0, refused: 0 });
			await bench.write({ ...introduction(), at: { wall: NOON - 7 } }, arrival());
			expect(await bench.log.backlog()).toEqual({ waiting: 2, oldest: NOON - 7, refused: 0 });
		});

		test('a kiosk gives a name away once the server has it, and only then', async () => {
			await bench.log.configure({ role: 'kiosk', centre: 'murat' });
			const [visit, name, second] = await bench.write(
				arrival(),
				introduction(),
				introduction('p_paul00001')
			);
			expect(await bench.log.page('person', 'person:p_marie0001')).toEqual({ name: 'Marie D.' });
			const outcomes = [...stored(visit!, name!), ...refused(second!)];
			expect(await bench.absorb(answer({ outcomes }))).toMatchObject({ settled: 3 });
			expect(await bench.log.fate(name!._id)).toBeUndefined();
			expect(await bench.log.page('person', 'person:p_marie0001')).toEqual({});
			expect(await bench.log.pages('person')).toEqual(new Map());
			expect(await bench.people()).toEqual(['p_marie0001']);
			expect((await bench.log.refusals()).map(({ id }) => id)).toEqual([second!._id]);
			expect((await bench.log.outbox(EVERYTHING)).acked).toBe(3);
		});

		test('a host keeps the names of the own centre', async () => {
			await bench.log.configure({ role: 'host', centre: 'murat' });
			await bench.writeAndSend(introduction());
			expect(await bench.log.page('person', 'person:p_marie0001')).toEqual({ name: 'Marie D.' });
		});

		test('a fact for a database the device does not read is kept until it is sent', async () => {
			await bench.log.configure({ role: 'kiosk', centre: 'murat' });
			await bench.write(introduction());
			const { facts } = await bench.log.outbox(EVERYTHING);
			expect(facts.map(({ db }) => db)).toEqual([PEOPLE_DB]);
			await bench.log.maintain('2027-11-23');
			expect((await bench.log.outbox(EVERYTHING)).facts).toEqual(facts);
		});
	});
}
