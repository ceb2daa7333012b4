import { is } from '../kinds';
import type { FactOf } from '../kinds';
import type { Fold } from './fold';

/** What one device has signed, as this device knows it: by place in the chain. */
export interface ChainPage {
	links: Record<number, Link[]>;
	/** The highest place; 0 before the first. */
	last: number;
}

/** A link as it was sealed. More than one at a place: the store was copied, or somebody forged. */
export type Link = Pick<
	FactOf<'signature.given/1'>,
	'_id' | 'session' | 'person' | 'as' | 'way' | 'strokes' | 'roll' | 'when' | 'seal'
>;

export const chainFold: Fold<ChainPage> = {
	version: 1,
	empty: () => ({ links: {}, last: 0 }),
	add(page, fact) {
		if (!is(fact, 'signature.given/1')) return;
		const { _id, session, person, as, way, strokes, roll, when, seal } = fact;
		const there = (page.links[seal.n] ??= []);
		if (there.some((link) => link.seal.signature === seal.signature)) return;
		there.push({
			...{ _id, session, person, as, way, when, seal },
			...(strokes !== undefined && { strokes }),
			...(roll !== undefined && { roll })
		});
		page.last = Math.max(page.last, seal.n);
	}
};
