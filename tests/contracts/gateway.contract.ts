import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import type { Refusal } from '../../src/lib/domain/parse';
import type { Store } from '../../src/lib/server/store/store';
import {
	CENTRE_DB,
	fact,
	newClient,
	openGateway,
	opsOf,
	Verbatim,
	segmentsOf,
	type Client,
	type GatewayBench
} from './gateway-bench';
import type { Place } from './store.contract';

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

/** What the gateway promises who brings facts, whichever store is behind it. */
export function takingContract(name: string, make: () => Promise<Place>): void {
	describe(`the gateway takes facts: ${name}`, () => {
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
			const outcomes = await newClient(bench).send(forged, ...twice);
			expect(outcomes.filter(({ is }) => is === 'stored')).toHaveLength(1);
			for (const { _id } of [forged, fact(2)])
				expect(outcomes).toContainEqual({ id: _id, is: 'refused', why: { code: 'id-taken' } });
			expect(await store.range(CENTRE_DB, '', '~')).toEqual([fact(1), fact(2)]);
			expect(await opsOf(store, 'alarm')).toMatchObject([
				{ what: 'conflict', subject: forged._id, open: true, detail: { device: 'k7f3' } },
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
}
