import type { Centre, Space } from '../centres';
import type { LedgerPage } from '../folds/ledger';
import { boundsOf, meet, type Slot } from './slots';
import { isLive } from './standing';

/** A space in which more places are confirmed than it has. */
export interface Overbooked {
	readonly space: Space;
	readonly slot: Slot;
	readonly confirmed: number;
	readonly count: number;
}

/**
 * Where a centre was made smaller below what it had confirmed. Nobody loses a
 * place by that: whoever welcomes people is told, once a space, at its fullest.
 */
export function overbookedOf(
	ledger: LedgerPage,
	{ spaces }: Pick<Centre, 'spaces'>
): readonly Overbooked[] {
	const held = Object.values(ledger.claims)
		.filter((claim) => isLive(claim) && claim.block === undefined)
		.flatMap(({ space, held = [] }) => held.map(([unit, slot]) => ({ space, unit, slot })));
	return spaces.flatMap((space) => {
		const its = held.filter((one) => one.space === space.id);
		const fullest = [...new Set(its.map(({ slot }) => slot))]
			.map((slot) => ({
				slot,
				confirmed: new Set(its.filter((one) => meet(one.slot, slot)).map(({ unit }) => unit)).size
			}))
			.sort((a, b) => b.confirmed - a.confirmed || startOf(a.slot) - startOf(b.slot))[0];
		return fullest && fullest.confirmed > space.count
			? [{ space, count: space.count, ...fullest }]
			: [];
	});
}

const startOf = (slot: Slot): number => boundsOf('2000-01-03', slot)[0];
