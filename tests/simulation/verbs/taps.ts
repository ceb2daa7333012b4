import { local } from '../../../src/lib/domain/calendar';
import { isOpen } from '../../../src/lib/domain/folds/day';
import { pageKey } from '../../../src/lib/domain/ids';
import { CATEGORIES, REASONS } from '../../../src/lib/domain/kinds';
import { checkIn, type CheckIn } from '../../../src/lib/usecases/check-in';
import { checkOut } from '../../../src/lib/usecases/check-out';
import { undo } from '../../../src/lib/usecases/undo';
import type { Around, SimDevice } from '../device';
import type { Seeded } from '../seeded';
import { stations, type World } from '../world';

/** What people do at a screen. */

type Arrival = Omit<CheckIn, 'centre'>;

async function arrive(
	world: World,
	device: SimDevice,
	around: Around,
	arrival: Arrival
): Promise<void> {
	const arrived = await checkIn(around, { ...arrival, centre: device.parts.centre });
	if (!('visit' in arrived)) return;
	device.done.push(arrived.visit);
	if (arrived.place?.is !== 'granted') return;
	world.happened('walk-in given a place');
	world.places.said(arrival.person, arrived.place.units);
}

const known = (world: World, random: Seeded): Arrival => ({
	person: random.pick(world.people),
	reason: random.pick([...REASONS, 'work', 'work', 'work']),
	category: random.pick(CATEGORIES)
});

/** Names the server cannot take: half a surrogate pair, and one that is far too long. */
const UNSOUND = ['Zo\ud83d', 'Ж'.repeat(81)];

const first = (world: World, random: Seeded): Arrival => {
	const unsound = random.chance(0.08);
	if (unsound) world.happened('unsound name');
	return {
		...known(world, random),
		person: `p_${random.text(12)}`,
		name: unsound ? random.pick(UNSOUND) : `Zoé ${random.text(3)}`
	};
};

const leave = (world: World, random: Seeded): void => {
	const device = random.pick(stations(world));
	device.tap(random.below(2), async (around) => {
		const { slug } = device.parts.centre;
		const { day } = local(around.clock.now());
		const page = await around.log.page('day', pageKey.day(slug, day));
		const visits = page.visits.filter(isOpen);
		if (visits.length === 0) return;
		const { person, number, id } = random.pick(visits);
		const who = random.chance(0.2) ? { visit: id } : number ? { number } : { person };
		const out = await checkOut(around, { centre: slug, who });
		if ('left' in out) device.done.push(out.left);
	});
};

export const taps = {
	checkIn: {
		weight: 16,
		perform(world: World, random: Seeded) {
			const device = random.pick(stations(world));
			const arrival = known(world, random);
			device.tap(random.below(2), (around) => arrive(world, device, around, arrival));
		}
	},
	firstVisit: {
		weight: 12,
		perform(world: World, random: Seeded) {
			const device = random.pick(stations(world));
			const arrival = first(world, random);
			device.tap(random.below(2), (around) => arrive(world, device, around, arrival));
		}
	},
	doubleTap: {
		weight: 4,
		perform(world: World, random: Seeded) {
			const device = random.pick(stations(world));
			const arrival = random.chance(0.5) ? known(world, random) : first(world, random);
			world.happened('two taps at once');
			for (const tab of [0, random.below(2)])
				device.tap(tab, (around) => arrive(world, device, around, arrival));
		}
	},
	atTwoKiosks: {
		weight: 4,
		perform(world: World, random: Seeded) {
			const device = random.pick(stations(world));
			const { centre } = device.parts;
			const other = stations(world).find(
				(found) => found !== device && found.parts.centre === centre
			);
			if (!other) return;
			world.happened('one person at two kiosks');
			const arrival = known(world, random);
			for (const at of [device, other]) at.tap(0, (around) => arrive(world, at, around, arrival));
		}
	},
	checkOut: { weight: 14, perform: leave },
	undo: {
		weight: 8,
		perform(world: World, random: Seeded) {
			const device = random.pick(stations(world));
			const fact = random.pick(device.done);
			if (fact) device.tap(random.below(2), (around) => undo(around, fact));
		}
	},
	/** A host corrects what somebody else's device has written, today or on another day. */
	correct: {
		weight: 4,
		perform(world: World, random: Seeded) {
			const device = random.pick(stations(world));
			device.tap(random.below(2), async (around) => {
				const pages = [...(await around.log.pages('day')).values()];
				const visits = pages.flatMap((page) => page.visits);
				if (visits.length > 0) await undo(around, random.pick(visits).id);
			});
		}
	}
};
