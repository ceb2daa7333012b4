/** This device's clock. It may be wrong by years and may jump. */
export interface Clock {
	/** Milliseconds since 1970, as the device believes. */
	now(): number;
}

/** Time as it passes, which no setting of the clock disturbs. */
export interface Timers {
	/** Runs once after so many milliseconds; the answer cancels it. */
	after(milliseconds: number, run: () => void): () => void;
}
