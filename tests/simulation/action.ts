import { seeded, type Seeded } from './seeded';
import { mishaps } from './verbs/mishaps';
import { strangers } from './verbs/strangers';
import { isTrained } from './training';
import { taps } from './verbs/taps';
import { training } from './verbs/training';
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
const ALL = { ...VERBS, ...training };
export type Verb = keyof typeof ALL;

const USUAL = Object.keys(VERBS) as Verb[];
const TRAINING = Object.keys(training) as Verb[];
/** How many of a trained history's usual actions are followed by one about training. */
const TRAINED = 0.7;

/** What happens in the history of this seed. */
export function actionsOf(seed: number, count: number): Action[] {
	const random = seeded(seed, 'actions');
	const usual = Array.from({ length: count }, () => some(random, USUAL));
	if (!isTrained(seed)) return usual;
	// By random numbers of their own: without them the history is as it was.
	const own = seeded(seed, 'training actions');
	return usual.flatMap((action) =>
		own.chance(TRAINED) ? [action, some(own, TRAINING)] : [action]
	);
}

const some = (random: Seeded, among: readonly Verb[]): Action => ({
	after: pause(random),
	what: drawn(random, among),
	seed: random.below(2 ** 32)
});

/** Bursts of taps within a second, and minutes in which nothing happens. */
const pause = (random: Seeded): number =>
	random.chance(0.4) ? random.below(800) : Math.round(-Math.log(1 - random.fraction()) * 9_000);

function drawn(random: Seeded, among: readonly Verb[]): Verb {
	let left = random.fraction() * among.reduce((sum, name) => sum + ALL[name].weight, 0);
	return among.find((name) => (left -= ALL[name].weight) < 0) ?? among[0]!;
}

export function perform(world: World, { what, seed }: Action): void {
	world.scheduler.note(`— ${what}`);
	ALL[what].perform(world, seeded(seed));
}
