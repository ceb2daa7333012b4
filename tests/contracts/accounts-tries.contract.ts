import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Place as Stand } from '../../src/lib/domain/accounts';
import { sourceOf } from '../../src/lib/server/accounts/address';
import { enrol } from '../../src/lib/server/accounts/enrolment';
import { newInvitation } from '../../src/lib/server/accounts/invitations';
import type { Store } from '../../src/lib/server/store/store';
import { newKeys } from '../support/enrol';
import { KIOSK, MINUTE, openAccounts, type AccountsBench } from './accounts-bench';
import type { Place } from './store.contract';

const HERE = '192.0.2.1';
const ELSEWHERE = '192.0.2.2';

/** How long somebody who guesses codes waits. */
export function triesContract(name: string, make: () => Promise<Place>): void {
	describe(`53: guessing: ${name}`, () => {
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

		/** Tries wrong codes until told to wait; answers how many were looked at, and the wait. */
		async function guess(from: string, server = bench): Promise<[number, number]> {
			for (let looked = 0; looked < 50; looked += 1) {
				const answer = await tryCode('wrong', newKeys(), from, server);
				if ('refused' in answer && answer.refused === 'too-many')
					return [looked, answer.retryAfter!];
				expect(answer).toEqual({ refused: 'no-such-code' });
			}
			throw new Error('nobody was made to wait');
		}

		test('who guesses waits longer each time, up to a minute, and a right code ends it', async () => {
			expect(await guess(HERE)).toEqual([6, 1]);
			const waits = [];
			for (let i = 0; i < 8; i += 1) {
				bench.clock.pass((waits.at(-1) ?? 1) * 1_000);
				const [looked, wait] = await guess(HERE);
				expect(looked).toBe(1);
				waits.push(wait);
			}
			expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
			const code = await invitedTo(KIOSK);
			expect(await tryCode(code)).toEqual({ refused: 'too-many', retryAfter: 60 });
			bench.clock.pass(MINUTE);
			expect(await tryCode(code)).toHaveProperty('ok');
			expect(await guess(HERE)).toEqual([6, 1]);
		});

		test('a restart forgives nobody, and another server knows as well', async () => {
			await guess(HERE);
			bench.clock.pass(1_000);
			await guess(HERE);
			const other = openAccounts(store, 2);
			other.clock.set(bench.clock.now());
			expect(await guess(HERE, other)).toEqual([0, 2]);
			await store.close();
			store = await place.open();
			const restarted = openAccounts(store, 3);
			restarted.clock.set(bench.clock.now());
			expect(await guess(HERE, restarted)).toEqual([0, 2]);
		});

		test('many guesses at once are counted one by one', async () => {
			const answers = await Promise.all(
				Array.from({ length: 30 }, () => tryCode('wrong', newKeys(), HERE))
			);
			const looked = answers.filter(
				(answer) => 'refused' in answer && answer.refused !== 'too-many'
			);
			expect(looked).toHaveLength(6);
		});

		test('a server clock that is set back locks nobody out', async () => {
			await guess(HERE);
			bench.clock.pass(-365 * 24 * 60 * MINUTE);
			expect(await tryCode(await invitedTo(KIOSK))).toHaveProperty('ok');
		});

		test('somebody who guesses, from however many places, keeps no right code from being taken', async () => {
			const code = await invitedTo(KIOSK);
			await guess(HERE);
			expect(await tryCode(code, newKeys(), ELSEWHERE)).toHaveProperty('ok');
			for (let i = 0; i < 310; i += 1)
				await tryCode('wrong', newKeys(), `198.51.${i >> 8}.${i & 255}`);
			const last = await invitedTo(KIOSK);
			expect(await tryCode(last, newKeys(), '203.0.113.9')).toHaveProperty('ok');
			// Meanwhile one wrong code is all that is free.
			expect(await guess('203.0.113.10')).toEqual([2, 1]);
			bench.clock.pass(60 * MINUTE);
			expect(await guess('203.0.113.11')).toEqual([6, 1]);
		});
	});
}

describe('where somebody comes from', () => {
	test('a household is one source, however many addresses it has', () => {
		expect(sourceOf('2001:db8:0:7::1')).toBe(sourceOf('2001:db8::7:aaaa:bbbb:cccc:dddd'));
		expect(sourceOf('2001:db8:0:7::1')).not.toBe(sourceOf('2001:db8:0:8::1'));
		expect(sourceOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
		expect(sourceOf('192.0.2.1')).toBe('192.0.2.1');
		expect(sourceOf('fe80::1%eth0')).toBe('fe80:0:0:0::');
	});
});
