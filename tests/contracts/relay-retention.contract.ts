import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { factId, opsId, reportId } from '../../src/lib/domain/ids';
import { serverRandomness } from '../../src/lib/server/randomness';
import { createRelay } from '../../src/lib/server/relay/relay';
import { USUAL_RETENTION } from '../../src/lib/server/retention/config';
import {
	contents,
	DAY,
	describeCentre,
	factsIn,
	HOUR,
	MARIE,
	NOON,
	openNetwork,
	PAUL,
	visit,
	type Network
} from './relay-bench';
import type { Place } from './store.contract';

const YEAR = 365 * DAY;
const TODAY = '2026-11-23';

/** What leaves when its time is over, and what does not. */
export function retentionContract(name: string, make: () => Promise<Place>): void {
	describe(`what is kept how long: ${name}`, () => {
		let place: Place;
		let network: Network;
		let store: Network['store'];
		beforeEach(async () => {
			place = await make();
			network = openNetwork(await place.open());
			({ store } = network);
			await describeCentre(network);
			await network.settle();
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});
		const after = async (days: number): Promise<void> => {
			network.clock.set(NOON + days * DAY);
			await network.settle();
		};
		const visits = () => factsIn(store, 'centre_murat');
		const report = (day = TODAY) => network.body('public', reportId.availability('murat', day));
		const alarms = () => store.range('ops', 'alarm~', 'alarm~\uffff');
		const logged = async (): Promise<unknown> =>
			(await store.range('ops', 'log~', 'log~\uffff')).flatMap(({ runs }) => runs);

		test('a visit leaves the day after its ninetieth, what was said of it too; its total stays', async () => {
			const { _id } = await visit(network);
			await network.say('centre_murat', 'visit.left', { visit: _id }, { at: NOON + HOUR });
			await visit(network, PAUL, { at: NOON + DAY });
			await after(90);
			expect(await visits()).toHaveLength(3);
			const before = await report();
			await after(91);
			expect((await visits()).map(({ person }) => person)).toEqual([PAUL]);
			expect(before).toMatchObject({ visits: 1 });
			expect(await report()).toEqual({ ...before, final: true });
			expect(await report('2026-11-24')).not.toHaveProperty('final');
			expect(await logged()).toEqual([{ db: 'centre_murat', removed: 2, before: '2026-11-24' }]);
		});

		test('it happens by itself once a day, and again changes nothing', async () => {
			await visit(network);
			await after(91);
			const cleared = await contents(store);
			network.restart();
			await network.settle();
			expect(await contents(store)).toEqual(cleared);
		});

		test('the period is what the network has chosen', async () => {
			network = openNetwork(store, { retention: { ...USUAL_RETENTION, visits: 7 } });
			await visit(network);
			await after(7);
			expect(await visits()).toHaveLength(1);
			await after(8);
			expect(await visits()).toEqual([]);
		});

		test('numbers whose time is over are not missed, even where the relay counts anew', async () => {
			await visit(network);
			await visit(network, PAUL, { at: NOON + 50 * DAY });
			await network.claim('kioskmura');
			await after(91);
			expect(await visits()).toHaveLength(1);
			await store.rewrite('ops', ({ _id }) => !/^(gap|relay)~/.test(_id));
			network.restart();
			await network.settle();
			expect(await alarms()).toEqual([]);
		});

		test('the total of a day that has left is not changed by what comes later', async () => {
			await visit(network);
			await after(91);
			const total = await report();
			await visit(network, PAUL, { at: NOON });
			network.restart();
			await network.settle();
			expect(await report()).toEqual(total);
		});

		test('today’s check-in on a tablet that believes it is years ago is kept as long as any other', async () => {
			await after(91);
			const { _id } = await visit(network, MARIE, { at: NOON - 5 * YEAR });
			await network.settle();
			for (const days of [92, 120, 181]) {
				await after(days);
				expect((await visits()).map((doc) => doc._id)).toEqual([_id]);
			}
			for (const days of [182, 213]) await after(days);
			expect(await visits()).toEqual([]);
		});

		test('so is one on a tablet that believes it is years later, and no longer', async () => {
			await visit(network, MARIE, { at: NOON + 5 * YEAR });
			await network.settle();
			await after(90);
			expect(await visits()).toHaveLength(1);
			await after(91);
			expect(await visits()).toEqual([]);
		});

		test('a clock that is known to be wrong is put right', async () => {
			await visit(network, MARIE, { at: NOON - 5 * YEAR, offset: 5 * YEAR });
			await after(90);
			expect(await visits()).toHaveLength(1);
			await after(91);
			expect(await visits()).toEqual([]);
		});

		test('a new centre’s first check-ins are kept, whatever its tablet believes', async () => {
			await after(1);
			await describeCentre(network, 'ydes');
			await visit(network, MARIE, { centre: 'ydes', at: NOON - 5 * YEAR });
			await network.settle();
			await after(2);
			expect(await factsIn(store, 'centre_ydes')).toHaveLength(1);
		});

		test('what this version does not know stays', async () => {
			await network.say('centre_murat', 'desk.levitated', { more: [1] });
			await visit(network);
			await after(91);
			expect((await visits()).map(({ kind }) => kind)).toEqual(['desk.levitated']);
		});

		test('what comes while visits leave stays', async () => {
			await visit(network);
			network.clock.set(NOON + 91 * DAY);
			const busy = { ...store };
			busy.rewrite = async (db, keep) => {
				if (db === 'centre_murat') await visit(network, PAUL, { at: NOON - HOUR });
				return store.rewrite(db, keep);
			};
			await createRelay({
				store: busy,
				clock: network.clock,
				timers: { after: () => () => {} },
				random: serverRandomness,
				onDefect: (error) => expect.fail(String(error))
			}).sweep();
			await after(92);
			expect((await visits()).map(({ person }) => person)).toEqual([PAUL]);
		});

		test('died at any step of it, it is done when started again, and done once', async () => {
			const { _id } = await visit(network);
			await network.say('centre_murat', 'visit.left', { visit: _id }, { at: NOON + HOUR });
			await network.claim('kioskmura');
			await network.settle();
			network.clock.set(NOON + 91 * DAY);
			for (let n = 0; n < 12; n += 1) {
				let steps = 0;
				const step = <A extends unknown[], R>(run: (...args: A) => Promise<R>) => {
					return (...args: A): Promise<R> =>
						(steps += 1) > n ? Promise.reject(new Error('died')) : run(...args);
				};
				const { insert, revise, rewrite } = store;
				const dying = {
					...store,
					insert: step(insert),
					revise: step(revise),
					rewrite: step(rewrite)
				};
				await createRelay({
					store: dying,
					clock: network.clock,
					timers: { after: () => () => {} },
					random: serverRandomness,
					onDefect: () => {}
				}).sweep();
			}
			network.restart();
			await network.settle();
			expect(await visits()).toEqual([]);
			expect(await report()).toMatchObject({ visits: 1, final: true });
			expect(await alarms()).toEqual([]);
			expect(await logged()).toMatchObject([{ db: 'centre_murat', removed: 2 }]);
		});

		test('what was refused, kept aside or alarmed about leaves after half a year; what is open stays', async () => {
			const refused = (seq: number) =>
				factId({ day: TODAY, scope: 'murat', device: 'kioskmura', epoch: 1, seq });
			const open = { what: 'clone', subject: 'a', open: true, since: NOON };
			await store.insert('ops', [
				{ _id: opsId.refused(refused(1), 'abc'), at: NOON },
				{ _id: opsId.refused(refused(2), 'abc') },
				{ _id: opsId.quarantined('phone', refused(3)), at: NOON },
				{ _id: opsId.alarm('clone', 'a'), ...open },
				{ _id: opsId.alarm('clone', 'b'), ...open, open: false },
				{ _id: opsId.logged('retention', TODAY), at: NOON, runs: [] }
			]);
			await store.revise('ops', 'device~kioskmura', () => ({ acked: { 1: 3 } }));
			const left = async (): Promise<readonly string[]> => {
				const ids = (await store.range('ops', '', '\uffff')).map(({ _id }) => _id);
				return ids.filter((id) => /^(refused|quarantine|alarm|log)/.test(id));
			};
			await after(180);
			expect(await left()).toHaveLength(6);
			await after(181);
			expect(await left()).toEqual([
				'alarm~clone~a',
				opsId.logged('retention', '2027-05-23'),
				opsId.refused(refused(2), 'abc')
			]);
			expect(await logged()).toEqual([{ db: 'ops', removed: 4, before: '2026-11-24' }]);
		});
	});
}
