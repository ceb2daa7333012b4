import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { opsId } from '../../src/lib/domain/ids';
import type { Store } from '../../src/lib/server/store/store';
import {
	fact,
	newClient,
	NOON,
	openGateway,
	opsOf,
	type Client,
	type GatewayBench
} from './gateway-bench';
import { openNetwork } from './relay-bench';
import type { Place } from './store.contract';

/** Whether the store that speaks under a device's name is the one that spoke last. */
export function standingContract(name: string, make: () => Promise<Place>): void {
	describe(`who speaks: ${name}`, () => {
		let place: Place;
		let store: Store;
		let bench: GatewayBench;
		let kiosk: Client;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
			bench = openGateway(store);
			kiosk = newClient(bench);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		const known = async () => (await store.get('ops', opsId.device('k7f3'))) as Record<string, any>;
		/** Another copy of the store that the kiosk has now. */
		const copied = (): Client => Object.assign(newClient(bench), { token: kiosk.token });

		test('the first answer brings a token, and each that took facts brings another', async () => {
			const tokens = new Set<string | undefined>();
			for (let seq = 0; seq < 4; seq += 1) {
				await (seq === 0 ? kiosk.ask() : kiosk.send(fact(seq)));
				tokens.add(kiosk.token);
			}
			expect(tokens.size).toBe(4);
			expect(tokens).not.toContain(undefined);
			expect(await opsOf(store, 'alarm')).toEqual([]);
		});

		test('an idle poll writes nothing, but for a sign of life now and then', async () => {
			await kiosk.ask();
			const { token } = kiosk;
			const since = async (seq: string | null) => {
				const changes = await store.changes('ops', seq, 100);
				return 'gone' in changes ? { docs: [], seq: '' } : changes;
			};
			const before = await since(null);
			for (let i = 0; i < 3; i += 1) await kiosk.ask();
			expect((await since(null)).docs).toEqual(before.docs);
			expect((await since(before.seq)).docs).toEqual([]);
			expect(kiosk.token).toBe(token);
			bench.clock.set(NOON + 300_001);
			await kiosk.ask();
			expect(await known()).toMatchObject({ seenAt: NOON + 300_001 });
		});

		test('what a device says of itself is kept, acknowledged numbers by epoch', async () => {
			await kiosk.ask({ acked: 3, waiting: 2, heart: { version: '1.2' } });
			const again = newClient(bench, 'k7f3', 2);
			await again.ask({ acked: 1, waiting: 9 });
			expect(await known()).toMatchObject({
				account: 'ak7f3',
				epoch: 2,
				acked: { '1': 3, '2': 1 },
				waiting: 9,
				heart: { version: '1.2' }
			});
		});

		test('an answer that was lost costs nothing, the very first included', async () => {
			const first = copied();
			await first.ask();
			const again = await kiosk.ask();
			expect(again.estranged).toBeUndefined();
			const lost = copied();
			await lost.send(fact(1));
			const answer = await kiosk.ask({ facts: [['centre_murat', fact(1)]] });
			expect(answer.estranged).toBeUndefined();
			expect(answer.outcomes).toEqual([{ id: fact(1)._id, is: 'duplicate' }]);
			expect(await opsOf(store, 'alarm')).toEqual([]);
		});

		test('a store whose token is not the last is told its next epoch, and an alarm is raised', async () => {
			for (const seq of [1, 2]) await kiosk.send(fact(seq));
			const restored = Object.assign(newClient(bench), { token: 'long-gone' });
			const answer = await restored.ask({ facts: [['centre_murat', fact(3)]] });
			expect(answer.estranged).toEqual({ epoch: 2 });
			// What it brought is not lost for that.
			expect(answer.outcomes).toEqual([{ id: fact(3)._id, is: 'stored' }]);
			expect(await opsOf(store, 'alarm')).toMatchObject([
				{ what: 'clone', subject: 'k7f3.1', open: true, detail: { device: 'k7f3' } }
			]);
			const next = Object.assign(newClient(bench, 'k7f3', 2), { token: restored.token });
			expect((await next.ask()).estranged).toBeUndefined();
		});

		test('a store that forgot its token is not taken for a new one', async () => {
			for (const seq of [1, 2]) await kiosk.send(fact(seq));
			expect((await newClient(bench).ask()).estranged).toEqual({ epoch: 2 });
		});

		test('of two copies of one store, one goes on in a new epoch, the other under a new name', async () => {
			for (const seq of [1, 2]) await kiosk.send(fact(seq));
			const copy = copied();
			await copy.send(fact(3));
			await kiosk.send(fact(4));
			const answer = await copy.ask({ facts: [['centre_murat', fact(5)]] });
			expect(answer.estranged).toEqual({ epoch: 2 });
			const next = Object.assign(newClient(bench, 'k7f3', 2), { token: copy.token });
			expect((await next.send(fact(1, { epoch: 2 }))).map(({ is }) => is)).toEqual(['stored']);
			const other = await kiosk.ask({ facts: [['centre_murat', fact(6)]] });
			expect(other.estranged).toEqual({ fork: true });
			expect(other.outcomes).toEqual([{ id: fact(6)._id, is: 'stored' }]);
			// Told to take another name, it has not spoilt the one that goes on.
			expect((await next.send(fact(2, { epoch: 2 }))).map(({ is }) => is)).toEqual(['stored']);
			expect((await next.ask()).estranged).toBeUndefined();
			expect(await opsOf(store, 'alarm')).not.toEqual([]);
		});

		test('a device that starts a new epoch by itself is believed, and an alarm says what may be lost', async () => {
			// One of the three came.
			await kiosk.ask({ facts: [['centre_murat', fact(1)]], waiting: 3 });
			const again = newClient(bench, 'k7f3', 2);
			const answer = await again.ask();
			expect(answer.estranged).toBeUndefined();
			expect(again.token).toBeDefined();
			await again.ask();
			expect(await opsOf(store, 'alarm')).toMatchObject([
				{ what: 'reset', subject: 'k7f3.2', open: true, detail: { device: 'k7f3', waiting: 2 } }
			]);
		});

		test('numbers the relay found missing are asked for again, of this device alone', async () => {
			await store.revise('ops', opsId.gap('k7f3.1'), () => ({ mark: 4, beyond: [6], lost: [5] }));
			await store.revise('ops', opsId.gap('k7f3.3'), () => ({ mark: 0, beyond: [], lost: [1, 2] }));
			await store.revise('ops', opsId.gap('k7f3.2'), () => ({ mark: 9, beyond: [] }));
			await store.revise('ops', opsId.gap('k7f30.1'), () => ({ mark: 0, beyond: [], lost: [7] }));
			expect((await kiosk.ask()).resend).toEqual({ 'k7f3.1': [5], 'k7f3.3': [1, 2] });
			expect((await newClient(bench, 'ph0ne').ask()).resend).toBeUndefined();
		});

		test('what somebody else sends under a lost number does not hide that it is lost', async () => {
			await kiosk.send(fact(1), fact(2), fact(3));
			await store.rewrite('centre_murat', ({ _id }) => _id === fact(1)._id);
			const stranger = newClient(bench, 'ph0ne');
			expect(await stranger.send(fact(2), { ...fact(3), kind: 'visit.tied' })).toMatchObject([
				{ id: fact(2)._id, is: 'refused', why: { code: 'not-yours' } },
				{ id: fact(3)._id, is: 'refused', why: { code: 'bad-field' } }
			]);
			await kiosk.ask({ acked: 3 });
			await openNetwork(store).settle();
			expect((await kiosk.ask({ acked: 3 })).resend).toEqual({ 'k7f3.1': [2, 3] });
		});

		test('what a device was refused is not lost, and not asked for again', async () => {
			const first = await kiosk.send(fact(1), { ...fact(2), reason: 'because' });
			expect(first.map(({ is }) => is).toSorted()).toEqual(['refused', 'stored']);
			await kiosk.ask({ acked: 2 });
			await openNetwork(store).settle();
			expect((await kiosk.ask({ acked: 2 })).resend).toBeUndefined();
			expect(await opsOf(store, 'alarm')).toEqual([]);
		});
	});
}
