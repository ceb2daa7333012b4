import type { Slip, Trouble } from '../link';
import type { Seeded } from '../seeded';
import type { World } from '../world';

/** What links do. */

const SECOND = 1_000;

const slip = (weight: number, what: Slip) => ({
	weight,
	perform(world: World, random: Seeded) {
		const { parts } = random.pick(world.devices);
		parts.link.slip(what, random.between(1, 3));
	}
});

const lasting = (weight: number, what: Trouble, longest: number) => ({
	weight,
	perform(world: World, random: Seeded) {
		const { parts } = random.pick(world.devices);
		parts.link.trouble(what, random.between(SECOND, longest));
	}
});

export const troubles = {
	cut: lasting(5, 'cut', 240 * SECOND),
	restoreLink: {
		weight: 3,
		perform(world: World, random: Seeded) {
			const device = random.pick(world.devices);
			device.parts.link.heal();
			device.nudge();
		}
	},
	portal: lasting(1, 'portal', 60 * SECOND),
	hole: lasting(2, 'hole', 60 * SECOND),
	slow: lasting(2, 'slow', 60 * SECOND),
	unauthorized: lasting(1, '401', 60 * SECOND),
	tooMany: lasting(1, '429', 30 * SECOND),
	unavailable: lasting(1, '503', 30 * SECOND),
	tooLarge: lasting(2, '413', 60 * SECOND),
	requestCut: slip(3, 'request cut'),
	responseLost: slip(5, 'response lost'),
	deliveredTwice: slip(3, 'twice'),
	deliveredLater: slip(3, 'later'),
	segmentsCut: slip(2, 'segments cut')
};
