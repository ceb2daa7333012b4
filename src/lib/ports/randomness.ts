export interface Randomness {
	/** Evenly in [0, 1). Good enough for waiting times, never for secrets. */
	fraction(): number;
	/** Unguessable text of so many characters, each one of 32 (5 bits). */
	text(length: number): string;
}
