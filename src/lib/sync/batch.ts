/** How much goes up in one request: more while it succeeds, less when it does not. */
export interface Batch {
	readonly facts: number;
	/** Of JSON before compression. */
	readonly bytes: number;
}

export const FIRST_BATCH: Batch = { facts: 20, bytes: 16_384 };
const MOST_FACTS = 200;
const BYTES_A_FACT = FIRST_BATCH.bytes / FIRST_BATCH.facts;

const of = (facts: number): Batch => ({ facts, bytes: Math.ceil(facts * BYTES_A_FACT) });

export const grown = ({ facts }: Batch): Batch => of(Math.min(MOST_FACTS, facts * 2));
export const halved = ({ facts }: Batch): Batch => of(Math.max(1, Math.floor(facts / 2)));
