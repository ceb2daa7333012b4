import { seeded, type Seeded } from './seeded';
import { mishaps } from './verbs/mishaps';
import { strangers } from './verbs/strangers';
import { taps } from './verbs/taps';
import { troubles } from './verbs/troubles';
import { welcome } from './verbs/welcome';
import { wishes } from './verbs/wishes';
import type { World } from './world';

/**
 * One thing that happens in a history. It carries its own seed, so that taking
 * others away changes as little as can be about it.
 */
export interface Action {
	/** Milliseconds since the action before. */
	readonly after: number;
	readonly what: Verb;
	readonly seed: number;
}

export type Perform = (world: World, random: Seeded) => void;

const VERBS = {
	...taps,
	...wishes,
	...welcome,
	...troubles,
	...mishaps,
	...strangers
} satisfies Record<string, { readonly weight: number; readonly perform: Perform }>;
export type Verb = keyof typeof VERBS;

const NAMES = Object.keys(VERBS) as Verb[];
const TOTAL = NAMES.reduce((sum, name) => sum + VERBS[name].weight, 0);

/** What happens in the history of this seed. */
export function actionsOf(seed: number, count: number): Action[] {
	const random = seeded(seed, 'actions');
	return Array.from({ length: count }, () => ({
		after: pause(random),
		what: drawn(random),
		seed: random.below(2 ** 32)
	}));
}

/** Bursts of taps within a second, and minutes in which nothing happens. */
const pause = (random: Seeded): number =>
	random.chance(0.4) ? random.below(800) : Math.round(-Math.log(1 - random.fraction()) * 9_000);

function drawn(random: Seeded): Verb {
	let left = random.fraction() * TOTAL;
	return NAMES.find((name) => (left -= VERBS[name].weight) < 0) ?? 'checkIn';
}

export function perform(world: World, { what, seed }: Action): void {
	world.scheduler.note(`— ${what}`);
	VERBS[what].perform(world, seeded(seed));
}
