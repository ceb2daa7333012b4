import type { Claim } from '../../domain/folds/ledger';
import { isHalfDay, type Slot } from '../../domain/places/slots';
import { isOver, standingOf } from '../../domain/places/standing';
import type { LedgerDay } from './ledgers';
import type { Origins } from './origins';

/**
 * What somebody has on a day besides what the ledger that decides can see by their
 * name: at other centres, and confidential rooms, which name nobody. As far as the
 * server has heard.
 */
export function elsewhereOn(
	here: LedgerDay,
	others: readonly LedgerDay[],
	origins: Pick<Origins, 'personOf' | 'byClaim'>
): (person: string, claim: Claim) => readonly Slot[] {
	return (named, claim) => {
		const person = origins.personOf(named);
		const replaced = origins.byClaim(claim.id)?.replaces ?? claim.replaces;
		const isTheirs = (other: Claim): boolean =>
			other.person !== undefined &&
			origins.personOf(other.person) === person &&
			other.id !== claim.id &&
			other.id !== replaced &&
			other.held !== undefined &&
			!isOver(standingOf(other));
		// A desk and a room at one centre go together; two rooms at once do not.
		const isHiddenHere = (other: Claim): boolean =>
			other.person !== claim.person && isHalfDay(other.slots[0]!) === isHalfDay(claim.slots[0]!);
		return [
			...Object.values(here.page.claims).filter((other) => isTheirs(other) && isHiddenHere(other)),
			...others.flatMap(({ page }) => Object.values(page.claims).filter(isTheirs))
		].flatMap(({ slots }) => slots);
	};
}
