import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonical } from '../../src/lib/domain/facts';
import type { LedgerPage } from '../../src/lib/domain/folds/ledger';
import type { Day } from '../../src/lib/domain/ids';
import { isFactDoc, type Store } from '../../src/lib/server/store/store';
import {
	ask,
	dayIn,
	enrolPhone,
	heldBy,
	ledgerOf,
	meetKiosk,
	openCentre,
	OWN,
	standings,
	toldTo
} from './places-bench';
import { contents, DAY, MARIE, openNetwork, PAUL, register, type Network } from './relay-bench';
import type { Place } from './store.contract';

const KIOSK = 'kiosk001';

/** What becomes of somebody’s places when they are to be forgotten. */
export function forgettingPlacesContract(name: string, makePlace: () => Promise<Place>): void {
	describe(`places of who is forgotten: ${name}`, () => {
		let place: Place;
		let store: Store;
		let network: Network;
		beforeEach(async () => {
			place = await makePlace();
			store = await place.open();
			network = openNetwork(store, { places: { horizon: 3 } });
			await openCentre(network);
			await register(network);
			for (const person of [MARIE, PAUL]) await enrolPhone(network, person);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});
		const tomorrow = (): Day => dayIn(network, 1);
		const forget = (): Promise<unknown> =>
			network.say('people_murat', 'person.erased', { person: MARIE });
		const peopleWithPlaces = ({ claims }: LedgerPage): readonly (string | undefined)[] =>
			Object.values(claims).flatMap(({ held, person }) => (held ? [person] : []));
		const saidOf = async (kind: string) =>
			(await store.range('centre_murat', '', '~')).filter((doc) => doc['kind'] === kind);
		const walkIn = (day: Day) =>
			network.say(
				'centre_murat',
				'place.granted',
				{ by: MARIE, person: MARIE, space: 'desk', rights: [['desk-1', 'am', 1]] },
				{ device: KIOSK, day }
			);

		test('today’s and all to come are free for others, whether asked for, given or waited for', async () => {
			const slots = ['am', 'pm'];
			await ask(network, MARIE, { day: dayIn(network, 0), slots: ['pm'] });
			await ask(network, MARIE, { day: tomorrow(), slots });
			const room = { day: tomorrow(), space: 'meeting', slots: ['10:00'] };
			await ask(network, PAUL, room);
			await network.settle();
			await ask(network, MARIE, { ...room, waits: true });
			await network.settle();
			expect(await standings(network, tomorrow())).toContain('waitlisted');
			await forget();
			await network.settle();
			for (const ahead of [0, 1])
				expect(peopleWithPlaces(await ledgerOf(network, dayIn(network, ahead)))).toEqual(
					ahead === 1 ? [PAUL] : []
				);
			expect(await standings(network, tomorrow())).not.toContain('waitlisted');
			for (const doc of await saidOf('place.cancelled'))
				expect(canonical(doc)).not.toContain(MARIE);
		});

		test('who waited for one of them is offered it', async () => {
			const room = { day: dayIn(network, 2), space: 'meeting', slots: ['10:00'] };
			await ask(network, MARIE, room);
			await network.settle();
			await ask(network, PAUL, { ...room, waits: true });
			await network.settle();
			await forget();
			await network.settle();
			expect((await toldTo(network, PAUL)).map(({ standing }) => standing)).toEqual(['offered']);
		});

		test('a confidential room as well, though nobody can say whose it was', async () => {
			await ask(network, MARIE, { day: tomorrow(), space: 'quiet', slots: ['10:00'] });
			await network.settle();
			expect(await standings(network, tomorrow())).toEqual(['confirmed']);
			await forget();
			// Another process has heard of it: nothing but the disk says whose it is.
			network.restart();
			await network.settle();
			expect(await standings(network, tomorrow())).toEqual(['cancelled']);
			expect(peopleWithPlaces(await ledgerOf(network, tomorrow()))).toEqual([]);
			expect(await store.databases()).not.toContain(OWN[MARIE]);
		});

		test('what a kiosk gave is cancelled in its hearing, and free by its own word', async () => {
			await meetKiosk(network);
			await network.settle();
			const { _id } = await walkIn(tomorrow());
			await network.settle();
			await forget();
			await network.settle();
			const still = (await ledgerOf(network, tomorrow())).claims[_id]!;
			expect([still.cancelled?.why, still.held?.length]).toEqual(['owner', 1]);
			await network.say(
				'centre_murat',
				'place.released',
				{ claim: _id, why: 'cancelled' },
				{ device: KIOSK, day: tomorrow() }
			);
			const page = await ledgerOf(network, tomorrow());
			expect(peopleWithPlaces(page)).toEqual([]);
			expect(heldBy(page, `${KIOSK}.1`)).toContain('desk-1@am');
		});

		test('what a late device still says of them keeps no place either', async () => {
			await meetKiosk(network);
			await network.settle();
			await forget();
			await network.settle();
			await walkIn(tomorrow());
			const wish = { person: MARIE, space: 'desk', slots: ['pm'], to: 'server' };
			await network.say('centre_murat', 'place.claimed', wish, { device: KIOSK, day: tomorrow() });
			network.restart();
			await network.settle();
			expect(await standings(network, tomorrow())).toEqual(['cancelled', 'cancelled']);
		});

		test('days that are over stay as they were, and so do the places of everybody else', async () => {
			await ask(network, MARIE, { day: dayIn(network, 0), slots: ['pm'] });
			await ask(network, PAUL, { day: tomorrow() });
			await network.settle();
			const monday = dayIn(network, 0);
			network.clock.set(network.clock.now() + DAY);
			await network.settle();
			const before = canonical(await ledgerOf(network, monday));
			await forget();
			await network.settle();
			expect(canonical(await ledgerOf(network, monday))).toBe(before);
			expect(await standings(network, dayIn(network, 0))).toEqual(['confirmed']);
		});

		test('said once, however often it is carried out', async () => {
			await ask(network, MARIE, { day: tomorrow() });
			await network.settle();
			await forget();
			await network.settle();
			const before = canonical(await contents(store));
			network.restart();
			await network.settle();
			expect(canonical(await contents(store))).toBe(before);
			expect(await saidOf('place.cancelled')).toHaveLength(1);
			expect((await saidOf('place.released')).filter(isFactDoc)).toHaveLength(1);
		});
	});
}
