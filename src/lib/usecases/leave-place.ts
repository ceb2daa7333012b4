import type { Draft } from '../domain/facts';
import type { Visit } from '../domain/folds/day';
import type { Claim, LedgerPage } from '../domain/folds/ledger';
import { authorOf, partsOf, type Day, type FactId } from '../domain/ids';
import type { Slot } from '../domain/places/slots';
import { isOver, standingOf } from '../domain/places/standing';
import { isPast } from '../domain/places/theirs';
import type { Placing } from './find-place';
import { holderNameOf, placeDraft, type Ground } from './places';

/** How places that were only for a visit end with it. What somebody has booked beforehand stays theirs. */

/** What to write so that a visit's places are free again, and what they were. */
export function endOfPlaces(
	ledger: LedgerPage,
	visit: Visit,
	why: 'left' | 'undone',
	ground: Ground
): { readonly drafts: readonly Draft[]; readonly was?: Placing } {
	const draft = placeDraft(ground);
	const me = holderNameOf(ground.device);
	const ending = ofVisit(ledger, visit, why).filter(
		(claim) => !isOver(standingOf(claim)) && !isPast(ground.day, claim.slots, ground.wall)
	);
	const drafts = ending.map(({ id: claim, held, by }) => {
		// Only who gave a place may turn it into one that is free; anybody else says that it is not needed.
		if (held && by === me)
			return draft('place.released', { claim, why: why === 'left' ? 'left' : 'cancelled' });
		return draft(
			'place.cancelled',
			{ claim, why: why === 'left' ? 'left' : 'owner' },
			visit.person
		);
	});
	const held = ending.flatMap((claim) => claim.held ?? []);
	if (held.length === 0) return { drafts };
	const units = [...new Set(held.map(([unit]) => unit))];
	return { drafts, was: { is: 'granted', slots: held.map(([, slot]) => slot), units } };
}

/** Half-days that ended with a departure and are not over: what who takes it back would have again. */
export function slotsLost(
	ledger: LedgerPage,
	visit: Visit,
	{ day, wall }: { readonly day: Day; readonly wall: number }
): readonly Slot[] {
	const claims = ofVisit(ledger, visit, 'left');
	const has = (slot: Slot): boolean =>
		Object.values(ledger.claims).some(
			(claim) =>
				claim.person === visit.person && !isOver(standingOf(claim)) && claim.slots.includes(slot)
		);
	const lost = claims
		.filter((claim) => standingOf(claim) === 'ended')
		.flatMap(({ slots }) => slots)
		.filter((slot) => !isPast(day, [slot], wall) && !has(slot));
	return [...new Set(lost)];
}

/** Given on the spot, or asked for from the same kiosk in the course of the visit. A departure ends all of the day's. */
function ofVisit(ledger: LedgerPage, visit: Visit, why: 'left' | 'undone'): readonly Claim[] {
	return Object.values(ledger.claims).filter(
		(claim) =>
			claim.person !== undefined &&
			(claim.person === visit.person || claim.person === visit.formerly) &&
			(isAfter(claim.id, visit.id) || (why === 'left' && claim.walkIn === true))
	);
}

const isAfter = (claim: FactId, visit: FactId): boolean =>
	authorOf(claim) === authorOf(visit) && partsOf(claim).seq > partsOf(visit).seq;
