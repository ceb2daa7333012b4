import type { Centre, Space } from '../centres';
import type { LedgerPage } from '../folds/ledger';
import { boundsOf, isHalfDay, meet, type Slot } from './slots';
import { isLive } from './standing';
import { spaceNamed } from './units';

/** A space in which more places are confirmed than it has. */
export interface Overbooked {
	/** One that the centre has no more of counts none. */
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
	centre: Pick<Centre, 'spaces'>
): readonly Overbooked[] {
	const held = Object.values(ledger.claims)
		.filter((claim) => isLive(claim) && claim.block === undefined)
		.flatMap(({ space, held = [] }) => held.map(([unit, slot]) => ({ space, unit, slot })));
	const gone = held.filter(({ space }) => !spaceNamed(centre, space));
	return [...centre.spaces, ...spacesIn(gone)].flatMap((space) => {
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

/** What they were is known by their ids, or by what their places went by. */
function spacesIn(held: readonly { readonly space: string; readonly slot: Slot }[]): Space[] {
	const slots = new Map(held.map(({ space, slot }) => [space, slot]));
	return [...slots].map(([id, slot]) => {
		const usual = isHalfDay(slot) ? 'desk' : 'room';
		return { id, kind: KINDS.find((kind) => kind === id) ?? usual, count: 0 };
	});
}
const KINDS = ['office', 'booth', 'training', 'confidential'] as const;

const startOf = (slot: Slot): number => boundsOf('2000-01-03', slot)[0];
