import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signOut } from '../../src/lib/server/accounts/renewal';
import { revokeAccount } from '../../src/lib/server/accounts/revocation';
import { askerOf } from '../../src/lib/server/accounts/sessions';
import type { Store } from '../../src/lib/server/store/store';
import {
	COORDINATOR,
	DAY,
	HOST,
	KIOSK,
	MARIE,
	MINUTE,
	PHONE,
	allOf,
	enrolAs,
	openAccounts,
	shown,
	whoIs,
	withCookie,
	type AccountsBench,
	type Known
} from './accounts-bench';
import type { Place } from './store.contract';

/** Who asks, as a cookie tells. */
export function sessionsContract(name: string, make: () => Promise<Place>): void {
	describe(`sessions: ${name}`, () => {
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

		const revoke = ({ account }: Known): Promise<void> =>
			revokeAccount(bench.parts, account, 'somebody');
		const altered = (cookie: string): string =>
			cookie.slice(0, -1) + (cookie.endsWith('0') ? '1' : '0');

		test('who shows no session is a visitor, and costs the store nothing', async () => {
			bench.work();
			expect(await whoIs(bench, 'theme=dark')).toEqual({
				holder: { role: 'visitor', account: '' }
			});
			expect(bench.work()).toEqual([]);
		});

		test('a device is who its enrolment made it, whatever else its request says', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			const phone = await enrolAs(bench, PHONE);
			expect(await whoIs(bench, `a=b; ${kiosk.cookie}; role=coordinator`)).toEqual({
				holder: { role: 'kiosk', centre: 'murat', account: kiosk.account }
			});
			expect(await whoIs(bench, phone.cookie)).toEqual({
				holder: {
					role: 'member',
					centre: 'murat',
					account: phone.account,
					person: MARIE,
					own: expect.stringMatching(/^member_[a-z0-9]{16}$/)
				}
			});
		});

		test('knowing who asks takes one read of the store', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			bench.work();
			await whoIs(bench, kiosk.cookie);
			expect(bench.work().filter((work) => work.startsWith('store'))).toEqual(['store.get']);
		});

		test('whoever reads the store finds no session, code or address in it', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			const [, secret] = kiosk.cookie.split('.');
			const kept = JSON.stringify(await allOf(store, 'accounts'));
			expect(secret!.length).toBeGreaterThanOrEqual(22);
			expect(kept).not.toContain(secret);
			expect(kept).not.toContain('::1');
		});

		test('a session is renewed after a month of use and not before', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			bench.clock.pass(29 * DAY);
			expect(await whoIs(bench, kiosk.cookie)).not.toHaveProperty('cookie');
			bench.clock.pass(2 * DAY);
			const asker = await whoIs(bench, kiosk.cookie);
			const { cookie } = asker as { cookie: string };
			expect(cookie).toMatch(
				/^__Host-s=[a-z0-9]{8,}\.[\w-]{22,}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Strict$/
			);
			expect(shown(cookie)).not.toBe(kiosk.cookie);
			expect(await whoIs(bench, shown(cookie))).toEqual({ holder: kiosk.holder });
		});

		test('a new session that was lost on the way costs nothing, however often', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			bench.clock.pass(31 * DAY);
			for (let lost = 0; lost < 4; lost += 1) {
				expect(await whoIs(bench, kiosk.cookie)).toHaveProperty('cookie');
				// What was on its way meanwhile is not answered with yet another, which would void the first.
				bench.clock.pass(MINUTE);
				expect(await whoIs(bench, kiosk.cookie)).toEqual({ holder: kiosk.holder });
				bench.clock.pass(2 * 60 * MINUTE);
			}
		});

		test('of requests that come at once after a month, one brings the new session', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			bench.clock.pass(31 * DAY);
			const askers = await Promise.all([1, 2, 3].map(() => whoIs(bench, kiosk.cookie)));
			const brought = askers.filter((asker) => 'cookie' in asker);
			expect(brought).toHaveLength(1);
			const next = shown((brought[0] as { cookie: string }).cookie);
			expect(await whoIs(bench, next)).toEqual({ holder: kiosk.holder });
		});

		test('another program shows the same by name and password, and is never sent a cookie', async () => {
			const coordinator = await enrolAs(bench, COORDINATOR);
			const password = coordinator.cookie.slice('__Host-s='.length).replace('.', ':');
			const basic = (text: string) => ({
				headers: new Headers({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
			});
			bench.clock.pass(100 * DAY);
			expect(await askerOf(bench.parts, basic(password))).toEqual({ holder: coordinator.holder });
			expect(await askerOf(bench.parts, basic(`${password}0`))).toEqual({
				unauthorized: 'unknown'
			});
		});

		test('54: an account that is not, a wrong secret and nonsense are one answer, after the same work', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			const revoked = await enrolAs(bench, HOST);
			await revoke(revoked);
			const cookies = {
				wrong: altered(kiosk.cookie),
				wrongOfRevoked: altered(revoked.cookie),
				unknown: kiosk.cookie.replace(kiosk.account, 'zzzzzzzzzz'),
				nonsense: '__Host-s=../../accounts/secret',
				empty: '__Host-s='
			};
			bench.work();
			const seen = [];
			for (const cookie of Object.values(cookies))
				seen.push({ asker: await whoIs(bench, cookie), work: bench.work() });
			for (const each of seen) expect(each).toEqual(seen[0]);
			expect(seen[0]!.asker).toEqual({ unauthorized: 'unknown' });
			expect(seen[0]!.work).toEqual(['store.get', 'checks.digest', 'checks.same', 'checks.same']);
		});

		test('55: a cookie is worth nothing from the moment its device is revoked, on every server', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			const other = openAccounts(store, 2);
			expect(await whoIs(other, kiosk.cookie)).toEqual({ holder: kiosk.holder });
			await revoke(kiosk);
			for (const server of [bench, other])
				expect(await whoIs(server, kiosk.cookie)).toEqual({ unauthorized: 'revoked' });
		});

		test('who signs out is out for good, and the cookie is taken away', async () => {
			for (const stand of [KIOSK, HOST, PHONE]) {
				const device = await enrolAs(bench, stand);
				const answer = await signOut(bench.parts, device.holder);
				expect(answer).toMatchObject({ ok: true, cookie: expect.stringContaining('Max-Age=0') });
				expect(await whoIs(bench, device.cookie)).toEqual({ unauthorized: 'revoked' });
			}
		});

		test('a store that cannot be written still says who asks', async () => {
			const kiosk = await enrolAs(bench, KIOSK);
			bench.clock.pass(31 * DAY);
			const full: Store = { ...store, revise: () => Promise.reject(new Error('ENOSPC')) };
			const asker = await askerOf({ ...bench.parts, store: full }, withCookie(kiosk.cookie));
			expect(asker).toEqual({ holder: kiosk.holder });
		});
	});
}
