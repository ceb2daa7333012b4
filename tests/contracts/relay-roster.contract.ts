import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reportId } from '../../src/lib/domain/ids';
import {
	contents,
	DAY,
	describeCentre,
	MARIE,
	NOON,
	openNetwork,
	PAUL,
	register,
	VERIFIER,
	visit,
	type Network
} from './relay-bench';
import type { Place } from './store.contract';

const ENTRY = { person: MARIE, name: 'Marie D.', category: 'independent', code: VERIFIER };

/** What kiosks may know of people, and phones of their owner. */
export function rosterContract(name: string, make: () => Promise<Place>): void {
	describe(`rosters: ${name}`, () => {
		let place: Place;
		let network: Network;
		beforeEach(async () => {
			place = await make();
			network = openNetwork(await place.open());
			for (const slug of ['murat', 'ydes']) await describeCentre(network, slug);
		});
		afterEach(async () => {
			await network.store.close();
			await place.end();
		});
		const entryAt = (centre: string, number = '1420', person = MARIE) =>
			network.body(`roster_${centre}`, reportId.roster(number, person));

		test('who has a number and a code is known at home, by first name and initial, and nowhere else', async () => {
			await register(network);
			await network.settle();
			expect(await entryAt('murat')).toEqual(ENTRY);
			expect(await entryAt('ydes')).toBeUndefined();
		});

		test('who has been to another centre is known there too, for sixty days', async () => {
			await register(network);
			await network.settle();
			await visit(network, MARIE, { centre: 'ydes' });
			await network.settle();
			expect(await entryAt('ydes')).toEqual(ENTRY);
			network.clock.set(NOON + 60 * DAY);
			await network.settle();
			expect(await entryAt('ydes')).toEqual(ENTRY);
			network.clock.set(NOON + 61 * DAY);
			await network.settle();
			expect(await entryAt('ydes')).toEqual({ gone: true });
			expect(await entryAt('murat')).toEqual(ENTRY);
		});

		test('a visit that was taken back, or was somebody else’s, makes nobody known', async () => {
			await register(network);
			await register(network, PAUL, 'Paul Martin', { number: '2428' });
			const { _id } = await visit(network, MARIE, { centre: 'ydes' });
			await network.settle();
			await network.say('centre_ydes', 'visit.tied', { visit: _id, person: PAUL });
			await network.settle();
			expect(await entryAt('ydes')).toEqual({ gone: true });
			expect(await entryAt('ydes', '2428', PAUL)).toMatchObject({ name: 'Paul M.' });
			await network.say('centre_ydes', 'visit.undone', { undoes: _id });
			await network.settle();
			expect(await entryAt('ydes', '2428', PAUL)).toEqual({ gone: true });
		});

		test('a new number or a new code ends the one before in every centre', async () => {
			await register(network);
			await visit(network, MARIE, { centre: 'ydes' });
			await network.settle();
			const code = { ...VERIFIER, hash: 'bmV3' };
			await network.say('people_murat', 'person.coded', { person: MARIE, number: '3335', code });
			await network.settle();
			for (const centre of ['murat', 'ydes']) {
				expect(await entryAt(centre)).toEqual({ gone: true });
				expect(await entryAt(centre, '3335')).toEqual({ ...ENTRY, code });
			}
		});

		test('a name that is put right is right at the door', async () => {
			await register(network);
			await network.settle();
			const change = { name: 'Maria Roux' };
			await network.say('people_murat', 'person.amended', { person: MARIE, change });
			await network.settle();
			expect(await entryAt('murat')).toEqual({ ...ENTRY, name: 'Maria R.' });
		});

		test('two people with one number are both known, each with their own code', async () => {
			await register(network);
			await register(network, PAUL, 'Paul Martin', { centre: 'ydes' });
			await visit(network, PAUL);
			await network.settle();
			expect(await entryAt('murat')).toEqual(ENTRY);
			expect(await entryAt('murat', '1420', PAUL)).toMatchObject({ name: 'Paul M.' });
		});

		test('who works at a centre can unlock its devices until dismissed', async () => {
			const hired = { person: PAUL, name: 'Paul Martin', code: VERIFIER };
			await network.say('people_murat', 'staff.appointed', hired);
			await network.settle();
			expect(await network.body('roster_murat', reportId.staff(PAUL))).toEqual(hired);
			await network.say('people_murat', 'staff.dismissed', { person: PAUL });
			await network.settle();
			expect(await network.body('roster_murat', reportId.staff(PAUL))).toEqual({ gone: true });
		});

		test('a relay that starts again changes nothing', async () => {
			await register(network);
			await visit(network, MARIE, { centre: 'ydes' });
			await network.settle();
			const before = await contents(network.store);
			network.restart();
			await network.settle();
			expect(await contents(network.store)).toEqual(before);
		});

		test('a relay that was away catches up with all that has ended meanwhile', async () => {
			await register(network);
			await visit(network, MARIE, { centre: 'ydes' });
			await network.settle();
			network.clock.set(NOON + 100 * DAY);
			network.restart();
			await network.settle();
			expect(await entryAt('ydes')).toEqual({ gone: true });
		});

		test('a phone is told who its owner is, and again when that changes', async () => {
			const own = 'member_k7f3k7f3k7f3k7f3';
			await register(network);
			await network.store.ensure(own);
			const account = { role: 'member', person: MARIE, own, centre: 'murat', sessions: [] };
			await network.store.insert('accounts', [{ _id: 'account~phone00001', ...account }]);
			await network.settle();
			const me = { person: MARIE, name: 'Marie Durand', home: 'murat', number: '1420' };
			expect(await network.body(own, reportId.me)).toEqual(me);
			await network.say('people_murat', 'person.badged', { person: MARIE, badge: 'b_marie00001' });
			await network.settle();
			const badge = await network.body('people_murat', reportId.badge(MARIE));
			expect(await network.body(own, reportId.me)).toEqual({ ...me, badge: badge?.['text'] });
			expect(await network.body(own, reportId.badge(MARIE))).toEqual(badge);
			await network.say('people_murat', 'person.unbadged', {
				person: MARIE,
				badge: 'b_marie00001'
			});
			await network.settle();
			expect(await network.body(own, reportId.me)).toEqual(me);
			expect(await network.body(own, reportId.badge(MARIE))).toEqual({ gone: true });
		});
	});
}
