import { instantOf, local, shiftDay } from '../calendar';
import type { Draft, Fact } from '../facts';
import {
	claimAt,
	deciderOf,
	freeRight,
	ledgerFold,
	rightAt,
	type Claim,
	type LedgerPage,
	type Used
} from '../folds/ledger';
import type { Day, FactId } from '../ids';
import type { PlaceRefusal, Release } from '../kinds';
import type { HolderName } from './holders';
import { anyMeet, isHalfDay, type Slot } from './slots';
import { extentOf } from './spans';
import { isOver, standingOf, type Standing } from './standing';
import { inReceipt, inTurn } from './turns';
import { isUnit, spaceNamed, unitsOf, type Unit } from './units';
import { mayBeKept, problemOf, type Premises } from './wish';

/** One thing a holder says about a place. The caller makes it a fact. */
export type Act =
	| {
			readonly kind: 'place.granted';
			readonly claim: FactId;
			readonly rights: readonly Used[];
			readonly offer?: number;
			readonly replaces?: FactId;
	  }
	| {
			readonly kind: 'place.refused';
			readonly claim: FactId;
			readonly why: PlaceRefusal;
			readonly waits?: true;
			readonly replaces?: FactId;
	  }
	| { readonly kind: 'place.accepted'; readonly claim: FactId }
	| { readonly kind: 'place.released'; readonly claim: FactId; readonly why: Release };

/** What else a holder looks at. */
export interface Grounds extends Premises {
	readonly day: Day;
	/**
	 * Claims in the order in which this holder received them; the ledger's own order
	 * without. What is not among them has yet to be received, and is not answered before.
	 */
	readonly received?: readonly FactId[];
	/** What the person of a claim has elsewhere on that day, but for what the claim replaces. */
	readonly elsewhere?: (person: string, claim: Claim) => readonly Slot[];
	/** What a claim is to take the place of that does not say so itself: a phone’s. */
	readonly replaces?: (claim: Claim) => FactId | undefined;
	/** Claims whose person did not come, as far as everybody who could know has said. */
	readonly absent?: ReadonlySet<FactId>;
}

/** Offers that run out before somebody is no longer asked. */
export const MOST_OFFERS = 3;
const MINUTE = 60_000;
const SHORTEST_OFFER = 30 * MINUTE;
const LONGEST_OFFER = 12 * 60 * MINUTE;
/** From then until then nobody is expected to look at their phone. */
const [EVENING, MORNING] = ['21:00', '08:00'];

/**
 * Everything a holder has to say about one day now, in the order in which to say
 * it: what is over becomes free, then who was moved is given another place, what is
 * free is offered to those who wait, and claims are answered in the order they were
 * received. Saying it again says nothing. `asFact` makes the fact an act will be, for
 * what follows from it.
 */
export function decide(
	page: LedgerPage,
	me: HolderName,
	grounds: Grounds,
	asFact: (act: Act, n: number) => Fact
): readonly Act[] {
	const after = structuredClone(page);
	const received = new Set(grounds.received);
	const acts: Act[] = [];
	const replaces = new Map<FactId, FactId>();
	for (const claim of Object.values(after.claims)) {
		const old = grounds.replaces?.(claim);
		if (old !== undefined) replaces.set(claim.id, (claim.replaces = old));
	}
	const say = (said: Act | undefined): void => {
		if (!said) return;
		const old = replaces.get(said.claim);
		const isAnswer = said.kind === 'place.granted' || said.kind === 'place.refused';
		const act = isAnswer && old !== undefined ? { ...said, replaces: old } : said;
		ledgerFold.add(after, asFact(act, acts.length));
		acts.push(act);
	};
	/** Those this holder decides about and that stand so: looked at one by one, as each answer may change the next. */
	const each = (
		standing: Standing,
		claims: readonly Claim[],
		sayOf: (page: LedgerPage, claim: Claim, me: HolderName, grounds: Grounds) => Act | undefined
	): void => {
		for (const { id } of claims) {
			const claim = after.claims[id]!;
			if (deciderOf(after, claim) === me && standingOf(claim) === standing)
				say(sayOf(after, claim, me, grounds));
		}
	};
	const claims = inReceipt(after, grounds.received);
	const asked = claims.filter(({ id }) => !grounds.received || received.has(id));
	for (const { id } of claims) say(ending(after.claims[id]!, me, grounds));
	// Who was moved goes first, then who waits: nobody who has only just asked overtakes them. What
	// is left behind by those answers goes the same way.
	each('moved', claims, answer);
	each('waitlisted', inTurn(after, claims), offering);
	each('requested', asked, answer);
	each('moved', claims, answer);
	each('waitlisted', inTurn(after, claims), offering);
	return acts;
}

/** A grant of this holder’s that has come to its end, and why; or an offer that was taken up. */
function ending(claim: Claim, me: HolderName, { now, absent }: Grounds): Act | undefined {
	if (!claim.held || claim.by !== me) return undefined;
	const over = (why: Release): Act => ({ kind: 'place.released', claim: claim.id, why });
	const cancelled = claim.cancelled?.why;
	if (cancelled === 'left' || cancelled === 'replaced') return over(cancelled);
	if (cancelled) return over('cancelled');
	if (claim.offer !== undefined && !claim.accepted) {
		if (claim.taken) return { kind: 'place.accepted', claim: claim.id };
		if (now >= claim.offer) return over('expired');
	}
	return absent?.has(claim.id) ? over('no-show') : undefined;
}

function answer(page: LedgerPage, claim: Claim, me: HolderName, grounds: Grounds): Act | undefined {
	const why = wrongWith(page, claim, grounds);
	// Who was moved had been found right once; what has changed since keeps them from another place.
	if (why) return claim.displaced ? undefined : { kind: 'place.refused', claim: claim.id, why };
	const rights = freeFor(page, me, claim, grounds);
	if (rights) return { kind: 'place.granted', claim: claim.id, rights };
	if (claim.displaced) return undefined;
	return {
		kind: 'place.refused',
		claim: claim.id,
		why: 'full',
		...(claim.waits && { waits: true })
	};
}

function offering(
	page: LedgerPage,
	claim: Claim,
	me: HolderName,
	grounds: Grounds
): Act | undefined {
	const refuse = (why: PlaceRefusal): Act => ({ kind: 'place.refused', claim: claim.id, why });
	if ((claim.missed ?? 0) >= MOST_OFFERS) return refuse('missed');
	const why = wrongWith(page, claim, grounds);
	if (why) return refuse(why);
	if (claim.taken) {
		const rights = freeFor(page, me, claim, grounds);
		return rights && { kind: 'place.granted', claim: claim.id, rights };
	}
	// Until they say yes they keep what this would replace.
	const { space, slots, unit } = claim;
	const rights = freeFor(page, me, { space, slots, ...(unit && { unit }) }, grounds);
	if (!rights) return undefined;
	const offer = heldUntil(claim.slots, grounds);
	return { kind: 'place.granted', claim: claim.id, rights, offer };
}

/** When an offer runs out: after a quarter of the time there is, but not while people sleep. Milliseconds. */
function heldUntil(slots: readonly Slot[], { centre, day, now }: Grounds): number {
	const [starts] = extentOf(centre, day, slots);
	const shortest = now + SHORTEST_OFFER;
	const until = Math.min(now + LONGEST_OFFER, Math.max(shortest, now + (starts - now) / 4));
	const shown = local(until);
	const isNight = shown.time >= EVENING || shown.time < MORNING;
	if (!isNight) return Math.round(until);
	const next = shown.time < MORNING ? shown.day : shiftDay(shown.day, 1);
	return Math.max(shortest, Math.min(instantOf(next, MORNING), starts));
}

function wrongWith(page: LedgerPage, claim: Claim, grounds: Grounds): PlaceRefusal | undefined {
	const { space, slots, person, block } = claim;
	const problem = problemOf({ day: grounds.day, space, slots }, grounds);
	if (problem && !(block !== undefined && mayBeKept(problem, claim, grounds))) return problem;
	if (person === undefined) return undefined;
	if (anyMeet(grounds.elsewhere?.(person, claim) ?? [], slots)) return 'overlap';
	return hasAlready(page, claim) ? 'overlap' : undefined;
}

/** A desk and a room at once is a morning's work with a meeting in it; two desks at once are one too many. */
const hasAlready = (page: LedgerPage, claim: Claim): boolean =>
	Object.values(page.claims).some(
		(other) =>
			other !== claim &&
			other.person === claim.person &&
			other.id !== claim.replaces &&
			other.held !== undefined &&
			!isOver(standingOf(other)) &&
			isHalfDay(other.slots[0]!) === isHalfDay(claim.slots[0]!) &&
			anyMeet(other.slots, claim.slots)
	);

/**
 * Rights a holder may grant for a wish, one for each slot: on one and the same
 * unit where there is one, for desks otherwise on several. `undefined` where
 * there are none. What the claim replaces is counted as free.
 */
export function freeFor(
	page: LedgerPage,
	me: HolderName,
	{ space: id, slots, unit, replaces }: Pick<Claim, 'space' | 'slots' | 'unit' | 'replaces'>,
	{ centre }: Pick<Premises, 'centre'>
): readonly Used[] | undefined {
	const space = spaceNamed(centre, id);
	if (!space) return undefined;
	const units = unit === undefined ? unitsOf(space) : isUnit(space, unit) ? [unit] : [];
	const old = replaces === undefined ? undefined : claimAt(page, replaces);
	const free = (of: Unit, slot: Slot): Used | undefined => {
		const right = rightAt(page, of, slot);
		if (old?.by === me && right.holder === me && right.claim === old.id)
			return [of, slot, right.gen + 1];
		return freeRight(page, me, of, slot) && [of, slot, right.gen];
	};
	for (const of of units) {
		const used = slots.map((slot) => free(of, slot));
		if (used.every((one) => one !== undefined)) return used;
	}
	if (!slots.every(isHalfDay)) return undefined;
	const mixed = slots.map((slot) => units.map((of) => free(of, slot)).find((one) => one));
	return mixed.every((one) => one !== undefined) ? mixed : undefined;
}

/** How many units of a space a holder could still give in each slot. */
export const freeCount = (
	page: LedgerPage,
	me: HolderName,
	space: Parameters<typeof unitsOf>[0],
	slot: Slot
): number => unitsOf(space).filter((unit) => freeRight(page, me, unit, slot)).length;

/** The fields of an act, as a fact carries them. */
export const fieldsOf = ({ kind: _kind, ...fields }: Act): Draft['fields'] =>
	fields as unknown as Draft['fields'];
