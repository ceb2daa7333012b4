import { local, shiftDay } from '../../../src/lib/domain/calendar';
import type { Image, SimDevice } from '../device';
import type { Seeded } from '../seeded';
import { kiosks, type World } from '../world';

/** What happens to devices, servers and clocks. */

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Older states of devices, kept to be put back. */
const images = new WeakMap<World, { device: SimDevice; image: Image }[]>();
const kept = (world: World) => images.get(world) ?? images.set(world, []).get(world)!;

/** Whoever else has this state will give out the same numbers, and neither can know. */
async function shareNumbers(world: World, device: SimDevice): Promise<void> {
	const { device: now } = await device.disk.resting();
	if (now) world.ledger.share(now);
}

const wipe = (weight: number, withMark: boolean) => ({
	weight,
	perform(world: World, random: Seeded) {
		const device = random.pick(world.devices);
		device.closed(random.between(100, 5 * SECOND), async () => {
			world.happened(
				withMark ? 'store of a device and its mark missing' : 'store of a device missing'
			);
			await device.wipe(withMark);
		});
	}
});

const older = (weight: number, withMark: boolean) => ({
	weight,
	perform(world: World, random: Seeded) {
		const found = random.pick(kept(world));
		if (!found) return;
		const { device, image } = found;
		device.closed(random.between(100, 5 * SECOND), async () => {
			world.happened(withMark ? 'store and mark of a device older' : 'store of a device older');
			await device.become(image, withMark);
			if (withMark || !(await device.isMarkAhead())) await shareNumbers(world, device);
		});
	}
});

export const mishaps = {
	tabDies: {
		weight: 3,
		perform(world: World, random: Seeded) {
			random.pick(world.devices).die(random.below(2), undefined);
		}
	},
	tabDiesSoon: {
		weight: 6,
		perform(world: World, random: Seeded) {
			random.pick(world.devices).die(random.below(2), random.below(60));
		}
	},
	noRoom: {
		weight: 1,
		perform(world: World, random: Seeded) {
			random.pick(world.devices).fillUp(random.between(SECOND, 20 * SECOND));
		}
	},
	keepImage: {
		weight: 2,
		perform(world: World, random: Seeded) {
			const device = random.pick(world.devices);
			device.closed(100, async () => {
				kept(world).push({ device, image: await device.image() });
			});
		}
	},
	storeOlder: older(0.5, false),
	storeAndMarkOlder: older(0.4, true),
	storeMissing: wipe(0.5, false),
	storeAndMarkMissing: wipe(0.3, true),
	clone: {
		weight: 0.4,
		perform(world: World, random: Seeded) {
			if (world.devices.length >= 9) return;
			const device = random.pick(world.devices);
			device.closed(100, async () => {
				await shareNumbers(world, device);
				const image = await device.image();
				const clone = world.addDevice(device.parts.as);
				await clone.become(image, true);
				world.happened('device cloned');
				clone.start();
			});
		}
	},
	/** A coordinator gives a kiosk up: it is here and off, or from another day on. */
	fence: {
		weight: 0.6,
		perform(world: World, random: Seeded) {
			const device = random.pick(kiosks(world));
			if (!device) return;
			const { account } = device.parts.as;
			if (random.chance(0.5)) {
				const from = shiftDay(local(world.scheduler.now()).day, random.between(1, 7));
				void world.server.fence({ account, from });
			} else {
				device.closed(random.between(30 * SECOND, 300 * SECOND), async () => {});
				void world.server.fence({ account, recovered: true });
			}
		}
	},
	serverDies: {
		weight: 1,
		perform(world: World, random: Seeded) {
			world.server.die(undefined, random.between(100, 20 * SECOND));
		}
	},
	serverDiesSoon: {
		weight: 3,
		perform(world: World, random: Seeded) {
			world.server.die(random.below(60), random.between(100, 20 * SECOND));
		}
	},
	relayDiesSoon: {
		weight: 2,
		perform(world: World, random: Seeded) {
			world.server.relayDies(random.below(40), random.between(100, 20 * SECOND));
		}
	},
	storeFails: {
		weight: 1,
		perform(world: World, random: Seeded) {
			world.server.fail(random.between(SECOND, 10 * SECOND));
		}
	},
	backUp: {
		weight: 2.5,
		perform(world: World) {
			void world.server.backUp();
		}
	},
	restore: {
		weight: 0.9,
		perform(world: World, random: Seeded) {
			void world.server.restore(random.chance(0.6), random.below(100));
		}
	},
	clock: {
		weight: 3,
		perform(world: World, random: Seeded) {
			const device = random.pick(world.devices);
			const before = device.wall();
			const reach = random.pick([90 * SECOND, 3 * HOUR, DAY, 9 * DAY, 10 * YEAR]);
			device.skew(random.between(-reach, reach));
			world.happened(device.wall() < before ? 'clock back' : 'clock ahead');
			const off = Math.abs(device.wall() - world.scheduler.now());
			if (off > 60 * SECOND) world.happened('clock wrong');
		}
	},
	/** A meeting, a lunch: nobody touches anything. */
	hours: {
		weight: 1.2,
		perform({ scheduler, happened }: World, random: Seeded) {
			scheduler.sleep(random.between(1, 8) * 1_800_000);
			happened('hours pass');
		}
	},
	/** Everybody goes home; the machines sleep. */
	night: {
		weight: 0.8,
		perform({ scheduler, happened }: World, random: Seeded) {
			const { day } = local(scheduler.now());
			scheduler.sleep(random.chance(0.2) ? random.between(2, 9) * DAY : 14 * HOUR);
			if (local(scheduler.now()).day !== day) happened('night');
		}
	}
};
