import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	INVITATION_LIFE,
	certificateText,
	type Place as Stand
} from '../../src/lib/domain/accounts';
import { databasesOfCentre, networkDatabases } from '../../src/lib/domain/ids';
import type { Answer } from '../../src/lib/server/accounts/answer';
import { nodeChecks } from '../../src/lib/server/accounts/checks';
import { enrol } from '../../src/lib/server/accounts/enrolment';
import { newInvitation } from '../../src/lib/server/accounts/invitations';
import type { Store } from '../../src/lib/server/store/store';
import { newKeys } from '../support/enrol';
import {
	COORDINATOR,
	HOST,
	KIOSK,
	MINUTE,
	PHONE,
	allOf,
	enrolAs,
	openAccounts,
	taken,
	whoIs,
	type AccountsBench
} from './accounts-bench';
import type { Place } from './store.contract';

const HERE = '192.0.2.1';

/** How a device becomes an account. */
export function enrolmentContract(name: string, make: () => Promise<Place>): void {
	describe(`enrolment: ${name}`, () => {
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

		test('what a device is told lets anybody check offline that its key is the network’s', async () => {
			const keys = newKeys();
			const phone = await enrolAs(bench, PHONE, { keys });
			const { enrolled } = phone;
			expect(enrolled).toEqual({
				...PHONE,
				account: phone.account,
				own: phone.holder.own,
				networkKey: expect.stringMatching(/^B[\w-]{86}$/),
				certificate: expect.stringMatching(/^[\w-]{86}$/)
			});
			const holds = (text: string): boolean =>
				nodeChecks.verify(enrolled.networkKey, text, enrolled.certificate);
			expect(holds(certificateText(enrolled, keys.key))).toBe(true);
			expect(holds(certificateText({ ...enrolled, role: 'coordinator' }, keys.key))).toBe(false);
			expect(holds(certificateText(enrolled, newKeys().key))).toBe(false);
		});

		test('the network has one key, whichever server is asked, before and after a restart', async () => {
			const servers = [bench, openAccounts(store, 2), openAccounts(store, 3)];
			const signers = await Promise.all(servers.map(({ parts }) => parts.signer()));
			const secrets = await Promise.all(servers.map(({ parts }) => parts.secret()));
			expect(new Set(signers.map(({ publicKey }) => publicKey)).size).toBe(1);
			expect(new Set(secrets).size).toBe(1);
			await store.close();
			store = await place.open();
			const again = await openAccounts(store, 4).parts.signer();
			expect(again.publicKey).toBe(signers[0]!.publicKey);
			const signature = again.sign('Élodie — œuvre');
			expect(nodeChecks.verify(again.publicKey, 'Élodie — œuvre', signature)).toBe(true);
		});

		test('an answer that was lost is given again: the same account, and a session that works', async () => {
			const keys = newKeys();
			const code = await invitedTo(KIOSK);
			const first = await taken(bench.parts, await tryCode(code, keys), keys);
			bench.clock.pass(14 * MINUTE);
			const again = await taken(bench.parts, await tryCode(code, keys), keys);
			// No two signatures over one text are the same.
			expect({ ...again.enrolled, certificate: '' }).toEqual({
				...first.enrolled,
				certificate: ''
			});
			expect(again.cookie).not.toBe(first.cookie);
			for (const { cookie } of [first, again])
				expect(await whoIs(bench, cookie)).toEqual({ holder: first.holder });
		});

		test('of two devices that take one code at once, on two servers, one gets it', async () => {
			const code = await invitedTo(HOST);
			const beside = (await place.beside?.()) ?? store;
			const other = openAccounts(beside, 2);
			const answers: Answer<unknown>[] = await Promise.all(
				[bench, other].map((server) => tryCode(code, newKeys(), HERE, server))
			);
			expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(1);
			expect(answers).toContainEqual({ refused: 'no-such-code' });
			const hosts = (await allOf(store, 'accounts')).filter(({ role, key }) => role && key);
			expect(hosts).toHaveLength(1);
			if (beside !== store) await beside.close();
		});

		test('unknown, used, over and void codes are one answer, after the same work', async () => {
			const used = await invitedTo(KIOSK);
			await tryCode(used);
			const over = await invitedTo(KIOSK);
			bench.clock.pass(INVITATION_LIFE);
			const fresh = await invitedTo(KIOSK);
			const codes = [
				used,
				over,
				`${fresh.slice(0, -1)}${fresh.endsWith('a') ? 'b' : 'a'}`,
				'',
				'…'
			];
			const seen = [];
			for (const [i, code] of codes.entries()) {
				bench.work();
				const answer = await tryCode(code, newKeys(), `192.0.2.${10 + i}`);
				seen.push({ answer, work: bench.work() });
			}
			for (const each of seen) expect(each).toEqual(seen[0]);
			expect(seen[0]!.answer).toEqual({ refused: 'no-such-code' });
		});

		test('a key that is none is said to be none, and neither costs a try nor uses the code up', async () => {
			const code = await invitedTo(KIOSK);
			const { key } = newKeys();
			const offCurve = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)]).toString('base64url');
			for (const bad of ['', 'x', key.slice(0, 80), `${key}=`, offCurve])
				for (let i = 0; i < 3; i += 1)
					expect(await tryCode(code, { ...newKeys(), key: bad })).toEqual({ refused: 'bad-key' });
			expect(await tryCode(code)).toHaveProperty('ok');
		});

		test('all phones of one person share one database, whichever server they come to', async () => {
			const other = openAccounts(store, 2);
			const codes = [await invitedTo(PHONE), await invitedTo(PHONE)];
			const answers = await Promise.all([
				tryCode(codes[0]!),
				tryCode(codes[1]!, newKeys(), HERE, other)
			]);
			const owns = answers.map((answer) => ('ok' in answer ? answer.ok.own : undefined));
			expect(owns[0]).toMatch(/^member_[a-z0-9]{16}$/);
			expect(owns[1]).toBe(owns[0]);
			const another = await enrolAs(bench, { ...PHONE, person: 'p_another01' });
			expect(another.enrolled.own).not.toBe(owns[0]);
		});

		test('what a device will write to is there from its enrolment on', async () => {
			const phone = await enrolAs(bench, PHONE);
			await enrolAs(bench, { role: 'kiosk', centre: 'newtown' });
			const databases = await store.databases();
			for (const db of [phone.enrolled.own, ...databasesOfCentre('newtown')])
				expect(databases).toContain(db);
			// A trainer's name is written before there is a centre, or anything else of training.
			for (const db of networkDatabases) expect(databases).toContain(db);
		});

		test('a device that is enrolled as something else ends what it was, and keeps its names', async () => {
			const keys = newKeys();
			const kiosk = await enrolAs(bench, KIOSK, { keys });
			const host = await enrolAs(bench, HOST, { keys });
			expect(await whoIs(bench, kiosk.cookie)).toEqual({ unauthorized: 'revoked' });
			expect(await store.get('accounts', `account~${kiosk.account}`)).toMatchObject({
				successor: host.account
			});
			const again = await enrolAs(bench, KIOSK, { keys });
			expect(await whoIs(bench, host.cookie)).toEqual({ unauthorized: 'revoked' });
			expect(await whoIs(bench, again.cookie)).toEqual({ holder: again.holder });
		});

		test('the last coordinator’s device does not become a kiosk by accident', async () => {
			const keys = newKeys();
			const coordinator = await enrolAs(bench, COORDINATOR, { keys });
			const code = await invitedTo(KIOSK);
			expect(await tryCode(code, keys)).toEqual({ refused: 'last-coordinator' });
			expect(await whoIs(bench, coordinator.cookie)).toHaveProperty('holder');
			await enrolAs(bench, COORDINATOR);
			expect(await tryCode(code, keys)).toHaveProperty('ok');
		});
	});
}
