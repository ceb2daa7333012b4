import type { FactId } from '../ids';
import { is, type FactOf, type PlaceRefusal, type Release } from '../kinds';
import type { Fact } from '../facts';
import { holderOf, SERVER, type HolderName } from '../places/holders';
import type { Slot } from '../places/slots';
import type { Unit } from '../places/units';
import type { Fold } from './fold';

/**
 * Who has, who wants and who may give which place of one centre on one day. Each
 * unit has, in each slot, exactly one holder; only the holder grants it. Every
 * grant, release and transfer names the generation it uses up, so that two acts
 * upon one right are seen for what they are, whichever is heard of first.
 */
export interface LedgerPage {
	/** By id: that of the fact that made the claim. */
	claims: Record<FactId, Claim>;
	/** By `unit@slot`. One that is not here is the server’s and free, generation 0. */
	rights: Record<RightKey, Right>;
	/** Holders the server has taken everything back from. */
	fenced: HolderName[];
	/** Facts of kinds or versions this app does not know. */
	unknown: number;
}

export type RightKey = string;
export const rightKey = (unit: Unit, slot: Slot): RightKey => `${unit}@${slot}`;
export function partsOfRight(key: RightKey): { readonly unit: Unit; readonly slot: Slot } {
	const cut = key.lastIndexOf('@');
	return { unit: key.slice(0, cut), slot: key.slice(cut + 1) };
}

/** What may be granted once: this unit in this slot, by its holder, in this generation. */
export interface Right {
	holder: HolderName;
	/** Raised by every release, transfer and fence. */
	gen: number;
	/** The claim it is granted to. */
	claim?: FactId;
}
export const UNTOUCHED: Right = { holder: SERVER, gen: 0 };
export const rightAt = (page: LedgerPage, unit: Unit, slot: Slot): Right =>
	page.rights[rightKey(unit, slot)] ?? UNTOUCHED;

/** A unit in a slot, in the generation of a grant. */
export type Used = readonly [Unit, Slot, number];

/** A wish for a place, and what has become of it. */
export interface Claim {
	readonly id: FactId;
	/** Absent where the place is kept from everybody. */
	readonly person?: string;
	readonly space: string;
	readonly slots: readonly Slot[];
	/** Who decides. */
	readonly to: HolderName;
	readonly unit?: Unit;
	readonly replaces?: FactId;
	readonly block?: string;
	readonly reason?: string;
	readonly series?: string;
	/** Granted on the spot to who stands at the kiosk. */
	readonly walkIn?: true;
	/** Would wait for a place. */
	readonly waits?: true;
	/** Lamport count, and so the order among claims of one sender. */
	readonly count: number;
	/** The places it has: exactly those of `rights` that name it. */
	held?: readonly Used[];
	/** By whom those were granted. */
	by?: HolderName;
	/** Granted by a holder whose right to it is not known here (yet): believed until another is. */
	unproven?: true;
	/** Held only until then (milliseconds), for who waited. */
	offer?: number;
	/** How many offers have run out. */
	missed?: number;
	accepted?: true;
	refused?: PlaceRefusal;
	/** On the list of those who wait. */
	waiting?: true;
	cancelled?: { why: 'owner' | 'host' | 'left' | 'replaced'; reason?: string; by: FactId };
	/** Free again, and why: the end of it. */
	released?: Release;
	/** The claim that took its place. */
	replacedBy?: FactId;
	/** A confirmation was undone: the right was given twice by copies of one device, or fenced. */
	displaced?: 'twice' | 'fenced';
	/** What its person has been told of. */
	told?: string[];
}

export const ledgerFold: Fold<LedgerPage> = {
	version: 1,
	empty: () => ({ claims: {}, rights: {}, fenced: [], unknown: 0 }),
	add(page, fact: Fact) {
		if (is(fact, 'place.claimed/1')) claim(page, fact);
		else if (is(fact, 'place.granted/1')) grant(page, fact);
		else if (is(fact, 'place.refused/1')) refuse(page, fact);
		else if (is(fact, 'place.released/1')) release(page, fact);
		else if (is(fact, 'place.cancelled/1')) cancel(page, fact);
		else if (is(fact, 'place.accepted/1')) accept(page, fact);
		else if (is(fact, 'place.transferred/1')) transfer(page, fact);
		else if (is(fact, 'place.fenced/1')) fence(page, fact);
		else if (is(fact, 'place.told/1')) tell(page, fact);
		else page.unknown += 1;
	}
};

function claim(page: LedgerPage, fact: FactOf<'place.claimed/1'>): void {
	const { _id: id, count, person, space, slots, to, unit, replaces, block, reason, series } = fact;
	page.claims[id] = {
		id,
		...(person !== undefined && { person }),
		space,
		slots,
		to,
		...(unit !== undefined && { unit }),
		...(replaces !== undefined && { replaces }),
		...(block !== undefined && { block }),
		...(reason !== undefined && { reason }),
		...(series !== undefined && { series }),
		...(fact.waits && { waits: true as const }),
		count
	};
}

function grant(page: LedgerPage, fact: FactOf<'place.granted/1'>): void {
	const by = holderOf(fact._id);
	const its = fact.claim === undefined ? ownClaim(page, fact, by) : page.claims[fact.claim];
	// Only who was asked may answer; one claim has one place.
	if (!its || deciderOf(page, its) !== by || its.held) return;
	const old = its.replaces === undefined ? undefined : page.claims[its.replaces];
	if (old?.by === by && !old.unproven) letGo(page, old);
	const states = fact.rights.map(([unit, slot, gen]) => {
		const right = rightAt(page, unit, slot);
		if (right.holder === by && right.gen === gen && right.claim === undefined) return 'good';
		const isSpent = right.gen > gen || (right.holder === by && right.gen === gen);
		return isSpent ? 'spent' : 'unheard';
	});
	if (states.includes('spent')) {
		// The generation is used up: two copies of one device gave the place, or a fence came between.
		const [unit, slot, gen] = fact.rights[states.indexOf('spent')]!;
		its.displaced = isBehindFence(rightAt(page, unit, slot).gen, gen) ? 'fenced' : 'twice';
		return;
	}
	its.held = fact.rights;
	its.by = by;
	if (states.includes('unheard')) its.unproven = true;
	else
		for (const [unit, slot, gen] of fact.rights)
			page.rights[rightKey(unit, slot)] = { holder: by, gen, claim: its.id };
	delete its.refused;
	delete its.waiting;
	delete its.displaced;
	delete its.released;
	if (fact.offer !== undefined) its.offer = fact.offer;
	if (old && !old.cancelled && !old.released) {
		old.cancelled = { why: 'replaced', by: its.id };
		if (!old.held) old.released = 'replaced';
	}
	if (old) old.replacedBy = its.id;
	unmask(page, its);
}

/** Somebody who walks in is granted a place without having asked for it in writing. */
function ownClaim(
	page: LedgerPage,
	{ _id: id, count, person, space, rights }: FactOf<'place.granted/1'>,
	to: HolderName
): Claim | undefined {
	if (person === undefined || space === undefined) return undefined;
	const slots = rights.map(([, slot]) => slot);
	return (page.claims[id] = { id, person, space, slots, to, walkIn: true, count });
}

/**
 * The one holder that decides about a claim: whom it names, or the server once
 * that one is fenced, or has given away what was another's.
 */
export const deciderOf = ({ fenced }: LedgerPage, { to, displaced }: Claim): HolderName =>
	displaced || fenced.includes(to) ? SERVER : to;

/** Of a believed grant and a known one of the same place, the known one holds. */
function unmask(page: LedgerPage, known: Claim): void {
	if (known.unproven) {
		const taken = known.held!.some(([unit, slot]) => {
			const { claim } = rightAt(page, unit, slot);
			return claim !== undefined && claim !== known.id;
		});
		const believed = Object.values(page.claims).some(
			(other) =>
				other !== known && other.unproven && other.held && overlaps(other.held, known.held!)
		);
		if (taken || believed) displace(known, 'twice');
		return;
	}
	for (const other of Object.values(page.claims))
		if (other.unproven && other.held && overlaps(other.held, known.held!)) displace(other, 'twice');
}

const overlaps = (a: readonly Used[], b: readonly Used[]): boolean =>
	a.some(([unit, slot]) => b.some(([other, at]) => unit === other && slot === at));

function displace(claim: Claim, why: 'twice' | 'fenced'): void {
	delete claim.held;
	delete claim.unproven;
	delete claim.by;
	claim.displaced = why;
}

function refuse(page: LedgerPage, fact: FactOf<'place.refused/1'>): void {
	const its = page.claims[fact.claim];
	if (!its || deciderOf(page, its) !== holderOf(fact._id) || its.held) return;
	its.refused = fact.why;
	if (fact.waits) its.waiting = true;
	else delete its.waiting;
}

/** The holder turns the end of a grant into a new generation: from now on it may be granted again. */
function release(page: LedgerPage, fact: FactOf<'place.released/1'>): void {
	const its = page.claims[fact.claim];
	if (!its?.held || its.by !== holderOf(fact._id)) return;
	letGo(page, its);
	if (fact.why === 'expired') {
		its.missed = (its.missed ?? 0) + 1;
		its.waiting = true;
	} else its.released = fact.why;
	delete its.offer;
}

function letGo(page: LedgerPage, its: Claim): void {
	for (const [unit, slot] of its.held ?? []) {
		const right = rightAt(page, unit, slot);
		if (right.claim === its.id)
			page.rights[rightKey(unit, slot)] = { holder: right.holder, gen: right.gen + 1 };
	}
	delete its.held;
	delete its.by;
	delete its.unproven;
}

function cancel(page: LedgerPage, fact: FactOf<'place.cancelled/1'>): void {
	const its = page.claims[fact.claim];
	if (!its || its.cancelled) return;
	const { why, reason, _id: by } = fact;
	its.cancelled = { why, ...(reason !== undefined && { reason }), by };
	delete its.waiting;
}

function accept(page: LedgerPage, fact: FactOf<'place.accepted/1'>): void {
	const its = page.claims[fact.claim];
	if (its?.offer === undefined || !its.held) return;
	its.accepted = true;
}

/** What is granted stays where it is, and a right that is not the writer’s cannot be passed on. */
function transfer(page: LedgerPage, fact: FactOf<'place.transferred/1'>): void {
	const from = holderOf(fact._id);
	for (const [unit, slot, gen] of fact.rights) {
		const right = rightAt(page, unit, slot);
		if (right.holder !== from || right.gen !== gen || right.claim !== undefined) continue;
		page.rights[rightKey(unit, slot)] = { holder: fact.to, gen: gen + 1 };
	}
}

/** Whatever a fenced holder did that nobody had heard of is behind the fence. */
const FENCE = 1_000;
const beyondFence = (gen: number): number => (Math.floor(gen / FENCE) + 1) * FENCE;
const isBehindFence = (gen: number, used: number): boolean =>
	Math.floor(gen / FENCE) > Math.floor(used / FENCE);

function fence(page: LedgerPage, fact: FactOf<'place.fenced/1'>): void {
	if (holderOf(fact._id) !== SERVER) return;
	if (!page.fenced.includes(fact.holder)) page.fenced.push(fact.holder);
	for (const [unit, slot, granted] of fact.rights) {
		const { gen, claim } = rightAt(page, unit, slot);
		const its = claim === undefined ? undefined : page.claims[claim];
		if (its && claim !== granted) {
			// What else it holds goes with it: a place is given whole or not at all.
			letGo(page, its);
			its.displaced = 'fenced';
		}
		const stays = its && claim === granted;
		if (stays) its.by = SERVER;
		page.rights[rightKey(unit, slot)] = {
			holder: SERVER,
			gen: beyondFence(gen),
			...(stays && { claim: granted })
		};
	}
	for (const its of Object.values(page.claims))
		if (
			its.unproven &&
			fact.rights.some(([unit, slot]) => its.held!.some(([a, b]) => a === unit && b === slot))
		)
			displace(its, 'fenced');
}

function tell(page: LedgerPage, fact: FactOf<'place.told/1'>): void {
	const its = page.claims[fact.claim];
	if (its && !its.told?.includes(fact.of)) (its.told ??= []).push(fact.of);
}
