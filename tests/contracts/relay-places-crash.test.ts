import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/lib/domain/facts';
import { standingOf } from '../../src/lib/domain/places/standing';
import type { Store } from '../../src/lib/server/store/store';
import { couchdbUrl } from '../couchdb/couch';
import { couchDbPlace, embeddedPlace, memoryPlace } from './places';
import {
	ask,
	dayIn,
	enrolPhone,
	ledgerOf,
	meetKiosk,
	openCentre,
	OWN,
	sayOf,
	toldTo
} from './places-bench';
import { mortal } from './mortal';
import { contents, MARIE, openNetwork, PAUL, register, type Network } from './relay-bench';
import type { Place } from './store.contract';

const PLACES = { horizon: 3 };

/** Asked, answered, changed, cancelled, waited for; a kiosk comes; all of it before the relay runs again. */
async function happens(network: Network): Promise<void> {
	await openCentre(network);
	await openCentre(network, 'ydes');
	for (const person of [MARIE, PAUL]) await enrolPhone(network, person);
	const day = dayIn(network, 1);
	const meeting = { day, space: 'meeting', slots: ['10:00', '10:30'] };
	const first = await ask(network, MARIE, meeting);
	await network.settle();
	await ask(network, PAUL, { ...meeting, waits: true });
	const desk = await ask(network, PAUL, { day });
	await ask(network, PAUL, { day: dayIn(network, 2), centre: 'ydes', replaces: desk._id });
	await ask(network, MARIE, { day, space: 'quiet', slots: ['15:00'] });
	await sayOf(network, MARIE, 'booking.cancelled', first._id);
	await meetKiosk(network);
}

/** Somebody with places everywhere is to be forgotten; one of them nobody can tell by the name on it. */
async function forgets(network: Network): Promise<void> {
	await happens(network);
	await register(network);
	const day = dayIn(network, 2);
	await ask(network, MARIE, { day, slots: ['am', 'pm'] });
	await network.settle();
	await network.say('people_murat', 'person.erased', { person: MARIE });
}

/** What one process does with the place, from its start to its end. */
async function during<R>(place: Place, run: (store: Store) => Promise<R>): Promise<R> {
	const store = await place.open();
	try {
		return await run(store);
	} finally {
		await store.close();
	}
}

const dieAfter = (place: Place, steps: number): Promise<boolean> =>
	during(place, async (store) => {
		let left = steps;
		const dying = mortal(store, async () => {
			if ((left -= 1) < 0) throw new Error('dead');
		});
		await openNetwork(dying, { places: PLACES })
			.settle()
			.catch((error: unknown) => {
				if (left >= 0) throw error;
			});
		return left < 0;
	});

/** What is said of places, wherever: who has what, and who was told. */
const outcome = (place: Place): Promise<string> =>
	during(place, async (store) => {
		const network = openNetwork(store, { places: PLACES });
		await network.settle();
		return saidBy(network);
	});

async function saidBy(network: Network): Promise<string> {
	const days = [];
	for (const centre of ['murat', 'ydes'])
		for (const ahead of [0, 1, 2, 3]) {
			const { claims, rights } = await ledgerOf(network, dayIn(network, ahead), centre);
			const stands = Object.values(claims).map((claim) => [claim.id.slice(-20), standingOf(claim)]);
			// How often a right has changed hands is no matter, nor what it was before.
			const held = Object.entries(rights).flatMap(([key, { holder, claim }]) =>
				holder === 'server' && claim === undefined ? [] : [[key, holder, claim]]
			);
			days.push([stands.map(([, standing]) => standing).sort(), held.sort()]);
		}
	const told = [];
	for (const person of [MARIE, PAUL])
		if ((await network.store.databases()).includes(OWN[person]!))
			for (const { standing, units } of await toldTo(network, person)) told.push([standing, units]);
	return canonical([withoutIds(days), told.map(canonical).sort()]);
}

/** Claims are named by a secret that is another in every history. */
const withoutIds = (value: unknown): unknown =>
	JSON.parse(JSON.stringify(value).replace(/~srv[a-z0-9]{13}\.1~/g, '~srv~'));

const written = (place: Place): Promise<number> =>
	during(place, async (store) => Object.values(await contents(store)).flat().length);

/** Dies after every so many steps, until it lives to the end. Answers how often it died. */
async function diesEverywhere(
	makePlace: () => Promise<Place>,
	every: number,
	story: (network: Network) => Promise<void> = happens
): Promise<number> {
	const begin = async (): Promise<Place> => {
		const place = await makePlace();
		await during(place, (store) => story(openNetwork(store, { places: PLACES })));
		return place;
	};
	const whole = await begin();
	const wanted = await outcome(whole);
	await whole.end();
	for (let steps = 3, deaths = 0; ; steps += every, deaths += 1) {
		const place = await begin();
		const died = await dieAfter(place, steps);
		expect([steps, await outcome(place)]).toEqual([steps, wanted]);
		const before = await written(place);
		await outcome(place);
		expect([steps, await written(place)]).toEqual([steps, before]);
		await place.end();
		if (!died) return deaths;
	}
}

describe('a server that dies while it gives places', () => {
	test('has said the same in the end, wherever it died, and says nothing twice', async () => {
		expect(await diesEverywhere(memoryPlace, 11)).toBeGreaterThan(15);
	}, 60_000);

	test('who was to be forgotten has no place in the end, wherever it died', async () => {
		expect(await diesEverywhere(memoryPlace, 23, forgets)).toBeGreaterThan(15);
	}, 60_000);

	test('does so on the embedded store', async () => {
		expect(await diesEverywhere(embeddedPlace, 149)).toBeGreaterThan(1);
		expect(await diesEverywhere(embeddedPlace, 211, forgets)).toBeGreaterThan(1);
	}, 240_000);

	test.runIf(couchdbUrl)(
		'does so on Apache CouchDB',
		async () => {
			expect(await diesEverywhere(couchDbPlace, 149)).toBeGreaterThan(1);
		},
		240_000
	);
});
