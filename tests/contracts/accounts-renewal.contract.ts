import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proofText, type SessionRequest } from '../../src/lib/domain/accounts';
import { newChallenge } from '../../src/lib/server/accounts/challenge';
import { renew } from '../../src/lib/server/accounts/renewal';
import { revokeAccount } from '../../src/lib/server/accounts/revocation';
import type { Store } from '../../src/lib/server/store/store';
import { newKeys } from '../support/enrol';
import {
	DAY,
	HOST,
	MINUTE,
	PHONE,
	enrolAs,
	openAccounts,
	shown,
	whoIs,
	type AccountsBench,
	type Known
} from './accounts-bench';
import type { Place } from './store.contract';

/** Who asks, as a key tells. */
export function renewalContract(name: string, make: () => Promise<Place>): void {
	describe(`sessions by key: ${name}`, () => {
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

		const proofOf = async (
			{ account, sign }: Pick<Known, 'account' | 'sign'>,
			of: Partial<SessionRequest> = {}
		): Promise<SessionRequest> => {
			const { challenge } = of.challenge
				? { challenge: of.challenge }
				: await newChallenge(bench.parts);
			return {
				account,
				challenge,
				signature: sign(proofText('session', account, challenge)),
				...of
			};
		};

		test('who has lost the cookie and holds the key is let in again, after any time', async () => {
			const phone = await enrolAs(bench, PHONE);
			bench.clock.pass(3 * 365 * DAY);
			const answer = await renew(bench.parts, await proofOf(phone));
			const { certificate: _signed, ...told } = phone.enrolled;
			expect(answer).toMatchObject({ ok: told });
			const { cookie } = answer as { cookie: string };
			expect(await whoIs(bench, shown(cookie))).toEqual({ holder: phone.holder });
			expect(await whoIs(bench, phone.cookie)).toMatchObject({ holder: phone.holder });
		});

		test('a challenge is good on every server of the network, for five minutes', async () => {
			const phone = await enrolAs(bench, PHONE);
			const proof = await proofOf(phone);
			const other = openAccounts(store, 2);
			expect(await renew(other.parts, proof)).toHaveProperty('ok');
			bench.clock.pass(5 * MINUTE);
			expect(await renew(bench.parts, proof)).toHaveProperty('ok');
			bench.clock.pass(1);
			expect(await renew(bench.parts, proof)).toEqual({ refused: 'stale-challenge' });
			const [, , mark] = proof.challenge.split('.');
			for (const challenge of ['', 'x', `a.${bench.clock.now().toString(36)}.${mark}`])
				expect(
					await renew(bench.parts, await proofOf(phone, { challenge: challenge || '.' }))
				).toEqual({
					refused: 'stale-challenge'
				});
		});

		test('an account that is not and a key that is another’s are one answer, after the same work', async () => {
			const phone = await enrolAs(bench, PHONE);
			const revoked = await enrolAs(bench, HOST);
			await revoke(revoked);
			const stranger = newKeys();
			const proofs = [
				await proofOf({ account: phone.account, sign: stranger.sign }),
				await proofOf({ account: 'zzzzzzzzzz', sign: stranger.sign }),
				await proofOf({ account: revoked.account, sign: stranger.sign }),
				// Signed by the right key, for something else.
				await proofOf(phone, { signature: phone.sign('quarantine') })
			];
			bench.work();
			const seen = [];
			for (const proof of proofs)
				seen.push({ answer: await renew(bench.parts, proof), work: bench.work() });
			for (const each of seen) expect(each).toEqual(seen[0]);
			expect(seen[0]!.answer).toEqual({ refused: 'unknown' });
			expect(seen[0]!.work).toContain('checks.verify');
		});

		test('a revoked device is told so once it has proved to be it, and gets no session', async () => {
			const phone = await enrolAs(bench, PHONE);
			await revoke(phone);
			expect(await renew(bench.parts, await proofOf(phone))).toEqual({ refused: 'revoked' });
		});
	});
}
