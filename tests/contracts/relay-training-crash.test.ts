import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/lib/domain/facts';
import type { Store } from '../../src/lib/server/store/store';
import { couchdbUrl } from '../couchdb/couch';
import { couchDbPlace, embeddedPlace, memoryPlace } from './places';
import { dayIn, enrolPhone } from './places-bench';
import { contents, MARIE, openNetwork, PAUL, register, type Network } from './relay-bench';
import { mortal } from './mortal';
import type { Place } from './store.contract';
import { BY_TRAINER, enrol, handOf, note, openTraining, plan, signAt } from './training-bench';

const PLACES = { horizon: 3 };

/** Enrolled, planned, signed, moved: all of it before the relay runs. */
async function happens(network: Network): Promise<void> {
	const group = await openTraining(network);
	await register(network);
	await enrolPhone(network);
	const asked = { person: MARIE, course: 'bases', group: group._id, employer: 'Mairie' };
	await network.say('people_murat', 'enrolment.asked', asked);
	await enrol(network, group, PAUL);
	const at = { scope: 'reseau', ...BY_TRAINER };
	const lesson = { course: 'bases', lesson: 'siege', title: 'Le siège', text: 'Droit.' };
	await network.say('training', 'lesson.written', lesson, at);
	const day = dayIn(network, 1);
	const session = await plan(network, group, day, { space: 'training' });
	const change = { session: session._id, change: { space: 'desk' } };
	await network.say('public', 'session.changed', change, { scope: 'murat', day, ...BY_TRAINER });
	await note(network, session);
	const hand = await handOf(network, 'kiosk00001', { role: 'kiosk', centre: 'murat' });
	for (const person of [MARIE, PAUL]) await signAt(network, hand, session, person);
}

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

/** Everything but the relay’s own notes, without names and hands that are others in every history. */
const outcome = (place: Place): Promise<string> =>
	during(place, async (store) => {
		await openNetwork(store, { places: PLACES }).settle();
		const { ops: _, accounts: _a, orders: _o, ...said } = await contents(store);
		const docs = Object.entries(said).map(([db, own]) => [
			db,
			own.map((doc) => plain(canonical(doc))).sort()
		]);
		return canonical(docs);
	});

const plain = (text: string): string =>
	text
		.replace(/srv[a-z0-9]{13}/g, 'srv')
		.replace(/"(signature|certificate|digest|prev|key|text)":"[^"]*"/g, '"$1":""');

const written = (place: Place): Promise<string> =>
	during(place, async (store) => canonical(await contents(store)));

async function diesEverywhere(makePlace: () => Promise<Place>, every: number): Promise<number> {
	const begin = async (): Promise<Place> => {
		const place = await makePlace();
		await during(place, (store) => happens(openNetwork(store, { places: PLACES })));
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

describe('a server that dies while it looks after training', () => {
	test('has copied, published and witnessed the same in the end, wherever it died, and nothing twice', async () => {
		expect(await diesEverywhere(memoryPlace, 7)).toBeGreaterThan(20);
	}, 60_000);

	test('does so on the embedded store', async () => {
		expect(await diesEverywhere(embeddedPlace, 149)).toBeGreaterThan(1);
	}, 120_000);

	test.runIf(couchdbUrl)(
		'does so on Apache CouchDB',
		async () => {
			expect(await diesEverywhere(couchDbPlace, 149)).toBeGreaterThan(1);
		},
		240_000
	);
});
