import type { Timers } from '../../src/lib/ports/clock';
import type { Scheduler } from './scheduler';
import type { Seeded } from './seeded';

/**
 * Something that runs until it dies: a tab, a server process. Its timers die with
 * it, and what it was waiting for never comes.
 */
export interface Life {
	readonly name: string;
	alive(): boolean;
	readonly timers: Timers;
	/** The same where nothing can be waited for: false where it is dead. */
	tick(what: string): boolean;
	/** To be waited for before every single thing it does. Now and then it takes a while. */
	step(what: string): Promise<void>;
	/** It dies at the step after so many more. */
	dieAfter(steps: number): void;
	/** Told what it was about to do, if it died at a step. */
	onEnd(run: (doing: string | undefined) => void): void;
	end(doing?: string): void;
}

/** How often a step takes a while, so that others come in between. */
const SLOW_STEPS = 0.015;
const SLOWEST = 60;

export function createLife(name: string, scheduler: Scheduler, random: Seeded): Life {
	const endings: ((doing: string | undefined) => void)[] = [];
	let alive = true;
	let left: number | undefined;

	const timers: Timers = {
		after: (milliseconds, run) => scheduler.after(milliseconds, name, () => alive && run())
	};
	function end(doing?: string): void {
		if (!alive) return;
		alive = false;
		for (const run of endings) run(doing);
	}
	function tick(what: string): boolean {
		if (alive && left !== undefined && left-- <= 0) end(what);
		return alive;
	}
	return {
		name,
		alive: () => alive,
		timers,
		tick,
		step(what) {
			if (!tick(what)) return new Promise(() => {});
			if (!random.chance(SLOW_STEPS)) return Promise.resolve();
			return new Promise((resolve) => timers.after(random.between(1, SLOWEST), resolve));
		},
		dieAfter: (steps) => (left = steps),
		onEnd: (run) => void endings.push(run),
		end
	};
}
