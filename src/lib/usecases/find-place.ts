import type { Draft } from '../domain/facts';
import { deciderOf, type Claim, type LedgerPage } from '../domain/folds/ledger';
import type { FactId } from '../domain/ids';
import { deskFor, type NoDesk } from '../domain/places/desk-for';
import { anyMeet, isHalfDay, type Slot } from '../domain/places/slots';
import { isLive, standingOf } from '../domain/places/standing';
import { isPast, theirClaims } from '../domain/places/theirs';
import type { Unit } from '../domain/places/units';
import { problemOf, type Premises } from '../domain/places/wish';
import { holderNameOf, placeDraft, type Ground } from './places';

/** The place of somebody who stands at a kiosk. */
export type Placing =
	/** Given now, from what this kiosk may give. */
	| { readonly is: 'granted'; readonly slots: readonly Slot[]; readonly units: readonly Unit[] }
	/** Theirs before they came. */
	| {
			readonly is: 'booked';
			readonly claim: FactId;
			readonly slots: readonly Slot[];
			readonly units: readonly Unit[];
	  }
	/** Its holder is asked, or has been; until it answers nothing is promised. */
	| { readonly is: 'asked'; readonly slots: readonly Slot[] }
	| { readonly is: 'none'; readonly why: NoDesk };

export interface Found {
	readonly drafts: readonly Draft[];
	readonly place: Placing;
}

/** Who wants a desk, and when; the unit they would rather have. */
export interface DeskWish {
	readonly person: string;
	readonly slots: readonly Slot[];
	readonly unit?: Unit | undefined;
}

/**
 * A desk for somebody who is here: granted from this kiosk's own rights, which no
 * cut link can make anybody else's; else asked of the server, or of another kiosk of
 * the centre, where one of them may have one.
 */
export function findPlace(
	ledger: LedgerPage,
	{ person, slots, unit }: DeskWish,
	ground: Ground,
	premises: Premises
): Found {
	const draft = placeDraft(ground);
	const sought = { day: ground.day, slots, unit };
	const desk = deskFor(ledger, holderNameOf(ground.device), sought, premises);
	if (desk.from === 'nobody') return { drafts: [], place: { is: 'none', why: desk.why } };
	const { space } = desk;
	if (desk.from === 'elsewhere') {
		const fields = { person, space, slots: [...slots], to: desk.to };
		return { drafts: [draft('place.claimed', fields, person)], place: { is: 'asked', slots } };
	}
	const fields = { rights: desk.rights.map((used) => [...used]), person, space };
	const units = [...new Set(desk.rights.map(([of]) => of))];
	const place: Placing = { is: 'granted', slots, units };
	return { drafts: [draft('place.granted', fields, person)], place };
}

/**
 * The place of who has just arrived to work. What they have booked for this
 * half-day is theirs and nothing else is given. What they have asked for and
 * nobody has given is given here, if it can be, and then asked for no more; of a wish
 * that only this half-day could be given of, the rest is waited for still.
 */
export function placeOnArrival(
	ledger: LedgerPage,
	person: string,
	half: Slot,
	ground: Ground,
	premises: Premises
): Found {
	const { day } = ground;
	const draft = placeDraft(ground);
	const theirs = theirClaims(ledger, person, { ...premises, day });
	const booked = theirs.find(
		(claim) => anyMeet(claim.slots, [half]) && (isLive(claim) || standingOf(claim) === 'offered')
	);
	const isClosed = problemOfNow(premises, ground, half) === 'closed';
	if (booked && !isClosed) {
		if (isLive(booked)) return { drafts: [], place: bookedAs(booked) };
		// It may have run out where this kiosk has not heard of it: its holder has the last word.
		const takes = draft('place.accepted', { claim: booked.id }, person);
		return { drafts: [takes], place: { is: 'asked', slots: booked.slots } };
	}
	const open = theirs.find((claim) => claim.slots.includes(half) && isUnanswered(claim));
	if (!open) return findPlace(ledger, { person, slots: [half] }, ground, premises);
	const left = open.slots.filter((slot) => isHalfDay(slot) && !isPast(day, [slot], ground.wall));
	const isAsked = standingOf(open) === 'requested';
	for (const slots of isAsked ? [left] : [left, [half]]) {
		const found = findPlace(ledger, { person, slots }, ground, premises);
		if (found.place.is !== 'granted') continue;
		const ends = draft('place.cancelled', { claim: open.id, why: 'owner' }, person);
		const rest = left.filter((slot) => !slots.includes(slot));
		const waits =
			rest.length > 0 ? [draft('place.claimed', restOf(ledger, open, rest), person)] : [];
		return { ...found, drafts: [...found.drafts, ends, ...waits] };
	}
	return { drafts: [], place: { is: 'asked', slots: open.slots } };
}

/** What somebody goes on waiting for who was given a part of what they waited for: in the turn they had. */
function restOf(ledger: LedgerPage, open: Claim, slots: readonly Slot[]): Draft['fields'] {
	const { id: replaces, person, space, series } = open;
	return {
		person: person!,
		space,
		slots: [...slots],
		to: deciderOf(ledger, open),
		replaces,
		...(series !== undefined && { series }),
		waits: true
	};
}

const UNANSWERED: readonly string[] = ['requested', 'waitlisted', 'moved'];
const isUnanswered = (claim: Claim): boolean => UNANSWERED.includes(standingOf(claim));

const problemOfNow = (premises: Premises, { day }: Ground, half: Slot) =>
	problemOf({ day, space: premises.centre.spaces[0]?.id ?? '', slots: [half] }, premises);

const bookedAs = ({ id: claim, slots, held = [] }: Claim): Placing => ({
	is: 'booked',
	claim,
	slots,
	units: [...new Set(held.map(([unit]) => unit))]
});
