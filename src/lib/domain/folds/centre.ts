import type { Centre } from '../centres';
import type { FactId } from '../ids';
import { is } from '../kinds';
import type { Doorway } from '../places/shut';
import type { Closure } from '../places/slots';
import { usualKept, type Kept } from '../places/units';
import type { Fold } from './fold';

/** The latest description of a centre, which replaces an earlier one whole; its closures; what it keeps for who walks in. */
export interface CentrePage {
	centre?: Centre;
	/** By the fact that declared them. One that was taken back is no longer here. */
	closures?: Record<FactId, Closure>;
	kept?: Kept;
}

export const centreFold: Fold<CentrePage> = {
	version: 2,
	empty: () => ({}),
	add(page, fact) {
		if (is(fact, 'centre.described/1')) page.centre = fact.centre as unknown as Centre;
		else if (is(fact, 'centre.closed/1')) {
			const { from, to, why } = fact;
			(page.closures ??= {})[fact._id] = { from, to, why };
		} else if (is(fact, 'centre.reopened/1')) delete page.closures?.[fact.closure];
		else if (is(fact, 'centre.kept/1')) page.kept = { ...page.kept, ...fact.kept };
	}
};

export const closuresOf = ({ closures }: CentrePage): readonly Closure[] =>
	Object.entries(closures ?? {}).map(([id, closure]) => ({ id, ...closure }));

/** When one can go there; `undefined` of a centre nobody has described here. */
export const doorwayOf = (page: CentrePage): Doorway | undefined =>
	page.centre && { centre: page.centre, closures: closuresOf(page) };

/** How many units of each space are kept for who walks in. */
export const keptIn = ({ centre, kept }: CentrePage): Kept => ({
	...(centre && usualKept(centre)),
	...kept
});
