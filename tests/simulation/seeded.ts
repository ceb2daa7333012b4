import { textFrom } from '../../src/lib/domain/alphabet';
import type { Randomness } from '../../src/lib/ports/randomness';

/** The only randomness of a history: the same seed, the same history. */
export interface Seeded extends Randomness {
	/** A whole number from 0 to below `n`. */
	below(n: number): number;
	/** A whole number from `low` to `high`, both included. */
	between(low: number, high: number): number;
	chance(probability: number): boolean;
	pick<T>(list: readonly T[]): T;
}

/** sfc32 (PractRand): small, fast, and good enough to decide what happens next. */
export function seeded(seed: number, stream = ''): Seeded {
	let [a, b, c, count] = [seed >>> 0, (seed / 2 ** 32) >>> 0, hashOf(stream), 1];
	const next = (): number => {
		const sum = (((a + b) | 0) + count) | 0;
		count = (count + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (c << 21) | (c >>> 11);
		c = (c + sum) | 0;
		return (sum >>> 0) / 2 ** 32;
	};
	for (let i = 0; i < 12; i += 1) next();
	const below = (n: number): number => Math.floor(next() * n);
	return {
		fraction: next,
		text: (length) => textFrom(Uint8Array.from({ length }, () => below(32))),
		below,
		between: (low, high) => low + below(high - low + 1),
		chance: (probability) => next() < probability,
		pick: (list) => list[below(list.length)]!
	};
}

/** FNV-1a. */
const hashOf = (text: string): number =>
	[...text].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16777619), 2166136261);
