import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notOnline, parseAvailability } from '../../src/lib/domain/availability';
import { canonical } from '../../src/lib/domain/facts';
import { reportId, reportsOf } from '../../src/lib/domain/ids';
import type { Store } from '../../src/lib/server/store/store';
import { ask, dayIn, enrolPhone, meetKiosk, openCentre, sayOf, SPACES } from './places-bench';
import { MARIE, openNetwork, PAUL, visit, type Network } from './relay-bench';
import type { Place } from './store.contract';

/** What anybody may know of free places. */
export function availabilityContract(name: string, makePlace: () => Promise<Place>): void {
	describe(`free places for all to see: ${name}`, () => {
		const places: Place[] = [];
		let store: Store;
		let network: Network;
		async function opened(): Promise<Network> {
			const place = await makePlace();
			places.push(place);
			const made = openNetwork(await place.open(), { places: { horizon: 3 } });
			await openCentre(made);
			for (const person of [MARIE, PAUL]) await enrolPhone(made, person);
			return made;
		}
		beforeEach(async () => {
			network = await opened();
			store = network.store;
		});
		afterEach(async () => {
			await store.close();
			for (const place of places.splice(0)) await place.end();
		});
		const tomorrow = () => dayIn(network, 1);
		const published = async () =>
			parseAvailability(await store.get('public', reportId.availability('murat', tomorrow())));
		const left = async (space: string, slot: string) => notOnline(await published(), space, slot);

		test('a place that is given is one less online; cancelled, it is there again', async () => {
			const booking = await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			expect([await left('desk', 'am'), await left('desk', 'pm')]).toEqual([1, 0]);
			await sayOf(network, MARIE, 'booking.cancelled', booking._id);
			await network.settle();
			expect(await left('desk', 'am')).toBe(0);
		});

		test('what is kept at the door is not to be had online, and is said to be kept', async () => {
			await meetKiosk(network);
			await network.settle();
			expect([await left('desk', 'am'), await left('desk', 'pm')]).toEqual([1, 1]);
			expect((await published())?.kept).toEqual({ desk: { am: 1, pm: 1 } });
		});

		test('a room is counted by the half hour, a confidential one as any other', async () => {
			for (const space of ['meeting', 'quiet'])
				await ask(network, space === 'quiet' ? PAUL : MARIE, {
					...{ day: tomorrow(), space, slots: ['09:00', '09:30'] }
				});
			await network.settle();
			for (const space of ['meeting', 'quiet'])
				expect([await left(space, '09:30'), await left(space, '10:00')]).toEqual([1, 0]);
		});

		test('a centre that is described anew has its days to come counted anew', async () => {
			await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			expect((await published())?.desks).toBe(2);
			const spaces = SPACES.map((space) => ({ ...space, count: 5 }));
			await openCentre(network, 'murat', { spaces });
			await network.settle();
			expect((await published())?.desks).toBe(5);
		});

		test('it is byte for byte the same whichever of two people has which place', async () => {
			const other = await opened();
			const all = async ({ store }: Network): Promise<string> =>
				canonical(
					await store.range('public', reportsOf.availability, `${reportsOf.availability}\uffff`)
				);
			const pairs = [
				[network, MARIE, PAUL],
				[other, PAUL, MARIE]
			] as const;
			for (const [where, one, two] of pairs) {
				const day = dayIn(where, 1);
				await meetKiosk(where);
				await visit(where, one);
				await ask(where, one, { day });
				await where.settle();
				await ask(where, two, { day, space: 'quiet', slots: ['10:00'] });
				await ask(where, two, { day: dayIn(where, 2), slots: ['am', 'pm'] });
				await where.settle();
			}
			expect((await all(network)).length).toBeGreaterThan(200);
			expect((await all(network)) === (await all(other))).toBe(true);
			await other.store.close();
		});
	});
}
