import type { Fact } from '../facts';

/**
 * How a page is made from its facts. Facts reach `add` each once and in the one
 * order, so a fold need not care how they travelled.
 */
export interface Fold<P> {
	/** Raised with every change of what `add` does: pages of an older version are rebuilt. */
	readonly version: number;
	readonly empty: () => P;
	/** Changes the page it is given, which belongs to the caller alone. */
	readonly add: (page: P, fact: Fact) => void;
}
