import { local, shiftDay } from '../../../src/lib/domain/calendar';
import type { Centre } from '../../../src/lib/domain/centres';
import type { Day } from '../../../src/lib/domain/ids';
import type { Mine } from '../../../src/lib/domain/places/mine';
import { openingOn, slotsWithin, type Slot } from '../../../src/lib/domain/places/slots';
import { acceptOffer } from '../../../src/lib/usecases/accept-offer';
import { isPhone, readPlaces } from '../../../src/lib/usecases/bookings';
import { cancelBooking } from '../../../src/lib/usecases/cancel-booking';
import { requestPlace } from '../../../src/lib/usecases/request-place';
import { seeBooking } from '../../../src/lib/usecases/see-booking';
import type { Around, SimDevice } from '../device';
import type { Seeded } from '../seeded';
import { phones, type World } from '../world';

/** What people do about their places on their own phones. */

export const HALVES: readonly (readonly Slot[])[] = [['am'], ['pm'], ['am', 'pm']];
/** Few days, so that people meet. */
const AHEAD = [0, 0, 1, 1, 1, 7, 9];

export const someDay = (wall: number, random: Seeded): Day =>
	shiftDay(local(wall).day, random.pick(AHEAD));

/** Some half hours in a row of a day, by opening hours. */
export function someHours(centre: Centre, day: Day, random: Seeded): readonly Slot[] {
	const open = slotsWithin(openingOn(centre, [], day), { kind: 'room' });
	const from = random.below(Math.max(1, open.length));
	return open.slice(from, from + random.between(1, 4));
}

function someWish(centre: Centre, wall: number, random: Seeded) {
	const day = someDay(wall, random);
	const space = random.pick(['desk', 'desk', 'desk', 'meeting', 'confidential']);
	const slots = space === 'desk' ? random.pick(HALVES) : someHours(centre, day, random);
	return { centre: centre.slug, day, space, slots };
}

const onAPhone =
	(run: (device: SimDevice, around: Around, world: World, random: Seeded) => Promise<unknown>) =>
	(world: World, random: Seeded): void => {
		const device = random.pick(phones(world));
		if (device) device.tap(random.below(2), (around) => run(device, around, world, random));
	};

async function places({ log }: Around): Promise<readonly Mine[]> {
	const known = await log.device();
	return isPhone(known) ? (await readPlaces(log, known)).places : [];
}

const request = onAPhone(async (_device, around, world, random) => {
	const wish = someWish(random.pick(world.centres), around.clock.now(), random);
	const done = await requestPlace(around, { ...wish, waits: random.chance(0.5) });
	if ('booking' in done && !done.again) world.happened('place requested');
});

export const wishes = {
	request: { weight: 9, perform: request },
	/** Everybody wants the same, now. */
	rush: {
		weight: 4,
		perform(world: World, random: Seeded) {
			const centre = random.pick(world.centres);
			const wish = someWish(centre, world.scheduler.now(), random);
			for (const device of phones(world))
				device.tap(0, (around) => requestPlace(around, { ...wish, waits: true }));
		}
	},
	change: {
		weight: 3,
		perform: onAPhone(async (device, around, world, random) => {
			const old = random.pick(
				(await places(around)).filter(({ standing }) => /requested|confirmed/.test(standing))
			);
			if (!old) return;
			const wish = someWish(device.parts.centre, around.clock.now(), random);
			const same = { ...wish, centre: old.centre, day: old.day };
			const done = await requestPlace(around, {
				...(random.chance(0.7) ? same : wish),
				waits: false,
				replaces: old.id
			});
			if (!('booking' in done)) return;
			world.happened('place changed');
			if (!random.chance(0.3)) return;
			// Thinks better of it, often before it is known what has become of it.
			world.scheduler.after(random.between(200, 2_000), 'takes the change back', () =>
				device.tap(0, async (then) => {
					await cancelBooking(then, [done.booking]);
					world.happened('change taken back');
				})
			);
		})
	},
	cancelBooking: {
		weight: 3,
		perform: onAPhone(async (_device, around, world, random) => {
			const one = random.pick(await places(around));
			if (!one) return;
			world.happened('place cancelled');
			await cancelBooking(around, [one.id]);
		})
	},
	/** Opens the app: what is offered is taken, what is new is seen. */
	openApp: {
		weight: 4,
		perform: onAPhone(async (_device, around, world, random) => {
			const all = await places(around);
			const offered = all.find(({ standing }) => standing === 'offered');
			if (offered && random.chance(0.7)) {
				world.happened('offer taken');
				await acceptOffer(around, offered.id);
			}
			await seeBooking(
				around,
				all.slice(0, 3).map(({ id: booking, standing: of }) => ({ booking, of }))
			);
		})
	}
};
