/**
 * How long somebody must wait after wrong codes. Kept across reloads and
 * restarts, and counted in time that passes while the app runs: no setting of the
 * clock shortens a wait, and closing the app only stops it.
 */
export interface Tries {
	/** Milliseconds still to wait before `who` may try; 0 where at once. */
	left(who: string): Promise<number>;
	/** A wrong code; answers the wait that follows. */
	wrong(who: string): Promise<number>;
	/** The right code: what was counted is forgotten. */
	right(who: string): Promise<void>;
}
