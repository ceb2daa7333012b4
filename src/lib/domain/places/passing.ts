import { FENCE, freeRight, type LedgerPage, type Used } from '../folds/ledger';
import type { Day } from '../ids';
import { SERVER, type HolderName } from './holders';
import { openingOn, slotsWithin } from './slots';
import { keptUnits, partsOfUnit, spaceNamed, unitsOf, type Kept } from './units';
import type { Premises } from './wish';

/** Rights move only by what their holder writes, and only while nobody has been granted them. */

type Basis = Pick<Premises, 'centre' | 'closures'> & { readonly day: Day; readonly kept: Kept };

/**
 * What has changed hands so often stays where it is: a kiosk that has heard of another
 * policy than the server would give back for ever what it is given.
 */
const MOST_GENERATIONS = 8;

/**
 * What the server passes to each kiosk so that walk-ins find a place with no
 * link: the kept units, shared out among the kiosks of a centre.
 */
export function toPass(
	page: LedgerPage,
	kiosks: readonly HolderName[],
	basis: Basis
): ReadonlyMap<HolderName, readonly Used[]> {
	const passed = new Map<HolderName, Used[]>();
	if (kiosks.length === 0) return passed;
	keptUnits(basis.centre, basis.kept).forEach((unit, i) => {
		const to = kiosks[i % kiosks.length]!;
		for (const [slot, gen] of freeSlots(page, SERVER, unit, basis))
			if (gen % FENCE < MOST_GENERATIONS)
				passed.set(to, [...(passed.get(to) ?? []), [unit, slot, gen]]);
	});
	return passed;
}

/** What a kiosk gives back: places that are no longer kept for walk-ins, and nobody sits at. */
export function toReturn(page: LedgerPage, me: HolderName, basis: Basis): readonly Used[] {
	const kept = new Set(keptUnits(basis.centre, basis.kept));
	return basis.centre.spaces.flatMap((space) =>
		unitsOf(space)
			.filter((unit) => !kept.has(unit))
			.flatMap((unit) =>
				freeSlots(page, me, unit, basis).map(([slot, gen]): Used => [unit, slot, gen])
			)
	);
}

function freeSlots(
	page: LedgerPage,
	holder: HolderName,
	unit: string,
	{ centre, closures, day }: Basis
): readonly (readonly [string, number])[] {
	const space = spaceNamed(centre, partsOfUnit(unit).space);
	if (!space) return [];
	return slotsWithin(openingOn(centre, closures, day), space).flatMap((slot) => {
		const right = freeRight(page, holder, unit, slot);
		return right ? [[slot, right.gen] as const] : [];
	});
}
