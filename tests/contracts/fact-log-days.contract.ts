import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { dayFold } from '../../src/lib/domain/folds/day';
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
	refused,
	segmentOf,
	stored,
	TODAY,
	todaysPage,
	type Bench
} from './log-bench';
import type { Browser } from './tables.contract';

/** How days rest on a device: as segments, until they leave. */
export function daysContract(name: string, newBrowser: () => Browser): void {
	describe(`days in the log: ${name}`, () => {
		let browser: Browser;
		let bench: Bench;
		beforeEach(async () => {
			browser = newBrowser();
			bench = await openBench(browser);
		});
		afterEach(() => {
			browser.fill(undefined);
			bench.log.close();
		});

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

		test('how far a load has come is days here of all there are, and nothing once none is on its way', async () => {
			expect(await bench.log.progress()).toBeUndefined();
			await bench.absorb(announced);
			expect(await bench.log.progress()).toEqual({ here: 0, of: 2 });
			await bench.log.land(segmentOf(DAY, [foreign(1, { day: DAY })]));
			expect(await bench.log.progress()).toEqual({ here: 1, of: 2 });
			// One that has changed since is on its way again.
			await bench.absorb(
				answer({
					news: {
						[CENTRE_DB]: {
							cursor: '1.9',
							segments: [
								{ day: DAY, hash: 'other' },
								{ day: '2026-11-19', hash: 'h2' }
							]
						}
					}
				})
			);
			expect(await bench.log.progress()).toEqual({ here: 0, of: 2 });
			await bench.log.forgo(CENTRE_DB, [
				{ day: DAY, hash: 'other' },
				{ day: '2026-11-19', hash: 'h2' }
			]);
			expect(await bench.log.progress()).toBeUndefined();
		});

		test('days that are here as they are there are not fetched again, those that have changed are', async () => {
			await bench.absorb(announced);
			const landed = segmentOf(DAY, [foreign(1, { day: DAY })]);
			await bench.log.land({ ...landed, hash: 'h1' });
			await bench.log.forgo(CENTRE_DB, [{ day: '2026-11-19', hash: 'h2' }]);
			// The server has moved its data and names all days anew.
			await bench.absorb(announced);
			expect((await bench.log.outbox(EVERYTHING)).pending).toEqual({
				[CENTRE_DB]: [{ day: '2026-11-19', hash: 'h2' }]
			});
			const segments = [{ day: DAY, hash: 'h3' }];
			await bench.absorb(answer({ news: { [CENTRE_DB]: { cursor: '2.1', segments } } }));
			expect((await bench.log.outbox(EVERYTHING)).pending).toEqual({ [CENTRE_DB]: segments });
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

		test('what this device wrote on a closed day stays, where the server has another’s fact under its number', async () => {
			const DAY = '2026-11-20';
			const page = `day:murat:${DAY}`;
			const [mine] = await bench.writeAndSend(arrival({ day: DAY }));
			await bench.log.maintain(TODAY);
			const copys = { ...mine!, person: 'p_copied0001' };
			await bench.absorb(newsOf('1.1', copys));
			expect(await bench.people(page)).toEqual(['p_marie0001']);
			await bench.log.land(segmentOf(DAY, [copys]));
			expect(await bench.people(page)).toEqual(['p_copied0001']);
			expect(await bench.log.refusals()).toMatchObject([{ fact: mine, why: { code: 'id-taken' } }]);
			await bench.log.land(segmentOf(DAY, [copys]));
			expect(await bench.log.refusals()).toHaveLength(1);
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
			expect(page).toMatchObject({
				version: dayFold.version,
				value: { visits: [{ person: 'p_marie0001' }] }
			});
			await makeOld();
			await bench.write(arrival({ person: 'p_paul00001' }));
			await makeOld();
			await bench.absorb(newsOf('1.1', foreign(1)));
			expect(await bench.people()).toHaveLength(3);
			tables.close();
		});
	});
}
