import type { Draft } from '../domain/facts';
import type { Visit } from '../domain/folds/day';
import { claimAt, deciderOf, type Claim, type LedgerPage } from '../domain/folds/ledger';
import { authorOf, partsOf, type Day, type FactId } from '../domain/ids';
import type { Slot } from '../domain/places/slots';
import { isLive, isOver, standingOf } from '../domain/places/standing';
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

/**
 * What somebody had asked for, and was asked for no more once they had come and were
 * given a place on the spot: whoever takes the arrival back wants it still. What was
 * cancelled stays so: this asks anew, in its place, and in the turn it had if it waited.
 */
export function askedAgain(
	ledger: LedgerPage,
	visit: Visit,
	ground: Ground
): { readonly drafts: readonly Draft[]; readonly asked?: Placing } {
	const { day, wall } = ground;
	const ended = Object.values(ledger.claims).filter((claim) => endedByArrival(claim, visit));
	const wishes = ended
		.map((claim) => ({ claim, slots: claim.slots.filter((slot) => !isPast(day, [slot], wall)) }))
		.filter(({ slots }) => slots.length > 0);
	if (wishes.length === 0) return { drafts: [] };
	const draft = placeDraft(ground);
	const drafts = wishes.map(({ claim, slots }) => {
		const { person, space, unit, series, waits, waiting, displaced, replaces } = claim;
		const old = replaces === undefined ? undefined : claimAt(ledger, replaces);
		const fields = {
			person: person!,
			space,
			slots,
			to: deciderOf(ledger, claim),
			...(unit !== undefined && { unit }),
			...(series !== undefined && { series }),
			// Whoever was on a list, or was to be found another place, is not turned away for want of one.
			...((waits ?? waiting ?? displaced) && { waits: true }),
			// A place that was to end with the wish's being granted still is.
			replaces: old && isLive(old) ? old.id : claim.id
		};
		return draft('place.claimed', fields, visit.person);
	});
	return { drafts, asked: { is: 'asked', slots: wishes.flatMap(({ slots }) => slots) } };
}

/** Written down in the same breath as the arrival. */
const endedByArrival = ({ person, cancelled }: Claim, visit: Visit): boolean =>
	person !== undefined &&
	(person === visit.person || person === visit.formerly) &&
	cancelled?.why === 'owner' &&
	cancelled.said?.at === visit.arrived &&
	isAfter(cancelled.by, visit.id);

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

/**
 * Given on the spot, or asked for from the same kiosk in the course of the visit. A departure ends all of
 * the day's, but for what is left of a wish from before they came: that is waited for still.
 */
function ofVisit(ledger: LedgerPage, visit: Visit, why: 'left' | 'undone'): readonly Claim[] {
	return Object.values(ledger.claims).filter(
		(claim) =>
			claim.person !== undefined &&
			(claim.person === visit.person || claim.person === visit.formerly) &&
			(why === 'left'
				? claim.walkIn === true || (isAfter(claim.id, visit.id) && !isOfBefore(claim, visit))
				: isAfter(claim.id, visit.id))
	);
}

const isOfBefore = ({ waits, replaces }: Claim, visit: Visit): boolean =>
	waits === true && replaces !== undefined && !isAfter(replaces, visit.id);

const isAfter = (claim: FactId, visit: FactId): boolean =>
	authorOf(claim) === authorOf(visit) && partsOf(claim).seq > partsOf(visit).seq;
