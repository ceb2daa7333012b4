import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	INVITATION_LENGTH,
	INVITATION_LIFE,
	shownInvitation,
	type Place as Stand
} from '../../src/lib/domain/accounts';
import { database, ordersId } from '../../src/lib/domain/ids';
import { enrol } from '../../src/lib/server/accounts/enrolment';
import { invite, newInvitation } from '../../src/lib/server/accounts/invitations';
import { revokeAccount } from '../../src/lib/server/accounts/revocation';
import type { Store } from '../../src/lib/server/store/store';
import { newKeys } from '../support/enrol';
import {
	COORDINATOR,
	HOST,
	KIOSK,
	MARIE,
	MINUTE,
	PHONE,
	enrolAs,
	openAccounts,
	type AccountsBench
} from './accounts-bench';
import { fact } from './gateway-bench';
import type { Place } from './store.contract';

const HERE = '192.0.2.1';

/** Who may invite what, and for how long that is good. */
export function invitationsContract(name: string, make: () => Promise<Place>): void {
	describe(`invitations: ${name}`, () => {
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

		const invitedTo = async (stand: Stand): Promise<string> =>
			(await newInvitation(bench.parts, stand)).code;
		const tryCode = (code: string, { key } = newKeys(), from = HERE, { parts } = bench) =>
			enrol(parts, { code, key }, from);
		/** Murat's hosts know Marie. */
		const marieIsKnown = (): Promise<unknown> =>
			store.insert(database.people('murat'), [
				{ ...fact(1), kind: 'person.introduced', name: 'Marie' }
			]);

		test('a coordinator invites anybody, a host what is their own centre’s, and nobody else anybody', async () => {
			await marieIsKnown();
			const others: Stand[] = [
				{ role: 'kiosk', centre: 'ydes' },
				{ role: 'host', centre: 'ydes' },
				{ ...PHONE, centre: 'ydes' },
				{ role: 'trainer' },
				COORDINATOR
			];
			const own: Stand[] = [KIOSK, HOST, PHONE];
			const askers = {
				coordinator: await enrolAs(bench, COORDINATOR),
				host: await enrolAs(bench, HOST),
				trainer: await enrolAs(bench, { role: 'trainer' }),
				kiosk: await enrolAs(bench, KIOSK),
				member: await enrolAs(bench, PHONE)
			};
			for (const [role, { holder }] of Object.entries(askers))
				for (const stand of [...own, ...others]) {
					const may = role === 'coordinator' || (role === 'host' && own.includes(stand));
					const answer = await invite(bench.parts, holder, stand);
					if (may) expect(answer, `${role} ${stand.role}`).toMatchObject({ ok: stand });
					else expect(answer, `${role} ${stand.role}`).toEqual({ refused: 'forbidden' });
				}
		});

		test('a host’s invitation is for their own centre even where they name none', async () => {
			const { holder } = await enrolAs(bench, HOST);
			const answer = await invite(bench.parts, holder, { role: 'kiosk' });
			expect(answer).toMatchObject({ ok: KIOSK });
		});

		test('a host invites no phone for somebody their centre does not know', async () => {
			const { holder } = await enrolAs(bench, HOST);
			const strange = { ...PHONE, person: 'p_nomad0001' };
			await marieIsKnown();
			expect(await invite(bench.parts, holder, strange)).toEqual({ refused: 'no-such-person' });
			expect(await invite(bench.parts, holder, PHONE)).toHaveProperty('ok');
		});

		test('an invitation that lacks what its role needs, or has what it has no use for, is not made', async () => {
			const { holder } = await enrolAs(bench, COORDINATOR);
			const wrong: Stand[] = [
				{ role: 'kiosk' },
				{ role: 'host' },
				{ role: 'member', centre: 'murat' },
				{ role: 'kiosk', centre: 'murat', person: MARIE },
				{ role: 'coordinator', centre: 'murat' }
			];
			for (const stand of wrong)
				expect(await invite(bench.parts, holder, stand)).toEqual({ refused: 'not-understood' });
		});

		test('a code is ten characters, good for a quarter of an hour by the server’s clock', async () => {
			const { holder } = await enrolAs(bench, COORDINATOR);
			const answer = await invite(bench.parts, holder, KIOSK);
			const { code, expires } = (answer as { ok: { code: string; expires: number } }).ok;
			expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/);
			expect(code).toHaveLength(INVITATION_LENGTH);
			expect(expires).toBe(bench.clock.now() + 15 * MINUTE);
			bench.clock.set(expires - 1);
			expect(await tryCode(code)).toHaveProperty('ok');
			const late = await invite(bench.parts, holder, KIOSK);
			bench.clock.pass(INVITATION_LIFE);
			expect(await tryCode((late as { ok: { code: string } }).ok.code)).toEqual({
				refused: 'no-such-code'
			});
		});

		test('a code is taken as people type it', async () => {
			const code = await invitedTo(KIOSK);
			const typed = ` ${shownInvitation(code).toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')} `;
			expect(await tryCode(typed)).toHaveProperty('ok');
		});

		test('who was revoked has no open invitations, and who is forgotten gets no phone', async () => {
			const host = await enrolAs(bench, HOST);
			await marieIsKnown();
			const codes = [];
			for (const stand of [HOST, PHONE]) {
				const answer = await invite(bench.parts, host.holder, stand);
				codes.push((answer as { ok: { code: string } }).ok.code);
			}
			await store.insert('orders', [{ _id: ordersId.erasure(MARIE), n: 1 }]);
			expect(await tryCode(codes[1]!)).toEqual({ refused: 'no-such-code' });
			await revokeAccount(bench.parts, host.account, 'somebody');
			expect(await tryCode(codes[0]!)).toEqual({ refused: 'no-such-code' });
		});
	});
}
