import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { renewInstance } from '../../src/lib/server/gateway/instance';
import type { Store } from '../../src/lib/server/store/store';
import {
	CENTRE_DB,
	fact,
	holderOf,
	newClient,
	NOON,
	openGateway,
	TODAY,
	segmentsOf,
	type Client,
	type GatewayBench
} from './gateway-bench';
import type { Place } from './store.contract';

const ids = (facts: readonly { readonly _id: string }[] = []): string[] =>
	facts.map(({ _id }) => _id);

/** What the gateway promises who reads, whichever store is behind it. */
export function tellingContract(name: string, make: () => Promise<Place>): void {
	describe(`the gateway tells what is new: ${name}`, () => {
		let place: Place;
		let store: Store;
		let bench: GatewayBench;
		let kiosk: Client;
		let phone: Client;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
			bench = openGateway(store);
			kiosk = newClient(bench);
			phone = newClient(bench, 'ph0ne');
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		test('a device is told what others wrote, and not what it has just brought', async () => {
			await kiosk.read();
			await phone.read();
			await phone.send(fact(1, { device: 'ph0ne' }));
			const facts: [string, Fact][] = [[CENTRE_DB, fact(1)]];
			expect((await kiosk.read({ facts })).facts).toEqual([fact(1, { device: 'ph0ne' })]);
			expect(ids((await phone.read()).facts)).toContain(fact(1)._id);
			// Whoever lost a store wants its own facts back.
			const again = newClient(bench, 'k7f3', 2);
			expect(ids((await again.read()).facts)).toContain(fact(1)._id);
		});

		test('a poll that finds nothing new says nothing of the database', async () => {
			await kiosk.send(fact(1));
			await phone.read();
			const { news } = await phone.ask({ cursors: { [CENTRE_DB]: (await phone.read()).cursor } });
			expect(news).toBeUndefined();
		});

		test('no more comes at once than was asked for, and nothing is left out', async () => {
			await phone.read();
			await kiosk.send(...Array.from({ length: 25 }, (_, i) => fact(i + 1)));
			const came: string[] = [];
			for (let more = true; more;) {
				const news = await phone.read({ limit: 10 });
				expect(news.facts?.length ?? 0).toBeLessThanOrEqual(10);
				came.push(...ids(news.facts));
				more = news.more ?? false;
			}
			expect(came).toEqual(Array.from({ length: 25 }, (_, i) => fact(i + 1)._id));
		});

		test('reports come as bodies, and documents of the server itself do not come at all', async () => {
			await store.revise('public', 'report~availability~murat~x', () => ({ desks: 6 }));
			const news = await phone.read({}, 'public');
			expect(news.reports).toEqual([{ id: 'report~availability~murat~x', body: { desks: 6 } }]);
			const ops = await phone.read({}, 'ops');
			expect([ops.facts, ops.reports]).toEqual([undefined, undefined]);
		});

		test.each(['nonsense', '1.nonsense', '1.999999999', '7.1', '1.', ''])(
			'a cursor that cannot be, “%s”, is read from the beginning',
			async (cursor) => {
				await kiosk.send(fact(1));
				await store.revise('public', 'report~a', () => ({ n: 1 }));
				const { news } = await phone.ask({ cursors: { [CENTRE_DB]: cursor, public: cursor } });
				expect(news?.[CENTRE_DB]?.facts).toEqual([fact(1)]);
				expect(news?.['public']?.reports).toEqual([{ id: 'report~a', body: { n: 1 } }]);
			}
		);

		test('a database nobody knows is left out, and the others are answered', async () => {
			await kiosk.send(fact(1));
			const { news } = await phone.ask({ cursors: { nowhere: null, [CENTRE_DB]: null } });
			expect(Object.keys(news ?? {})).toEqual([CENTRE_DB]);
		});

		test('cursors of another store are void', async () => {
			await kiosk.send(fact(1));
			await phone.read();
			expect((await phone.read()).facts).toBeUndefined();
			await renewInstance(store, { fraction: Math.random, text: () => 'renewed' });
			const news = await phone.read();
			expect(phone.instance).toBe('renewed');
			expect(news.facts).toEqual([fact(1)]);
		});

		test('a store has one name, however many gateways ask for it first', async () => {
			const others = [2, 3, 4].map((seed) => openGateway(store, seed));
			const answers = await Promise.all([bench, ...others].map((its) => phone.ask({}, its)));
			expect(new Set(answers.map(({ instance }) => instance)).size).toBe(1);
		});

		describe('the first load', () => {
			const days = [
				'2026-11-14',
				'2026-11-16',
				'2026-11-22',
				TODAY,
				'2026-11-24',
				'2027-01-22',
				'2027-01-23'
			];
			beforeEach(async () => {
				await kiosk.send(...days.map((day, i) => fact(i + 1, { day })));
			});

			test('today comes at once as facts, other days, all those to come among them, as names to be fetched', async () => {
				const news = await phone.read();
				expect(ids(news.facts)).toEqual([fact(4)._id]);
				const named = news.segments?.map(({ day }) => day);
				const toCome = ['2026-11-24', '2027-01-22', '2027-01-23'];
				expect(named).toEqual(['2026-11-16', '2026-11-22', ...toCome]);
				const host = await newClient(bench, 'h0st', 1, holderOf('h0st', { role: 'host' })).read();
				expect(host.segments?.map(({ day }) => day)).toEqual(['2026-11-14', ...(named ?? [])]);
			});

			test('what somebody signed for on another day comes at once too, since it rests in no segment', async () => {
				const mine = { kind: 'signature.given', session: fact(1)._id, seal: { chain: 'akiosk' } };
				const signed = (seq: number, day: string): Fact => fact(seq, { day }, mine);
				// One day has a visit beside it, the other nothing else.
				const [beside, alone] = [signed(91, '2026-11-22'), signed(92, '2026-11-20')];
				await store.insert(CENTRE_DB, [beside, alone, signed(93, '2026-11-15')]);
				// Of a gateway that has just started, and of one that has been asked before.
				for (const its of [phone, newClient(bench, 'ph1ne'), newClient(openGateway(store, 2))]) {
					const { facts, segments = [] } = await its.read();
					expect(ids(facts).sort()).toEqual([fact(4)._id, alone._id, beside._id].sort());
					expect(segments.map(({ day }) => day)).not.toContain('2026-11-20');
				}
			});

			test('what is fetched has the hash it was announced by and all of its day’s facts', async () => {
				const { segments = [] } = await phone.read();
				const fetched = await segmentsOf(
					bench,
					segments.map(({ day }) => day)
				);
				expect(fetched.map(({ day, hash }) => ({ day, hash }))).toEqual(segments);
				expect(fetched.flatMap(({ text }) => JSON.parse(text))).toEqual(
					segments.map(({ day }) => fact(days.indexOf(day) + 1, { day }))
				);
				expect(fetched.every(({ count, db }) => count === 1 && db === CENTRE_DB)).toBe(true);
				expect(await segmentsOf(bench, ['2026-01-01'])).toEqual([]);
			});

			test('a day that has grown has another hash, and the same everywhere', async () => {
				const hashOf = async (its: GatewayBench): Promise<string> =>
					(await segmentsOf(its, ['2026-11-22']))[0]!.hash;
				const before = await hashOf(bench);
				await kiosk.send(fact(90, { day: '2026-11-22' }));
				const after = await hashOf(bench);
				expect(after).not.toBe(before);
				expect(await hashOf(openGateway(store, 2))).toBe(after);
			});

			test('what is written after the announcement comes by the cursor', async () => {
				await phone.read();
				await kiosk.send(fact(90, { day: '2026-11-22' }), fact(91));
				expect(ids((await phone.read()).facts).toSorted()).toEqual(
					[fact(90, { day: '2026-11-22' }), fact(91)].map(({ _id }) => _id).toSorted()
				);
			});

			test('days beyond a kiosk’s window never come, and its cursor goes on past them', async () => {
				await phone.read();
				const far = fact(90, { day: '2026-11-15' });
				await kiosk.send(far);
				const news = await phone.read();
				expect(news.facts).toBeUndefined();
				await kiosk.send(fact(91));
				expect(ids((await phone.read()).facts)).toEqual([fact(91)._id]);
				bench.clock.set(NOON - 86_400_000);
				const host = newClient(bench, 'h0st', 1, holderOf('h0st', { role: 'host' }));
				await host.read();
				await kiosk.send(fact(92, { day: '2026-11-15' }));
				expect(ids((await host.read()).facts)).toHaveLength(1);
			});
		});
	});
}
