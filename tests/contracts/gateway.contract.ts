import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import type { Refusal } from '../../src/lib/domain/parse';
import { renewInstance } from '../../src/lib/server/gateway/instance';
import type { Store } from '../../src/lib/server/store/store';
import {
	CENTRE_DB,
	fact,
	newClient,
	NOON,
	openGateway,
	opsOf,
	TODAY,
	Verbatim,
	type Client,
	type GatewayBench
} from './gateway-bench';
import type { Place } from './store.contract';

const ids = (facts: readonly { readonly _id: string }[] = []): string[] =>
	facts.map(({ _id }) => _id);

/** A fact with one field more, in JSON as it is given. */
const withField = (name: string, text: string): Verbatim =>
	new Verbatim(JSON.stringify(fact(500)).replace('{', () => `{"${name}":${text},`));

const { _id: _given, ...withoutId } = fact(500);

/** Documents that are no fact, each with the reason to be given. */
const POISON: readonly (readonly [string, unknown, Refusal])[] = [
	['nothing at all', null, { code: 'malformed' }],
	['a text', 'fact', { code: 'malformed' }],
	['a list', [fact(500)], { code: 'malformed' }],
	['an object without a field', {}, { code: 'bad-id' }],
	['a fact without an id', withoutId, { code: 'bad-id' }],
	['a design document', { _id: '_design/rules' }, { code: 'bad-id' }],
	['a local document', { _id: '_local/mark' }, { code: 'bad-id' }],
	['an id of a day that is none', fact(500, { day: '2026-02-30' }), { code: 'bad-id' }],
	[
		'an id in another spelling',
		{ ...fact(500), _id: fact(500)._id.replace('~000', '~0000') },
		{ code: 'bad-id' }
	],
	[
		'an id that is an object',
		{ ...fact(500), _id: { toString: 1, valueOf: 1 } },
		{ code: 'bad-id' }
	],
	['a count that is text', fact(500, {}, { count: 'many' }), { code: 'bad-field', field: 'count' }],
	['a version of nothing', fact(500, {}, { v: 0 }), { code: 'bad-field', field: 'v' }],
	[
		'a kind in no known shape',
		fact(500, {}, { kind: 'Visit' }),
		{ code: 'bad-field', field: 'kind' }
	],
	['no time', fact(500, {}, { at: null }), { code: 'bad-field', field: 'at' }],
	[
		'a person that is a number',
		fact(500, {}, { person: 7 }),
		{ code: 'bad-field', field: 'person' }
	],
	['a revision of its own', fact(500, {}, { _rev: '1-a' }), { code: 'bad-field', field: '_rev' }],
	['a deletion', fact(500, {}, { _deleted: true }), { code: 'bad-field', field: '_deleted' }],
	[
		'an attachment',
		fact(500, {}, { _attachments: {} }),
		{ code: 'bad-field', field: '_attachments' }
	],
	[
		'more than a fact may weigh',
		fact(500, {}, { text: 'x'.repeat(70_000) }),
		{ code: 'too-large' }
	],
	[
		'ten thousand levels',
		withField('deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
		{ code: 'malformed' }
	],
	['half a character', fact(500, {}, { text: 'a\ud800' }), { code: 'malformed', field: 'text' }],
	['half a character in a name', fact(500, {}, { '\udc00': 1 }), { code: 'malformed' }],
	['a prototype', withField('__proto__', '{"isAdmin":true}'), { code: 'malformed' }],
	[
		'a number beyond all numbers',
		withField('share', '1e400'),
		{ code: 'malformed', field: 'share' }
	],
	['a constructor', withField('constructor', '1'), { code: 'malformed' }],
	[
		'a kind nobody knows about another centre',
		{ ...fact(500), _id: fact(500)._id.replace('murat', 'ydes'), kind: 'van.passed' },
		{ code: 'wrong-database' }
	],
	[
		'a kind of another database',
		fact(500, {}, { kind: 'person.introduced', name: 'M.' }),
		{ code: 'wrong-database' }
	]
];

/** What the gateway promises devices, whichever store is behind it. */
export function gatewayContract(name: string, make: () => Promise<Place>): void {
	describe(`the gateway: ${name}`, () => {
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

		describe('taking facts', () => {
			test('every fact has an outcome of its own: stored, or known already', async () => {
				expect(await kiosk.send(fact(1), fact(2))).toEqual([
					{ id: fact(1)._id, is: 'stored' },
					{ id: fact(2)._id, is: 'stored' }
				]);
				const outcomes = await kiosk.send(fact(2), fact(3), fact(3));
				expect(outcomes).toEqual([
					{ id: fact(2)._id, is: 'duplicate' },
					{ id: fact(3)._id, is: 'stored' },
					{ id: fact(3)._id, is: 'duplicate' }
				]);
				expect(await store.range(CENTRE_DB, '', '~')).toEqual([fact(1), fact(2), fact(3)]);
			});

			test.each(POISON)(
				'%s is refused with its reason, and its neighbours are stored',
				async (_, poison, why) => {
					const outcomes = await kiosk.send(fact(1), poison, fact(2));
					const of = (id: string) => outcomes.filter((outcome) => outcome.id === id);
					for (const good of [fact(1), fact(2)])
						expect(of(good._id)).toEqual([{ id: good._id, is: 'stored' }]);
					expect(outcomes.filter(({ is }) => is === 'refused')).toMatchObject([{ why }]);
					expect(outcomes).toHaveLength(3);
					expect(await store.range(CENTRE_DB, '', '\uffff')).toEqual([fact(1), fact(2)]);
					expect(await opsOf(store, 'refused')).toMatchObject([{ device: 'k7f3', why }]);
					expect({}).not.toHaveProperty('isAdmin');
				}
			);

			test('a refusal goes by the id it came under, and is kept once, with what was refused', async () => {
				const bad = fact(7, {}, { count: 'many' });
				for (let i = 0; i < 2; i += 1)
					expect(await kiosk.send(bad)).toEqual([
						{ id: bad._id, is: 'refused', why: { code: 'bad-field', field: 'count' } }
					]);
				const [kept, ...others] = await opsOf(store, 'refused');
				expect(others).toEqual([]);
				expect(kept?._id).toContain(bad._id);
				expect(kept?.['body']).toContain('"count":"many"');
			});

			test.each(['nowhere', '_users', '_replicator', '../ops', 'centre_', 'CENTRE_murat'])(
				'a fact for “%s”, which is no database of ours, is refused',
				async (db) => {
					const unknown = fact(1, {}, { kind: 'desk.levitated' });
					const { outcomes } = await kiosk.ask({
						facts: [
							[db, unknown],
							[CENTRE_DB, fact(2)]
						]
					});
					expect(outcomes).toContainEqual({
						id: unknown._id,
						is: 'refused',
						why: { code: 'no-such-database' }
					});
					expect(outcomes).toContainEqual({ id: fact(2)._id, is: 'stored' });
					expect(await store.databases()).not.toContain(db);
				}
			);

			test('another body under a known id is refused and raises an alarm; the first stays', async () => {
				await kiosk.send(fact(1));
				const forged = fact(1, {}, { person: 'p_somebody0' });
				const twice = [fact(2), { ...fact(2), reason: 'other' }];
				const outcomes = await phone.send(forged, ...twice);
				expect(outcomes.filter(({ is }) => is === 'stored')).toHaveLength(1);
				for (const { _id } of [forged, fact(2)])
					expect(outcomes).toContainEqual({ id: _id, is: 'refused', why: { code: 'id-taken' } });
				expect(await store.range(CENTRE_DB, '', '~')).toEqual([fact(1), fact(2)]);
				expect(await opsOf(store, 'alarm')).toMatchObject([
					{ what: 'conflict', subject: forged._id, open: true, detail: { device: 'ph0ne' } },
					{ what: 'conflict', subject: fact(2)._id }
				]);
				expect(await opsOf(store, 'refused')).toHaveLength(2);
			});

			test('a kind or version nobody here knows is kept, and reaches another device as it came', async () => {
				const later = fact(1, {}, { kind: 'desk.levitated', v: 7, height: { metres: 2 } });
				const yesterday = fact(2, { day: '2026-11-22' }, { v: 9_999, person: 7 });
				expect((await kiosk.send(later, yesterday)).map(({ is }) => is)).toEqual([
					'stored',
					'stored'
				]);
				const news = await phone.read();
				expect(news.facts).toEqual([later]);
				const [segment] = await segmentsOf(bench, ['2026-11-22']);
				expect(JSON.parse(segment!.text)).toEqual([yesterday]);
			});

			test('when the store does not answer, nothing is acknowledged', async () => {
				const broken = { ...store, insert: () => Promise.reject(new Error('disk full')) };
				const client = newClient(openGateway(broken));
				await expect(client.send(fact(1))).rejects.toThrow('disk full');
			});

			test('the same fact through two gateways at once is stored once and known once', async () => {
				const other = openGateway(store, 2);
				const facts: [string, Fact][] = [[CENTRE_DB, fact(1)]];
				const asked = [kiosk.ask({ facts }), kiosk.ask({ facts }, other)];
				// A cluster may confirm neither: then the device asks again.
				const answers = (await Promise.allSettled(asked)).flatMap((answer) =>
					answer.status === 'fulfilled' ? (answer.value.outcomes ?? []) : []
				);
				expect(answers.filter(({ is }) => is === 'stored').length).toBeLessThanOrEqual(1);
				expect(await kiosk.send(fact(1))).toEqual([{ id: fact(1)._id, is: 'duplicate' }]);
				expect(await store.range(CENTRE_DB, '', '~')).toEqual([fact(1)]);
			});
		});

		describe('telling what is new', () => {
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

			test('today comes at once as facts, the window’s other days as names to be fetched', async () => {
				const news = await phone.read({ role: 'kiosk' });
				expect(ids(news.facts)).toEqual([fact(4)._id]);
				const named = news.segments?.map(({ day }) => day);
				expect(named).toEqual(['2026-11-16', '2026-11-22', '2026-11-24', '2027-01-22']);
				const host = await newClient(bench, 'h0st').read({ role: 'host' });
				expect(host.segments?.map(({ day }) => day)).toEqual(['2026-11-14', ...(named ?? [])]);
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
				await phone.read({ role: 'kiosk' });
				const far = fact(90, { day: '2026-11-15' });
				await kiosk.send(far);
				const news = await phone.read({ role: 'kiosk' });
				expect(news.facts).toBeUndefined();
				await kiosk.send(fact(91));
				expect(ids((await phone.read({ role: 'kiosk' })).facts)).toEqual([fact(91)._id]);
				bench.clock.set(NOON - 86_400_000);
				const host = newClient(bench, 'h0st');
				await host.read({ role: 'host' });
				await kiosk.send(fact(92, { day: '2026-11-15' }));
				expect(ids((await host.read({ role: 'host' })).facts)).toHaveLength(1);
			});
		});
	});
}

async function segmentsOf({ segments }: GatewayBench, days: readonly string[]) {
	const found = [];
	for await (const segment of segments.fetch(CENTRE_DB, days)) found.push(segment);
	return found;
}
