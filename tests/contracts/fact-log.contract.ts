import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { foldPage } from '../../src/lib/domain/pages';
import { dayOfFacts, shuffledWithRepeats } from '../support/arbitrary';
import type { Browser } from './tables.contract';
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
	TODAY,
	todaysPage,
	type Bench
} from './log-bench';

/** What a device does with facts: its own as they are written, and those it is told of. */
export function factLogContract(name: string, newBrowser: () => Browser): void {
	describe(`the fact log: ${name}`, () => {
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

		describe('writing', () => {
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
				expect(results.map((done) => (done as { facts: Fact[] }).facts.length)).toEqual([
					1, 0, 0, 0
				]);
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
		});

		describe('sending', () => {
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
					{ id: b!._id, fact: b, why: { code: 'forbidden' } }
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
		});

		describe('being told', () => {
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
					fc.asyncProperty(
						delivery,
						async ({ facts, order, inSegment, cuts, landsAfter, rests }) => {
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
						}
					),
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
				expect(await bench.log.refusals()).toMatchObject([
					{ fact: mine, why: { code: 'id-taken' } }
				]);
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

		describe('segments', () => {
			const DAY = '2026-11-20';
			const page = `day:murat:${DAY}`;
			const announced = answer({
				news: {
					[CENTRE_DB]: {
						cursor: '1.9',
						segments: [
							{ day: DAY, hash: 'h1' },
							{ day: '2026-11-19', hash: 'h2' }
						]
					}
				}
			});

			test('what is announced is waited for until it has landed or turns out not to be', async () => {
				await bench.absorb(announced);
				await bench.absorb(newsOf('1.10', foreign(5)));
				expect(await bench.log.loading()).toBe(2);
				await bench.log.land(segmentOf(DAY, [foreign(1, { day: DAY })]));
				expect((await bench.log.outbox(EVERYTHING)).pending).toEqual({
					[CENTRE_DB]: [{ day: '2026-11-19', hash: 'h2' }]
				});
				await bench.log.forgo(CENTRE_DB, [{ day: '2026-11-19', hash: 'h2' }]);
				expect(await bench.log.loading()).toBe(0);
				expect((await bench.log.outbox(EVERYTHING)).cursors).toEqual({ [CENTRE_DB]: '1.10' });
			});

			test('a segment joins the rows of its day, and who looks at the day sees both', async () => {
				await bench.absorb(newsOf('1.1', foreign(2, { day: DAY })));
				const seen: string[][] = [];
				const watch = bench.log
					.watch((read) => read.page('day', page))
					.subscribe({ next: ({ visits }) => seen.push(visits.map(({ person }) => person)) });
				await vi.waitFor(() => expect(seen.at(-1)).toEqual(['p_other2000']));
				await bench.log.land(segmentOf(DAY, [foreign(1, { day: DAY }), foreign(2, { day: DAY })]));
				await vi.waitFor(() => expect(seen.at(-1)).toEqual(['p_other1000', 'p_other2000']));
				watch.unsubscribe();
			});

			test('a segment that was under way takes nothing from what has become one here meanwhile', async () => {
				const late = foreign(2, { day: DAY });
				await bench.absorb(newsOf('1.1', late));
				await bench.log.maintain(TODAY);
				await bench.log.land(segmentOf(DAY, [foreign(1, { day: DAY })]));
				expect(await bench.people(page)).toEqual(['p_other1000', 'p_other2000']);
			});

			test('what is no fact in a segment is left out, and its neighbours are not', async () => {
				const broken = { ...foreign(2, { day: DAY }), at: 'noon' } as unknown as Fact;
				await bench.log.land(segmentOf(DAY, [broken, foreign(1, { day: DAY })]));
				expect(await bench.people(page)).toEqual(['p_other1000']);
			});

			test('a fact added to a day that rests as a segment is folded with it', async () => {
				await bench.log.land(segmentOf(DAY, [foreign(5, { day: DAY })]));
				await bench.write({
					...arrival({ day: DAY }),
					kind: 'visit.left',
					fields: { visit: foreign(5, { day: DAY })._id }
				});
				const { visits } = await bench.log.page('day', page);
				expect(visits).toMatchObject([{ person: 'p_other5000', left: NOON }]);
			});
		});

		describe('housekeeping', () => {
			const OLD = '2026-10-01';
			const oldPage = `day:murat:${OLD}`;

			test('a closed day becomes one segment, without what waits or was refused', async () => {
				const DAY = '2026-11-20';
				const [sent, no, waits] = await bench.write(
					arrival({ day: DAY }),
					arrival({ day: DAY, person: 'p_paul00001' }),
					arrival({ day: DAY, person: 'p_anna00001' })
				);
				await bench.absorb(answer({ outcomes: [...stored(sent!), ...refused(no!)] }));
				await bench.writeAndSend(arrival());
				const before = await bench.log.page('day', `day:murat:${DAY}`);
				expect(await bench.log.maintain(TODAY)).toEqual({ rebuilt: 0, compacted: 1, evicted: 0 });
				expect(await bench.log.maintain(TODAY)).toEqual({ rebuilt: 0, compacted: 0, evicted: 0 });
				expect(await bench.log.page('day', `day:murat:${DAY}`)).toEqual(before);
				await expectWaiting(bench, [waits!]);
				expect((await bench.log.refusals()).map(({ id }) => id)).toEqual([no!._id]);
			});

			test('what arrives late for a day that rests as a segment joins it', async () => {
				const DAY = '2026-11-20';
				await bench.writeAndSend(arrival({ day: DAY }));
				await bench.log.maintain(TODAY);
				await bench.absorb(newsOf('1.1', foreign(9, { day: DAY })));
				expect(await bench.people(`day:murat:${DAY}`)).toEqual(['p_marie0001', 'p_other9000']);
				expect(await bench.log.maintain(TODAY)).toMatchObject({ compacted: 1 });
				expect(await bench.people(`day:murat:${DAY}`)).toEqual(['p_marie0001', 'p_other9000']);
			});

			test('a fact leaves once it is acknowledged and its pages are closed, never before', async () => {
				await bench.log.configure({ role: 'host', centre: 'murat' });
				const [sent, no, waits] = await bench.write(
					arrival({ day: OLD }),
					arrival({ day: OLD, person: 'p_paul00001' }),
					arrival({ day: OLD, person: 'p_anna00001' })
				);
				await bench.absorb(answer({ outcomes: [...stored(sent!), ...refused(no!)] }));
				await bench.writeAndSend(introduction());
				await bench.absorb(newsOf('1.1', foreign(1, { day: OLD })));
				expect(await bench.log.maintain('2026-11-30')).toMatchObject({ evicted: 0 });
				expect(await bench.people(oldPage)).toHaveLength(3);
				expect((await bench.log.maintain('2026-12-01')).evicted).toBeGreaterThan(0);
				expect(await bench.log.fate(sent!._id)).toBeUndefined();
				expect(await bench.people(oldPage)).toEqual(['p_anna00001']);
				await expectWaiting(bench, [waits!]);
				expect((await bench.log.refusals()).map(({ id }) => id)).toEqual([no!._id]);
				expect(await bench.log.page('person', 'person:p_marie0001')).toEqual({ name: 'Marie D.' });
				await bench.absorb(answer({ outcomes: stored(waits!) }));
				await bench.log.maintain('2026-12-01');
				expect(await bench.people(oldPage)).toEqual([]);
			});

			test('a kiosk keeps a week, segments too', async () => {
				await bench.log.configure({ role: 'kiosk', centre: 'murat' });
				const days = ['2026-11-15', '2026-11-16'];
				for (const [i, day] of days.entries())
					await bench.absorb(newsOf(`1.${i}`, foreign(i + 1, { day })));
				await bench.log.land(segmentOf('2026-11-14', [foreign(9, { day: '2026-11-14' })]));
				await bench.log.maintain(TODAY);
				const left = [...days, '2026-11-14'].map((day) => bench.people(`day:murat:${day}`));
				expect(await Promise.all(left)).toEqual([[], ['p_other2000'], []]);
			});

			test('a page folded by an older version is made again, when read and by housekeeping', async () => {
				await bench.write(arrival());
				const tables = browser.tab();
				const makeOld = (): Promise<void> =>
					tables.write((tx) =>
						tx.put('pages', [{ key: todaysPage, version: 0, value: { visits: 'none' } }])
					);
				await makeOld();
				expect(await bench.people()).toEqual(['p_marie0001']);
				expect(await bench.log.maintain(TODAY)).toMatchObject({ rebuilt: 1 });
				const page = await tables.read((tx) => tx.get('pages', todaysPage));
				expect(page).toMatchObject({ version: 1, value: { visits: [{ person: 'p_marie0001' }] } });
				await makeOld();
				await bench.write(arrival({ person: 'p_paul00001' }));
				await makeOld();
				await bench.absorb(newsOf('1.1', foreign(1)));
				expect(await bench.people()).toHaveLength(3);
				tables.close();
			});
		});

		describe('losing its store', () => {
			test('a device whose store is missing keeps its name and starts a new epoch', async () => {
				const [fact] = await bench.write(arrival());
				const after = await openBench(newBrowser(), bench.mark);
				expect(after.found).toBe('missing');
				const { device } = await bench.log.device();
				expect(await after.log.device()).toMatchObject({ device, epoch: 2, seq: 0 });
				const [next] = await after.write(arrival());
				expect(next!._id).not.toBe(fact!._id);
				after.log.close();
			});

			test('a device whose store was put back to an earlier state starts a new epoch', async () => {
				const before = await bench.write(arrival());
				await bench.absorb(answer({ token: 't1' }));
				const { device } = await bench.log.device();
				bench.mark.write({ device, epoch: 1, seq: 5 });
				const after = await openBench(browser, bench.mark);
				expect(after.found).toBe('restored');
				const now = await after.log.device();
				expect(now).toMatchObject({ device, epoch: 2, seq: 0 });
				expect(now.token).toBeUndefined();
				const [next] = await after.write(arrival());
				expect(next!._id).toContain(`~${device}.2~000001`);
				// What the old epoch had not sent yet is sent all the same.
				await expectWaiting(after, [...before, next!]);
				after.log.close();
			});

			test('a mark that lags behind means nothing', async () => {
				expect(bench.found).toBe('new');
				await bench.write(arrival());
				const { device } = await bench.log.device();
				bench.mark.write({ device, epoch: 1, seq: 0 });
				const after = await openBench(browser, bench.mark);
				expect(after.found).toBe('whole');
				expect(await after.log.device()).toMatchObject({ device, epoch: 1, seq: 1 });
				after.log.close();
			});

			test('a store that does not know the name its device went by last is an older one', async () => {
				await bench.write(arrival());
				bench.mark.write({ device: 'another', epoch: 9, seq: 9 });
				const after = await openBench(browser, bench.mark);
				expect(after.found).toBe('restored');
				expect(await after.log.device()).toMatchObject({ device: 'another', epoch: 10, seq: 0 });
				after.log.close();
			});

			test('a device that is told it is estranged starts the epoch it is given', async () => {
				const old = await bench.write(arrival());
				await bench.absorb(answer({ token: 't1' }));
				await bench.absorb(answer({ estranged: { epoch: 4 }, token: 't2' }));
				expect(await bench.log.device()).toMatchObject({ epoch: 4, seq: 0, token: 't2' });
				expect(bench.mark.read()).toMatchObject({ epoch: 4, seq: 0 });
				const next = await bench.write(arrival());
				expect(seqs(next)).toEqual([1]);
				await expectWaiting(bench, [...old, ...next]);
			});

			test('a device that is told it is a fork takes another name', async () => {
				const old = await bench.write(arrival());
				const { device } = await bench.log.device();
				await bench.absorb(answer({ token: 't1' }));
				await bench.absorb(answer({ estranged: { fork: true } }));
				const now = await bench.log.device();
				expect(now.device).not.toBe(device);
				expect(now).toMatchObject({ epoch: 1, seq: 0 });
				expect(now.token).toBeUndefined();
				expect(bench.mark.read()).toMatchObject({ device: now.device, epoch: 1 });
				const next = await bench.write(arrival());
				expect((await bench.waiting()).toSorted()).toEqual(
					[...old, ...next].map(({ _id }) => _id).toSorted()
				);
			});
		});

		describe('a server that has lost something', () => {
			const DAY = '2026-11-20';

			test('the numbers it asks for are sent again, from segments too, and no others', async () => {
				const { device } = await bench.log.device();
				const old = await bench.writeAndSend(arrival({ day: DAY }));
				await bench.log.maintain(TODAY);
				const [no, a, b] = await bench.write(arrival(), arrival(), arrival());
				await bench.absorb(answer({ outcomes: [...refused(no!), ...stored(a!, b!)] }));
				await bench.absorb(newsOf('1.1', foreign(3)));
				const resend = { [`${device}.1`]: [1, 3, 99], [`${device}.7`]: [1] };
				await bench.absorb(answer({ resend }));
				await expectWaiting(bench, [...old, a!]);
				expect(await bench.log.fate(a!._id)).toEqual({ is: 'waiting' });
				expect((await bench.log.refusals()).map(({ id }) => id)).toEqual([no!._id]);
				await bench.absorb(answer({ outcomes: stored(...old, a!) }));
				await bench.log.maintain(TODAY);
				expect(await bench.people(`day:murat:${DAY}`)).toEqual(['p_marie0001']);
				await expectWaiting(bench, []);
			});

			test('a refusal that it has lost is asked for, and given, again', async () => {
				const { device } = await bench.log.device();
				const [no] = await bench.write(arrival());
				await bench.absorb(answer({ outcomes: refused(no!) }));
				await bench.absorb(answer({ resend: { [`${device}.1`]: [1] } }));
				await expectWaiting(bench, [no!]);
				await bench.absorb(answer({ outcomes: refused(no!) }));
				expect((await bench.log.refusals()).map(({ id }) => id)).toEqual([no!._id]);
			});

			test('another store is read from its beginning, and offered all that this device wrote', async () => {
				const old = await bench.writeAndSend(arrival({ day: DAY }));
				await bench.absorb(newsOf('1.7', foreign(3)));
				await bench.log.maintain(TODAY);
				const [sent, no] = await bench.write(arrival(), arrival());
				await bench.absorb(answer({ outcomes: [...stored(sent!), ...refused(no!)] }));
				await bench.absorb(answer({ instance: 'store2', news: { public: { cursor: '1.1' } } }));
				const { cursors } = await bench.log.outbox(EVERYTHING);
				expect(cursors).toEqual({ public: '1.1' });
				await expectWaiting(bench, [...old, sent!]);
				expect(await bench.people()).toContain('p_other3000');
				expect(await bench.log.device()).toMatchObject({ instance: 'store2' });
			});
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
