import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/lib/domain/facts';
import { standingOf } from '../../src/lib/domain/places/standing';
import type { Doc } from '../../src/lib/server/store/store';
import { emptyStore, openMemoryStore, type StoreDisk } from '../support/memory-store';
import {
	ask,
	dayIn,
	enrolPhone,
	ledgerOf,
	meetKiosk,
	openCentre,
	sayOf,
	toldTo
} from './places-bench';
import { contents, MARIE, openNetwork, PAUL, type Network } from './relay-bench';

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

async function dieAfter(disk: StoreDisk, steps: number): Promise<boolean> {
	let left = steps;
	const store = openMemoryStore(disk, async () => {
		if ((left -= 1) < 0) throw new Error('dead');
	});
	const dying = openNetwork(store, { places: PLACES });
	await dying.settle().catch(() => {});
	return left < 0;
}

/** What is said of places, wherever: who has what, and who was told. */
async function outcome(disk: StoreDisk): Promise<string> {
	const network = openNetwork(openMemoryStore(disk), { places: PLACES });
	await network.settle();
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
		for (const { standing, units } of await toldTo(network, person)) told.push([standing, units]);
	return canonical([withoutIds(days), told.map(canonical).sort()]);
}

/** Claims are named by a secret that is another in every history. */
const withoutIds = (value: unknown): unknown =>
	JSON.parse(JSON.stringify(value).replace(/~srv[a-z0-9]{13}\.1~/g, '~srv~'));

const written = (all: Record<string, readonly Doc[]>): number => Object.values(all).flat().length;

describe('a server that dies while it gives places', () => {
	test('has said the same in the end, wherever it died, and says nothing twice', async () => {
		const whole = emptyStore();
		await happens(openNetwork(openMemoryStore(whole), { places: PLACES }));
		const wanted = await outcome(whole);
		let deaths = 0;
		for (let steps = 3; ; steps += 11) {
			const disk = emptyStore();
			await happens(openNetwork(openMemoryStore(disk), { places: PLACES }));
			const died = await dieAfter(disk, steps);
			expect([steps, await outcome(disk)]).toEqual([steps, wanted]);
			const before = written(await contents(openMemoryStore(disk)));
			await outcome(disk);
			expect([steps, written(await contents(openMemoryStore(disk)))]).toEqual([steps, before]);
			if (!died) break;
			deaths += 1;
		}
		expect(deaths).toBeGreaterThan(15);
	}, 60_000);
});
