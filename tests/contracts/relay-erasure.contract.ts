import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountsId, opsId, ordersId, reportId } from '../../src/lib/domain/ids';
import { isErased } from '../../src/lib/server/erasure/erased';
import {
	contents,
	describeCentre,
	factsIn,
	MARIE,
	NOON,
	openNetwork,
	PAUL,
	register,
	visit,
	type Network
} from './relay-bench';
import type { Place } from './store.contract';

export const BADGE = 'b_marie00001';
export const OWN = 'member_k7f3k7f3k7f3k7f3';
const FIRST_VISITOR = 'p_first00001';

/** Marie, wherever a server may have come to hold her name, and Paul, who stays. */
export async function fill(network: Network): Promise<void> {
	const { store, say } = network;
	for (const slug of ['murat', 'ydes']) await describeCentre(network, slug);
	await register(network, PAUL, 'Paul Martin', { number: '2428' });
	await register(network);
	await say('people_murat', 'person.badged', { person: MARIE, badge: 'b_marie00000' });
	await say('people_murat', 'person.badged', { person: MARIE, badge: BADGE });
	await say('people_ydes', 'person.introduced', { person: MARIE, name: 'Marie Durand' });
	await say('people_ydes', 'staff.appointed', {
		person: MARIE,
		name: 'Marie Durand',
		code: { salt: 'c2FsdA==', iterations: 600_000, hash: 'aGFzaA==' }
	});
	await visit(network);
	await visit(network, MARIE, { centre: 'ydes', badge: BADGE });
	await visit(network, PAUL);
	// A first visitor a host has recognised as Marie.
	await say(
		'people_murat',
		'person.introduced',
		{ person: FIRST_VISITOR, name: 'Marie Durand' },
		{ device: 'kioskmura' }
	);
	const { _id } = await visit(network, FIRST_VISITOR);
	await say('centre_murat', 'visit.tied', { visit: _id, person: MARIE });

	await store.ensure(OWN);
	const phone = { role: 'member', person: MARIE, own: OWN, centre: 'murat', sessions: [] };
	const label = 'Téléphone de Marie Durand';
	await store.insert('accounts', [
		{ _id: accountsId.account('phone00001'), ...phone, label },
		{ _id: accountsId.account('phone00002'), ...phone, person: PAUL, own: undefined },
		{ _id: accountsId.own(MARIE), db: OWN },
		{ _id: accountsId.invitation('aaaa'), person: MARIE, role: 'member' }
	]);
	const body = JSON.stringify({ person: MARIE, name: 'Marie Durand' });
	const refused = '2026-11-23~murat~kioskmura.1~000040';
	await store.insert('ops', [
		{ _id: opsId.refused(refused, 'abc'), body, at: NOON },
		{ _id: opsId.quarantined('phone00001', 'x'), body, at: NOON },
		{ _id: opsId.refused('', 'def'), body: JSON.stringify({ person: PAUL }), at: NOON }
	]);
}

export const forget = ({ say }: Network, person = MARIE, centre = 'murat') =>
	say(`people_${centre}`, 'person.erased', { person });

export function erasureContract(name: string, make: () => Promise<Place>): void {
	describe(`forgetting somebody: ${name}`, () => {
		let place: Place;
		let network: Network;
		let store: Network['store'];
		beforeEach(async () => {
			place = await make();
			network = openNetwork(await place.open());
			({ store } = network);
			await fill(network);
			await network.settle();
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});
		const alarms = () => store.range('ops', 'alarm~', 'alarm~\uffff');
		const text = async (): Promise<string> => JSON.stringify(await contents(store));

		test('no document of the server says their name any more, and others are untouched', async () => {
			expect(await text()).toContain('Marie Durand');
			const paul = (await factsIn(store, 'people_murat')).filter(({ person }) => person === PAUL);
			await forget(network);
			await network.settle();
			expect(await text()).not.toMatch(/Marie|Durand|TWFyaWU/);
			expect(await factsIn(store, 'people_murat')).toEqual(paul);
			expect(await store.databases()).not.toContain(OWN);
			expect(await store.get('accounts', accountsId.account('phone00001'))).toBeUndefined();
			expect(await store.get('accounts', accountsId.account('phone00002'))).toBeDefined();
			expect(await network.body('roster_murat', reportId.roster('2428', PAUL))).toMatchObject({
				name: 'Paul M.'
			});
		});

		test('every device is told, by number and random id; their badges are void and their phone is out', async () => {
			await forget(network);
			await network.settle();
			expect(await network.body('orders', reportId.erase(1))).toEqual({ person: MARIE, at: NOON });
			for (const badge of ['b_marie00000', BADGE])
				expect(await network.body('orders', reportId.void(badge))).toEqual({ at: NOON });
			expect(await store.get('orders', ordersId.revocation('phone00001'))).toBeDefined();
			for (const db of ['roster_murat', 'roster_ydes'])
				expect(await network.body(db, reportId.roster('1420', MARIE))).toEqual({ gone: true });
			expect(await network.body('roster_ydes', reportId.staff(MARIE))).toEqual({ gone: true });
			expect(await isErased(store, MARIE)).toBe(true);
			expect(await isErased(store, PAUL)).toBe(false);
		});

		test('visits stay under the random id: no total moves', async () => {
			const before = await factsIn(store, 'centre_murat');
			const totals = await store.range('public', 'report~availability~', 'report~b');
			expect(totals).not.toEqual([]);
			await forget(network);
			await network.settle();
			network.restart();
			await network.settle();
			expect(await factsIn(store, 'centre_murat')).toEqual(before);
			expect(await store.range('public', 'report~availability~', 'report~b')).toEqual(totals);
		});

		test('a first visitor whom a host has recognised as them is forgotten with them', async () => {
			await forget(network);
			await network.settle();
			expect(await network.body('orders', reportId.erase(2))).toMatchObject({
				person: FIRST_VISITOR
			});
			expect(await isErased(store, FIRST_VISITOR)).toBe(true);
		});

		test('somebody registered whose visit was theirs by mistake is not forgotten with them', async () => {
			const { _id } = await visit(network, PAUL);
			await network.say('centre_murat', 'visit.tied', { visit: _id, person: MARIE });
			await forget(network);
			await network.settle();
			expect(await isErased(store, PAUL)).toBe(false);
		});

		test('the numbers of what was forgotten are accounted for: no alarm, nobody is asked again', async () => {
			await forget(network);
			for (const device of ['host0001', 'kioskmura', 'kioskydes']) await network.claim(device);
			await network.settle();
			await network.settle();
			expect(await alarms()).toEqual([]);
			// Nor where the relay has never seen them, and has to count anew.
			await store.rewrite('ops', ({ _id }) => !/^(gap|relay)~/.test(_id));
			network.restart();
			await network.settle();
			expect(await alarms()).toEqual([]);
			const order = await store.get('orders', ordersId.erasure(MARIE));
			expect(order?.['facts']).toHaveLength(8);
		});

		test('a person has one order for ever, and orders are numbered without gaps', async () => {
			await forget(network);
			await forget(network, MARIE, 'ydes');
			await network.settle();
			await forget(network, PAUL);
			await forget(network);
			await network.settle();
			const orders = await store.range('orders', 'report~erase~', 'report~erase~\uffff');
			expect(orders.map(({ _id }) => _id)).toEqual([1, 2, 3].map(reportId.erase));
			expect(orders.map(({ person }) => person)).toEqual([MARIE, FIRST_VISITOR, PAUL]);
		});

		test('what was on its way when they were forgotten is gone as soon as it is seen', async () => {
			await forget(network);
			await network.settle();
			const said = { person: MARIE, change: { name: 'Marie Roux' } };
			await network.say('people_murat', 'person.amended', said);
			const body = JSON.stringify({ name: 'Marie', person: MARIE });
			const late = opsId.refused('2026-11-23~murat~kioskmura.1~000041', 'ghi');
			await store.insert('ops', [{ _id: late, body }]);
			await network.claim('host0001');
			await network.settle();
			expect(await text()).not.toContain('Marie');
			expect(await alarms()).toEqual([]);
			expect(await network.body('orders', reportId.erase(3))).toBeUndefined();
		});

		test('a store that somebody has put back by hand remembers nobody who was forgotten', async () => {
			const before = await contents(store);
			await forget(network);
			await network.settle();
			for (const db of [
				'people_murat',
				'people_ydes',
				'roster_murat',
				'roster_ydes',
				'accounts',
				'ops'
			]) {
				await store.rewrite(db, () => false);
				await store.insert(db, before[db]!);
			}
			network.restart();
			await network.settle();
			expect(await text()).not.toMatch(/Marie|Durand|TWFyaWU/);
		});
	});
}
