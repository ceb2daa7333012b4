import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { opsId, ordersId, reportId } from '../../src/lib/domain/ids';
import { devicesFor } from '../../src/lib/server/accounts/devices';
import { erasuresFor } from '../../src/lib/server/accounts/erasures';
import {
	inviteFirstCoordinator,
	recoverCoordinator,
	welcome
} from '../../src/lib/server/accounts/first-coordinator';
import { enrol } from '../../src/lib/server/accounts/enrolment';
import { signOut } from '../../src/lib/server/accounts/renewal';
import { replayRevocations, revoke } from '../../src/lib/server/accounts/revocation';
import type { Store } from '../../src/lib/server/store/store';
import { firstCode, newKeys } from '../support/enrol';
import {
	COORDINATOR,
	HOST,
	KIOSK,
	MINUTE,
	PHONE,
	enrolAs,
	openAccounts,
	taken,
	whoIs,
	type AccountsBench,
	type Known
} from './accounts-bench';
import { NOON } from './gateway-bench';
import type { Place } from './store.contract';

/** Which devices there are, and their end. */
export function devicesContract(name: string, make: () => Promise<Place>): void {
	describe(`devices: ${name}`, () => {
		let place: Place;
		let store: Store;
		let bench: AccountsBench;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
			bench = openAccounts(store);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		/** What the gateway writes of a device at each exchange. */
		const spoke = (device: string, { account }: Known, more: object = {}): Promise<void> =>
			store.revise('ops', opsId.device(device), () => ({
				account,
				epoch: 1,
				token: 't',
				acked: {},
				seenAt: NOON,
				waiting: 0,
				...more
			}));
		async function everybody() {
			return {
				coordinator: await enrolAs(bench, COORDINATOR),
				host: await enrolAs(bench, HOST),
				kiosk: await enrolAs(bench, KIOSK, { label: 'Tablette de l’entrée' }),
				phone: await enrolAs(bench, PHONE),
				second: await enrolAs(bench, PHONE),
				trainer: await enrolAs(bench, { role: 'trainer' }),
				elsewhere: await enrolAs(bench, { role: 'kiosk', centre: 'ydes' })
			};
		}
		type Everybody = Awaited<ReturnType<typeof everybody>>;
		const REACH: Readonly<Record<string, readonly (keyof Everybody)[]>> = {
			coordinator: ['coordinator', 'host', 'kiosk', 'phone', 'second', 'trainer', 'elsewhere'],
			host: ['host', 'kiosk', 'phone', 'second'],
			phone: ['phone', 'second'],
			trainer: ['trainer']
		};

		test('a coordinator sees every device, a host the centre’s, a person their own, a trainer one', async () => {
			const all = await everybody();
			for (const [who, seen] of Object.entries(REACH)) {
				const { holder, account } = all[who as keyof Everybody];
				const listed = await devicesFor(store, holder);
				const expected = seen.map((each) => all[each].account);
				expect(listed.map((one) => one.account).toSorted()).toEqual(expected.toSorted());
				expect(listed.filter(({ self }) => self)).toMatchObject([{ account }]);
			}
		});

		test('a device is listed with its label, its names, and what it last said of itself', async () => {
			const kiosk = await enrolAs(bench, KIOSK, { label: 'Tablette de l’entrée' });
			const host = await enrolAs(bench, HOST);
			await spoke('k7f3', kiosk, { seenAt: NOON - 5, waiting: 9, heart: { applied: 1 } });
			await spoke('k7f4', kiosk, { seenAt: NOON, waiting: 2, heart: { version: '1.2' } });
			expect(await devicesFor(store, host.holder)).toEqual([
				{
					...KIOSK,
					account: kiosk.account,
					label: 'Tablette de l’entrée',
					since: NOON,
					names: ['k7f4', 'k7f3'],
					seen: NOON,
					waiting: 2,
					heart: { version: '1.2' }
				},
				{ ...HOST, account: host.account, since: NOON, names: [], self: true }
			]);
		});

		test('who may see a device may end it, who may not hears that there is none', async () => {
			for (const [who, reach] of Object.entries(REACH)) {
				const all = await everybody();
				// Not the last.
				await enrolAs(bench, COORDINATOR);
				const { holder } = all[who as keyof Everybody];
				for (const [each, { account, cookie }] of Object.entries(all)) {
					const may = reach.includes(each as keyof Everybody);
					const answer = await revoke(bench.parts, holder, account);
					expect(answer).toEqual(may ? { ok: true } : { refused: 'no-such-device' });
					const after = may ? { unauthorized: 'revoked' } : { holder: { account } };
					expect(await whoIs(bench, cookie)).toMatchObject(after);
				}
				expect(await revoke(bench.parts, holder, 'zzzzzzzzzz')).toEqual({
					refused: 'no-such-device'
				});
			}
		});

		test('the last coordinator stays, and may go once there is another', async () => {
			const last = await enrolAs(bench, COORDINATOR);
			const refused = { refused: 'last-coordinator' };
			expect(await revoke(bench.parts, last.holder, last.account)).toEqual(refused);
			expect(await signOut(bench.parts, last.holder)).toEqual(refused);
			const next = await enrolAs(bench, COORDINATOR);
			expect(await signOut(bench.parts, last.holder)).toMatchObject({ ok: true });
			expect(await revoke(bench.parts, next.holder, next.account)).toEqual(refused);
		});

		test('a backup that is put back brings no revoked device to life', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			const { holder } = await enrolAs(bench, COORDINATOR);
			const id = `account~${kiosk.account}`;
			const { _id, ...before } = (await store.get('accounts', id))!;
			bench.clock.pass(MINUTE);
			await revoke(bench.parts, holder, kiosk.account);
			await store.revise('accounts', id, () => before);
			expect(await whoIs(bench, kiosk.cookie)).toHaveProperty('holder');
			await replayRevocations(store);
			expect(await whoIs(bench, kiosk.cookie)).toEqual({ unauthorized: 'revoked' });
			expect(await store.get('accounts', id)).toMatchObject({ revoked: NOON + MINUTE });
			expect(await store.get('orders', ordersId.revocation(kiosk.account))).toMatchObject({
				at: NOON + MINUTE,
				by: holder.account
			});
		});

		test('an order to forget somebody awaits each device that may be seen and has not confirmed it', async () => {
			const all = await everybody();
			await revoke(bench.parts, all.coordinator.holder, all.second.account);
			for (const n of [1, 2])
				await store.revise('orders', reportId.erase(n), () => ({
					person: `p_gone000${n}`,
					at: NOON + n
				}));
			await spoke('k7f3', all.kiosk, { heart: { applied: 1 } });
			await spoke('ph0ne', all.phone, { heart: { applied: 2 } });
			const orders = await erasuresFor(store, all.host.holder);
			expect(orders).toMatchObject([
				{ n: 1, person: 'p_gone0001', at: NOON + 1 },
				{ n: 2, person: 'p_gone0002', at: NOON + 2 }
			]);
			const awaited = orders.map((order) => order.awaited.map(({ role }) => role).toSorted());
			expect(awaited).toEqual([['host'], ['host', 'kiosk']]);
			const [first] = await erasuresFor(store, all.coordinator.holder);
			const roles = first!.awaited.map(({ role }) => role);
			expect(roles.toSorted()).toEqual(['coordinator', 'host', 'kiosk', 'trainer']);
		});

		test('a network without a coordinator is offered one at each start, and then no more', async () => {
			const lines = async (): Promise<string> =>
				(await welcome(bench.parts, 'https://tele.example', false)).join('\n');
			const codes = [firstCode(await lines()), firstCode(await lines())];
			expect(codes[0]).not.toBe(codes[1]);
			const keys = newKeys();
			const answer = await enrol(bench.parts, { code: codes[0]!, key: keys.key }, '::1');
			const first = await taken(bench.parts, answer, keys);
			expect(first.holder).toEqual({ role: 'coordinator', account: first.account });
			expect(await lines()).toBe('');
			expect(await inviteFirstCoordinator(store, bench.parts)).toBeUndefined();
		});

		test('what starting prints says how long it is good, with codes where no log sees them', async () => {
			const said = (await welcome(bench.parts, 'https://tele.example', true)).join('\n');
			expect(said).toContain('15 minutes');
			for (const role of ['coordinator', 'kiosk', 'host', 'trainer'] as const) {
				const code = firstCode(said, role);
				expect(said).toContain(`https://tele.example/enrol#${code}`);
				const { key } = newKeys();
				const answer = await enrol(bench.parts, { code, key }, '::1');
				const isAnywhere = role === 'coordinator' || role === 'trainer';
				const centre = isAnywhere ? {} : { centre: 'murat' };
				expect(answer).toMatchObject({ ok: { role, ...centre } });
			}
		});

		test('who has lost every coordinator’s device and has the machine can make another', async () => {
			const lost = await enrolAs(bench, COORDINATOR);
			const { code } = await recoverCoordinator(store, bench.parts);
			const keys = newKeys();
			const answer = await enrol(bench.parts, { code, key: keys.key }, '::1');
			const found = await taken(bench.parts, answer, keys);
			expect(await revoke(bench.parts, found.holder, lost.account)).toEqual({ ok: true });
		});
	});
}
