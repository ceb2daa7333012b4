import { byOrder, type Fact } from '../../domain/facts';
import { claimAt, type Claim } from '../../domain/folds/ledger';
import { partsOf, type FactId } from '../../domain/ids';
import { is, type FactOf } from '../../domain/kinds';
import { isServerName } from '../../domain/places/holders';
import type { LedgerDay } from './ledgers';

/** What the server asks for itself, for a half-day of a course. */
export type RoomClaim = FactOf<'place.claimed/1'> & {
	readonly session: FactId;
	/** The fact that says where the half-day is to be. */
	readonly wish: FactId;
};

const isRoomClaim = (fact: Fact): fact is RoomClaim =>
	is(fact, 'place.claimed/1') &&
	isServerName(partsOf(fact._id).device) &&
	fact.session !== undefined &&
	fact.wish !== undefined;

/** In the order in which it was said where the half-days are to be. */
export const roomClaimsIn = ({ facts }: Pick<LedgerDay, 'facts'>): readonly RoomClaim[] =>
	facts.filter(isRoomClaim).sort((a, b) => byOrder({ ...a, _id: a.wish }, { ...b, _id: b.wish }));

/** A room that has been asked for, and not given back. */
export function roomIn({ page }: Pick<LedgerDay, 'page'>, id: FactId): Claim | undefined {
	const claim = claimAt(page, id);
	return claim?.cancelled || claim?.released ? undefined : claim;
}

/**
 * Of the claim for a half-day’s room, the one that it takes the place of: of those before
 * it the last that was not given back.
 */
export function roomBefore(
	ledger: Pick<LedgerDay, 'facts' | 'page'>
): (claim: Claim) => FactId | undefined {
	const all = roomClaimsIn(ledger);
	return ({ id }) => {
		const at = all.findIndex(({ _id }) => _id === id);
		const before = all.slice(0, Math.max(0, at));
		return before.findLast(
			({ _id, session }) => session === all[at]?.session && roomIn(ledger, _id)
		)?._id;
	};
}
