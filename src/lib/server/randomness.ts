import { randomBytes } from 'node:crypto';
import { textFrom } from '../domain/alphabet';
import type { Randomness } from '../ports/randomness';

export const serverRandomness: Randomness = {
	fraction: Math.random,
	text: (length) => textFrom(randomBytes(length))
};
