import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proofText, type QuarantineRequest } from '../../src/lib/domain/accounts';
import { accountsId, opsId } from '../../src/lib/domain/ids';
import { newChallenge } from '../../src/lib/server/accounts/challenge';
import { devicesFor } from '../../src/lib/server/accounts/devices';
import { handIn, quarantinedFor } from '../../src/lib/server/accounts/quarantine';
import { revokeAccount } from '../../src/lib/server/accounts/revocation';
import type { Store } from '../../src/lib/server/store/store';
import { newKeys } from '../support/enrol';
import {
	COORDINATOR,
	HOST,
	KIOSK,
	MINUTE,
	allOf,
	enrolAs,
	openAccounts,
	type AccountsBench,
	type Known
} from './accounts-bench';
import { fact, NOON } from './gateway-bench';
import { openNetwork } from './relay-bench';
import type { Place } from './store.contract';

/** What a revoked device had not sent. */
export function quarantineContract(name: string, make: () => Promise<Place>): void {
	describe(`quarantine: ${name}`, () => {
		let place: Place;
		let store: Store;
		let bench: AccountsBench;
		let kiosk: Known;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
			bench = openAccounts(store);
			kiosk = await enrolAs(bench, KIOSK);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		const revoke = ({ account }: Known = kiosk): Promise<void> =>
			revokeAccount(bench.parts, account, 'somebody');
		async function signed(
			facts: readonly unknown[] | string,
			{ account, sign }: Pick<Known, 'account' | 'sign'> = kiosk
		): Promise<QuarantineRequest> {
			const text = typeof facts === 'string' ? facts : JSON.stringify(facts);
			const { challenge } = await newChallenge(bench.parts);
			const digest = createHash('sha256').update(text).digest('hex');
			const signature = sign(proofText('quarantine', account, challenge, digest));
			return { account, challenge, signature, facts: text };
		}
		const waiting = [1, 2].map((seq) => ['centre_murat', fact(seq)] as const);

		test('each of its facts is refused by name, and kept aside for the host and the coordinator', async () => {
			await revoke();
			const answer = await handIn(bench.parts, await signed(waiting));
			const why = { code: 'revoked' };
			expect(answer).toEqual({
				ok: { outcomes: waiting.map(([, { _id }]) => ({ id: _id, is: 'refused', why })) }
			});
			const host = await enrolAs(bench, HOST);
			for (const { holder } of [host, await enrolAs(bench, COORDINATOR)]) {
				const kept = await quarantinedFor(store, holder);
				expect(kept).toMatchObject(
					waiting.map(([db]) => ({ account: kiosk.account, at: NOON, db }))
				);
				expect(kept.map(({ body }) => JSON.parse(body))).toEqual(waiting.map(([, one]) => one));
				const [listed] = await devicesFor(store, holder).then((devices) =>
					devices.filter(({ account }) => account === kiosk.account)
				);
				expect(listed).toMatchObject({ revoked: NOON, quarantined: 2 });
			}
		});

		test('nothing of it becomes a fact', async () => {
			await revoke();
			await handIn(bench.parts, await signed(waiting));
			expect(await allOf(store, 'centre_murat')).toEqual([]);
		});

		test('another centre’s host sees none of it', async () => {
			await revoke();
			await handIn(bench.parts, await signed(waiting));
			const { holder } = await enrolAs(bench, { role: 'host', centre: 'ydes' });
			expect(await quarantinedFor(store, holder)).toEqual([]);
		});

		test('an answer that was lost costs nothing: the same again is kept once', async () => {
			await revoke();
			for (let i = 0; i < 3; i += 1)
				expect(await handIn(bench.parts, await signed(waiting))).toHaveProperty('ok');
			const { holder } = await enrolAs(bench, HOST);
			expect(await quarantinedFor(store, holder)).toHaveLength(2);
			expect(await devicesFor(store, holder)).toContainEqual(
				expect.objectContaining({ account: kiosk.account, quarantined: 2 })
			);
		});

		test('who does not hold the key hands in nothing, and learns nothing', async () => {
			await revoke();
			const { sign } = newKeys();
			const good = await signed(waiting);
			const requests = [
				await signed(waiting, { account: kiosk.account, sign }),
				await signed(waiting, { account: 'zzzzzzzzzz', sign }),
				// Signed by the device, about other facts.
				{ ...good, facts: '[]' }
			];
			bench.work();
			const seen = [];
			for (const request of requests)
				seen.push({ answer: await handIn(bench.parts, request), work: bench.work() });
			for (const each of seen) expect(each).toEqual(seen[0]);
			expect(seen[0]!.answer).toEqual({ refused: 'unknown' });
			bench.clock.pass(5 * MINUTE + 1);
			expect(await handIn(bench.parts, good)).toEqual({ refused: 'stale-challenge' });
			expect(await allOf(store, 'ops')).toEqual([]);
		});

		test('a device that is not revoked is told to send what it has', async () => {
			expect(await handIn(bench.parts, await signed(waiting))).toEqual({ refused: 'not-revoked' });
		});

		test('whatever it is, it is kept as text, cut to 4,000 characters, and spoils nothing beside it', async () => {
			await revoke();
			const odd: unknown[] = [
				['centre_murat', null],
				['no such database \ud800', { ...fact(3), note: 'x'.repeat(9_000) }],
				['centre_murat', { _id: '../_design/x\u0000', __proto__: 1 }],
				['centre_murat', JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`)],
				waiting[0]
			];
			const answer = await handIn(bench.parts, await signed(odd));
			expect(answer).toMatchObject({ ok: { outcomes: { length: odd.length } } });
			const { holder } = await enrolAs(bench, HOST);
			const kept = await quarantinedFor(store, holder);
			expect(kept).toHaveLength(odd.length);
			for (const { body } of kept) expect(body.length).toBeLessThanOrEqual(4_000);
			for (const { _id } of await allOf(store, 'ops'))
				expect(_id).toMatch(/^quarantine~[a-z0-9]+~[\w.~?-]+$/);
		});

		test('of what it hands in, only its own numbers are accounted for', async () => {
			const [own, others] = [fact(1), fact(2, { device: 'h0st' })];
			for (const [device, account] of [
				['k7f3', kiosk.account],
				['h0st', 'another']
			] as const)
				await store.insert('accounts', [{ _id: accountsId.name(device), account }]);
			for (const device of ['k7f3', 'h0st'])
				await store.revise('ops', opsId.device(device), () => ({ epoch: 1, acked: { 1: 2 } }));
			await store.ensure('orders');
			await revoke();
			await handIn(bench.parts, await signed([own, others].map((one) => ['centre_murat', one])));
			await openNetwork(store).settle();
			const lost = async (device: string) =>
				(await store.get('ops', opsId.gap(`${device}.1`)))?.['lost'];
			expect([await lost('k7f3'), await lost('h0st')]).toEqual([[2], [1, 2]]);
		});

		test('what is no list of facts is not understood', async () => {
			await revoke();
			for (const text of ['', '{}', '[1]', '[["centre_murat"]]', '[[1,{}]]', 'no JSON'])
				expect(await handIn(bench.parts, await signed(text))).toEqual({
					refused: 'not-understood'
				});
		});

		test('a thief who holds the key cannot fill the disk', async () => {
			await revoke();
			let seq = 0;
			const batch = (): unknown[] =>
				Array.from({ length: 1_000 }, () => ['centre_murat', { _id: `x${(seq += 1)}` }]);
			for (let i = 0; i < 3; i += 1)
				expect(await handIn(bench.parts, await signed(batch()))).toHaveProperty('ok');
			expect(await handIn(bench.parts, await signed(batch()))).toEqual({
				refused: 'too-many',
				retryAfter: 20
			});
			await store.revise('accounts', `account~${kiosk.account}`, (before) => ({
				...before,
				quarantined: 9_500
			}));
			bench.clock.pass(MINUTE);
			expect(await handIn(bench.parts, await signed(batch()))).toEqual({
				refused: 'quarantine-full'
			});
		});
	});
}
