import { textFrom } from '../../domain/alphabet';
import type { Clock, Timers } from '../../ports/clock';
import type { Mark } from '../../ports/mark';
import type { Randomness } from '../../ports/randomness';

export const browserClock: Clock = { now: () => Date.now() };

export const browserTimers: Timers = {
	after(milliseconds, run) {
		const timer = setTimeout(run, milliseconds);
		return () => clearTimeout(timer);
	}
};

export const browserRandomness: Randomness = {
	fraction: Math.random,
	text: (length) => textFrom(crypto.getRandomValues(new Uint8Array(length)))
};

/** Kept beside IndexedDB, which browsers lose on its own: when evicted, cleared or corrupt. */
export function localStorageMark(key: string): Mark {
	return {
		read() {
			try {
				return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
			} catch {
				return undefined;
			}
		},
		write(mark) {
			try {
				localStorage.setItem(key, JSON.stringify(mark));
			} catch {
				// Storage is full or forbidden: the mark only helps to notice a loss.
			}
		}
	};
}
