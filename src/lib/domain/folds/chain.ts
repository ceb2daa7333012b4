import type { FactId } from '../ids';
import { is } from '../kinds';
import type { Fold } from './fold';

/**
 * What one device has signed, as this device knows it: by place in the chain,
 * where each signature is to be found. What it says is on its half-day's page,
 * drawings and all; this page is written anew with every signature, so it is small.
 */
export interface ChainPage {
	/** More than one at a place: a copy, a store that was copied, or a forgery. */
	links: Record<number, Link[]>;
	/** The highest place; 0 before the first. */
	last: number;
}

export interface Link {
	readonly fact: FactId;
	readonly session: FactId;
	/** The device's hand. */
	readonly signature: string;
}

export const chainFold: Fold<ChainPage> = {
	version: 1,
	empty: () => ({ links: {}, last: 0 }),
	add(page, fact) {
		if (!is(fact, 'signature.given/1')) return;
		const { _id, session, seal } = fact;
		const link = { fact: _id, session, signature: seal.signature };
		(page.links[seal.n] ??= []).push(link);
		page.last = Math.max(page.last, seal.n);
	}
};
