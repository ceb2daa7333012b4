import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { database, ordersId, reportId } from '../../src/lib/domain/ids';
import { dossierOf } from '../../src/lib/server/accounts/dossier';
import type { Dossier } from '../../src/lib/domain/accounts';
import type { Doc, Store } from '../../src/lib/server/store/store';
import {
	COORDINATOR,
	HOST,
	KIOSK,
	MARIE,
	PHONE,
	enrolAs,
	openAccounts,
	type AccountsBench,
	type Known
} from './accounts-bench';
import { fact, NOON } from './gateway-bench';
import type { Place } from './store.contract';

/** What the server holds about somebody. */
export function peopleContract(name: string, make: () => Promise<Place>): void {
	describe(`what is held about a person: ${name}`, () => {
		let place: Place;
		let store: Store;
		let bench: AccountsBench;
		let phone: Known;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
			bench = openAccounts(store);
			phone = await enrolAs(bench, PHONE);
			await fill();
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		const own = (): string => phone.enrolled.own!;
		const secret = { salt: 'SALT', hash: 'HASH', iterations: 600_000 };
		const OTHER = `${MARIE}2`;
		async function fill(): Promise<void> {
			const about = (seq: number, person: string, more: object = {}): Doc =>
				fact(seq, {}, { person, by: 'k7f3', ...more }) as unknown as Doc;
			await store.insert('centre_murat', [about(1, MARIE), about(2, OTHER)]);
			await store.insert('centre_ydes', [about(3, MARIE)]);
			await store.insert(database.people('murat'), [
				about(4, MARIE, { kind: 'person.coded', number: '1420', code: secret }),
				about(5, OTHER)
			]);
			await store.insert(own(), [about(6, MARIE, { kind: 'place.asked', space: 'confidential' })]);
			const entry = { person: MARIE, name: 'Marie D.', code: secret };
			await store.revise('roster_murat', reportId.roster('1420', MARIE), () => entry);
			await store.insert('ops', [{ _id: 'refused~x~y', body: `{"person":"${MARIE}"}` }]);
		}
		const ask = async ({ holder }: Known, person = MARIE): Promise<Dossier> => {
			const answer = await dossierOf(bench.parts, holder, person);
			if ('refused' in answer) throw new Error(answer.refused);
			return answer.ok;
		};

		test('a person sees all of it, whichever database it is in, and their phones', async () => {
			const second = await enrolAs(bench, PHONE);
			const dossier = await ask(phone);
			expect(dossier).toMatchObject({ person: MARIE, at: NOON });
			expect(Object.keys(dossier.databases)).toEqual(
				['centre_murat', 'centre_ydes', own(), 'ops', 'people_murat', 'roster_murat'].toSorted()
			);
			expect(dossier.databases['centre_ydes']).toEqual([
				expect.objectContaining({ _id: fact(3)._id, person: MARIE })
			]);
			expect(dossier.devices.map(({ account }) => account).toSorted()).toEqual(
				[phone.account, second.account].toSorted()
			);
		});

		test('what became of their places is in it, though it names nobody', async () => {
			const claim = fact(9)._id;
			await store.revise(own(), reportId.place('2026-11-24', claim), () => ({
				...{ claim, standing: 'confirmed', units: ['quiet-1'] }
			}));
			expect((await ask(phone)).databases[own()]).toContainEqual(
				expect.objectContaining({ units: ['quiet-1'] })
			);
			const host = await ask(await enrolAs(bench, HOST));
			expect(JSON.stringify(host)).not.toContain('quiet-1');
		});

		test('nobody else is in it, not even one whose id begins the same', async () => {
			const text = JSON.stringify(await ask(phone));
			expect(text).toContain(MARIE);
			expect(text).not.toContain(OTHER);
		});

		test('of what a person wrote about others they see that they did, and of others’ own databases nothing', async () => {
			const another = await enrolAs(bench, { ...PHONE, person: 'p_another01' });
			const written = fact(7, {}, { kind: 'person.amended', person: OTHER, change: 'secret' });
			await store.insert(database.people('murat'), [{ ...written, by: MARIE } as unknown as Doc]);
			const named = { kind: 'note.made', person: MARIE, text: 'secret' };
			await store.insert(another.enrolled.own!, [fact(8, {}, named) as unknown as Doc]);
			const dossier = await ask(phone);
			const { _id, v, count, at } = written;
			expect(dossier.databases['people_murat']).toContainEqual({
				...{ _id, kind: 'person.amended', v, count, at },
				by: MARIE
			});
			expect(JSON.stringify(dossier)).not.toContain('secret');
		});

		test('what a code is checked against is said to be kept, and not shown', async () => {
			const dossier = await ask(phone);
			const code = { salt: 'kept, not shown', hash: 'kept, not shown', iterations: 600_000 };
			expect(dossier.databases['people_murat']).toMatchObject([{ number: '1420', code }]);
			expect(dossier.databases['roster_murat']).toMatchObject([{ name: 'Marie D.', code }]);
			expect(JSON.stringify(dossier)).not.toMatch(/SALT|HASH|sessions/);
		});

		test('staff see it as far as their role reads: who is in a confidential room they do not', async () => {
			const host = await ask(await enrolAs(bench, HOST));
			expect(Object.keys(host.databases)).toEqual(['centre_murat', 'people_murat', 'roster_murat']);
			const coordinator = await ask(await enrolAs(bench, COORDINATOR));
			expect(Object.keys(coordinator.databases)).toEqual([
				'centre_murat',
				'centre_ydes',
				'ops',
				'people_murat',
				'roster_murat'
			]);
		});

		test('a host asks about people of their own centre, a person about themselves, and others about nobody', async () => {
			const refused = { refused: 'no-such-person' };
			const askers = [
				await enrolAs(bench, { role: 'host', centre: 'ydes' }),
				await enrolAs(bench, KIOSK),
				await enrolAs(bench, { role: 'trainer' }),
				await enrolAs(bench, { ...PHONE, person: OTHER })
			];
			for (const { holder } of askers)
				expect(await dossierOf(bench.parts, holder, MARIE)).toEqual(refused);
			for (const person of ['', 'p_', '.*', `${MARIE}|.`])
				expect(await dossierOf(bench.parts, askers[0]!.holder, person)).toEqual(refused);
		});

		test('a person nothing is known of has an empty one', async () => {
			const coordinator = await enrolAs(bench, COORDINATOR);
			expect(await ask(coordinator, 'p_nobody01')).toEqual({
				person: 'p_nobody01',
				at: NOON,
				databases: {},
				devices: []
			});
		});

		test('more than is read at once is all there', async () => {
			const visits = Array.from({ length: 1_100 }, (_, i) => fact(100 + i) as unknown as Doc);
			await store.insert('centre_aurillac', visits);
			const { databases } = await ask(phone);
			expect(databases['centre_aurillac']).toHaveLength(1_100);
		});

		test('an order to forget somebody is in what they are shown', async () => {
			await store.insert('orders', [{ _id: ordersId.erasure(MARIE), n: 1 }]);
			expect((await ask(phone)).databases['orders']).toHaveLength(1);
		});
	});
}
