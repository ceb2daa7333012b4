import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseBadge } from '../../src/lib/domain/badge';
import { opsId, reportId } from '../../src/lib/domain/ids';
import { nodeChecks } from '../../src/lib/server/accounts/checks';
import { networkSigner } from '../../src/lib/server/accounts/network-key';
import {
	describeCentre,
	HOUR,
	MARIE,
	NOON,
	openNetwork,
	register,
	visit,
	type Network
} from './relay-bench';
import type { Place } from './store.contract';

const BADGE = 'b_marie00001';
const SECOND = 'b_marie00002';

/** Badges: signed, void, and shown where they should not be. */
export function badgeContract(name: string, make: () => Promise<Place>): void {
	describe(`badges: ${name}`, () => {
		let place: Place;
		let network: Network;
		beforeEach(async () => {
			place = await make();
			network = openNetwork(await place.open());
			for (const slug of ['murat', 'ydes']) await describeCentre(network, slug);
			await register(network);
			await network.say('people_murat', 'person.badged', { person: MARIE, badge: BADGE });
			await network.settle();
		});
		afterEach(async () => {
			await network.store.close();
			await place.end();
		});
		const signed = async () =>
			(await network.body('people_murat', reportId.badge(MARIE))) as { text: string };
		const voided = (badge: string) => network.body('orders', reportId.void(badge));
		const alarm = (badge = BADGE) => network.body('ops', opsId.alarm('badge', badge));

		test('a badge that a host gives out is signed, and every device can check it with what is public', async () => {
			const claim = parseBadge((await signed()).text)!;
			const key = (await network.body('public', reportId.networkKey))?.['key'] as string;
			expect(nodeChecks.verify(key, claim.signed, claim.signature)).toBe(true);
			expect(claim.badge).toEqual({
				badge: BADGE,
				person: MARIE,
				name: 'Marie Durand',
				home: 'murat',
				category: 'independent'
			});
			expect(await voided(BADGE)).toBeUndefined();
		});

		test('a badge that is signed stays as it is printed until the name on it changes', async () => {
			const { text } = await signed();
			network.restart();
			await network.settle();
			expect((await signed()).text).toBe(text);
			const change = { name: 'Marie Roux' };
			await network.say('people_murat', 'person.amended', { person: MARIE, change });
			await network.settle();
			expect(parseBadge((await signed()).text)?.badge).toMatchObject({ badge: BADGE, ...change });
			expect(await voided(BADGE)).toBeUndefined();
		});

		test('a badge given out before there was a key is signed once there is one', async () => {
			const bare = openNetwork(network.store, { signer: undefined });
			await bare.say('people_ydes', 'person.registered', {
				person: 'p_paul00001',
				name: 'Paul',
				category: 'student',
				rules: '2026-1'
			});
			const given = { person: 'p_paul00001', badge: 'b_paul000001' };
			await bare.say('people_ydes', 'person.badged', given);
			await bare.settle();
			expect(await network.body('people_ydes', reportId.badge('p_paul00001'))).toBeUndefined();
			network.restart();
			await network.settle();
			const { text } = (await network.body('people_ydes', reportId.badge('p_paul00001')))!;
			expect(parseBadge(String(text))?.badge).toMatchObject({ name: 'Paul', home: 'ydes' });
		});

		test('a key that is another signs every badge again', async () => {
			const { text } = await signed();
			await network.store.rewrite('accounts', () => false);
			network.restart();
			await network.settle();
			const { publicKey } = await networkSigner(network.store);
			const claim = parseBadge((await signed()).text)!;
			expect((await signed()).text).not.toBe(text);
			expect(nodeChecks.verify(publicKey, claim.signed, claim.signature)).toBe(true);
			expect(await network.body('public', reportId.networkKey)).toEqual({ key: publicKey });
		});

		test('a new badge ends the one before; a lost one ends and none takes its place', async () => {
			await network.say('people_murat', 'person.badged', { person: MARIE, badge: SECOND });
			await network.settle();
			expect(await voided(BADGE)).toEqual({ at: NOON });
			expect(parseBadge((await signed()).text)?.badge.badge).toBe(SECOND);
			network.clock.set(NOON + HOUR);
			await network.say('people_murat', 'person.unbadged', { person: MARIE, badge: SECOND });
			await network.settle();
			expect(await voided(SECOND)).toEqual({ at: NOON + HOUR });
			expect(await signed()).toEqual({ gone: true });
		});

		test('a void badge shown to a kiosk that had not heard of it raises an alarm without a name', async () => {
			await visit(network, MARIE, { badge: BADGE, at: NOON - 2 * HOUR });
			await network.say('people_murat', 'person.unbadged', { person: MARIE, badge: BADGE });
			await network.settle();
			expect(await alarm()).toBeUndefined();
			const { _id } = await visit(network, MARIE, { badge: BADGE, at: NOON + HOUR });
			network.clock.set(NOON + 2 * HOUR);
			await network.settle();
			expect(await alarm()).toMatchObject({
				open: true,
				detail: { visits: [_id], centres: ['murat'], isVoid: true }
			});
			expect(JSON.stringify(await alarm())).not.toMatch(/Marie|Durand/);
		});

		test('a visit made before the badge was lost raises none, however late it arrives', async () => {
			await network.say('people_murat', 'person.unbadged', { person: MARIE, badge: BADGE });
			await network.settle();
			await visit(network, MARIE, { badge: BADGE, at: NOON - HOUR });
			await network.settle();
			expect(await alarm()).toBeUndefined();
		});

		test('what a host said of a lost badge while offline counts from when it was said', async () => {
			const { _id } = await visit(network, MARIE, { badge: BADGE, at: NOON + HOUR });
			network.clock.set(NOON + 2 * HOUR);
			await network.settle();
			const said = { person: MARIE, badge: BADGE };
			await network.say('people_murat', 'person.unbadged', said, { at: NOON });
			await network.settle();
			expect(await alarm()).toMatchObject({ detail: { visits: [_id] } });
		});

		test('one badge in two centres within half an hour raises an alarm; after the journey it does not', async () => {
			await visit(network, MARIE, { badge: BADGE, at: NOON });
			await visit(network, MARIE, { badge: BADGE, centre: 'ydes', at: NOON + HOUR / 2 });
			await network.settle();
			expect(await alarm()).toBeUndefined();
			await visit(network, MARIE, { badge: BADGE, at: NOON + 0.9 * HOUR });
			await network.settle();
			expect(await alarm()).toMatchObject({ open: true, detail: { centres: ['murat', 'ydes'] } });
		});

		test('clocks that are known to be wrong are put right before two centres are compared', async () => {
			await visit(network, MARIE, { badge: BADGE, at: NOON });
			const late = { at: NOON - 3 * HOUR, offset: 3 * HOUR };
			await visit(network, MARIE, { badge: BADGE, centre: 'ydes', ...late });
			await network.settle();
			expect(await alarm()).toMatchObject({ open: true });
		});

		test('an alarm that somebody has closed is not raised again for what they have seen', async () => {
			await visit(network, MARIE, { badge: BADGE, at: NOON });
			await visit(network, MARIE, { badge: BADGE, centre: 'ydes', at: NOON });
			await network.settle();
			const id = opsId.alarm('badge', BADGE);
			await network.store.revise('ops', id, (before) => ({ ...before, open: false }));
			await visit(network, MARIE, { badge: BADGE, at: NOON + 5 * HOUR });
			network.restart();
			await network.settle();
			expect(await alarm()).toMatchObject({ open: false });
			await visit(network, MARIE, { badge: BADGE, centre: 'ydes', at: NOON + 5 * HOUR });
			await network.settle();
			expect(await alarm()).toMatchObject({ open: true });
		});
	});
}
