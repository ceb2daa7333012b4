import { parseFactId, type FactId } from '../ids';
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
 *
 * Long because it is the one place where it is settled who has what: each kind of
 * fact leans on what the others leave behind.
 */
export interface LedgerPage {
	/** By id: that of the fact that made the claim. */
	claims: Record<FactId, Claim>;
	/** By `unit@slot`. One that is not here is the server’s and free, generation 0. */
	rights: Record<RightKey, Right>;
	/** Holders the server has taken everything back from. */
	fenced: HolderName[];
	/** What was said of claims that come later in the order, as a phone does that has only been told of one. */
	early?: Record<FactId, Word>;
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

/** A claim by whatever somebody called it: no name that every object has is one. */
export const claimAt = ({ claims }: LedgerPage, id: FactId): Claim | undefined =>
	Object.hasOwn(claims, id) ? claims[id] : undefined;

/**
 * The right where a holder may grant or pass it on: it is theirs, nobody has it, and
 * nobody is believed to.
 */
export function freeRight(
	page: LedgerPage,
	holder: HolderName,
	unit: Unit,
	slot: Slot
): Right | undefined {
	const right = rightAt(page, unit, slot);
	const isFree = right.holder === holder && right.claim === undefined;
	return isFree && !claimsOn(page, unit, slot).length ? right : undefined;
}

/** Who has a place, known or believed. */
const claimsOn = (page: LedgerPage, unit: Unit, slot: Slot): readonly Claim[] =>
	Object.values(page.claims).filter(({ held }) =>
		held?.some(([of, at]) => of === unit && at === slot)
	);

/** A unit in a slot, in the generation of a grant. */
export type Used = readonly [Unit, Slot, number];

/** When and by whom something was said. A trace for people: nothing is decided by it. */
export interface Said {
	readonly at: number;
	readonly by: string;
}
const saidIn = ({ at, by }: Fact): Said => ({ at: at.wall, by });

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
	/** As it says itself, or as the server says for who asked on a phone. */
	replaces?: FactId;
	readonly block?: string;
	readonly reason?: string;
	readonly series?: string;
	/** Granted on the spot to who stands at the kiosk. */
	readonly walkIn?: true;
	/** Would wait for a place. */
	readonly waits?: true;
	/** Lamport count, and so the order among claims of one sender. */
	readonly count: number;
	/** Device clock at which it was made, milliseconds, and by whom: a person, or the device that wrote it. */
	readonly made?: Said;
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
	/** They have said yes. It stands for a later offer, too, if it came too late for one. */
	taken?: true;
	/** Its holder has heard of that in time. */
	accepted?: true;
	refused?: PlaceRefusal;
	/** On the list of those who wait. */
	waiting?: true;
	cancelled?: {
		why: 'owner' | 'host' | 'left' | 'replaced';
		reason?: string;
		by: FactId;
		said?: Said;
	};
	/** Free again, and why: the end of it. */
	released?: Release;
	/** The claim that took its place. */
	replacedBy?: FactId;
	/** A confirmation was undone: the right was given twice by copies of one device, or fenced. */
	displaced?: 'twice' | 'fenced';
	/** What its person has been told of. */
	told?: string[];
}

/** What others than its holder say of a claim. */
type Word = Pick<Claim, 'cancelled' | 'taken' | 'told'>;

export const ledgerFold: Fold<LedgerPage> = {
	version: 4,
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
		count,
		made: saidIn(fact),
		...wordOn(page, id)
	};
}

/** What had been said of a claim before it was heard of. */
function wordOn(page: LedgerPage, id: FactId): Word {
	const word = page.early?.[id] ?? {};
	delete page.early?.[id];
	return word;
}

/** Where it is noted what is said of a claim; nowhere if that names no fact. */
const wordFor = (page: LedgerPage, id: FactId): Word | undefined =>
	claimAt(page, id) ?? (parseFactId(id) && ((page.early ??= {})[id] ??= {}));

function grant(page: LedgerPage, fact: FactOf<'place.granted/1'>): void {
	const by = holderOf(fact._id);
	const its = fact.claim === undefined ? ownClaim(page, fact, by) : claimAt(page, fact.claim);
	// One claim has one place.
	if (!its || its.held) return;
	if (deciderOf(page, its) !== by) {
		// Only who was asked may answer. Who was, and is behind a fence now, had promised it.
		if (its.to === by && !its.displaced) displace(page, its, 'fenced', fact.offer);
		return;
	}
	meant(its, by, fact);
	const old = replacedBy(page, its);
	// What is only offered takes nothing away yet.
	const freed = fact.offer === undefined && old?.by === by && !old.unproven ? old : undefined;
	const uses = fact.rights.map((used) => useOf(page, by, used, freed));
	const spent = fact.rights[uses.indexOf('spent')];
	if (spent) {
		// The generation is used up: two copies of one device gave the place, or a fence came between.
		const [unit, slot, gen] = spent;
		const isFenced = isBehindFence(rightAt(page, unit, slot).gen, gen);
		displace(page, its, isFenced ? 'fenced' : 'twice', fact.offer);
		return;
	}
	const isProven = uses.every((use) => use === 'good');
	if (!isProven) {
		const others = onAny(page, fact.rights).filter((claim) => claim !== freed);
		if (!others.every(isGivenUp)) {
			displace(page, its, 'twice', fact.offer);
			return;
		}
		// Its holder must have released it, or it could not have come to whoever gives it here.
		for (const other of others) letGo(page, other);
	}
	if (freed) letGo(page, freed);
	its.held = fact.rights;
	its.by = by;
	if (!isProven) its.unproven = true;
	else
		for (const [unit, slot, gen] of fact.rights)
			page.rights[rightKey(unit, slot)] = { holder: by, gen, claim: its.id };
	delete its.refused;
	delete its.waiting;
	delete its.displaced;
	delete its.released;
	if (fact.offer === undefined) delete its.offer;
	else its.offer = fact.offer;
	if (isTakenUp(its)) replace(page, its);
	if (isProven) unmask(page, its);
}

/** Nobody but the server has seen what a phone’s booking says of another. */
function meant(its: Claim, by: HolderName, { replaces }: { readonly replaces?: FactId }): void {
	if (by === SERVER && replaces !== undefined) its.replaces = replaces;
}

/** Held, and not for somebody to say yes to first. */
const isTakenUp = ({ held, offer, accepted }: Claim): boolean =>
	held !== undefined && (offer === undefined || accepted === true);

const replacedBy = (page: LedgerPage, { id, replaces }: Claim): Claim | undefined =>
	replaces === undefined || replaces === id ? undefined : claimAt(page, replaces);

function replace(page: LedgerPage, its: Claim): void {
	const old = replacedBy(page, its);
	if (!old) return;
	if (!old.cancelled && !old.released) {
		old.cancelled = { why: 'replaced', by: its.id };
		if (!old.held) old.released = 'replaced';
	}
	old.replacedBy = its.id;
}

/**
 * What a grant makes of one right: `good`, `spent` where its generation is used up
 * or never was the writer’s, `unheard` where that cannot be told here (yet). `freed`
 * is the claim whose place is given up in the same act.
 */
function useOf(
	page: LedgerPage,
	by: HolderName,
	[unit, slot, gen]: Used,
	freed: Claim | undefined
): 'good' | 'spent' | 'unheard' {
	const known = rightAt(page, unit, slot);
	const right =
		freed !== undefined && known.claim === freed.id
			? { holder: known.holder, gen: known.gen + 1 }
			: known;
	if (right.gen > gen) return 'spent';
	// In the first generation, and in the first behind a fence, every right is the server’s.
	if (gen % FENCE === 0 && by !== SERVER) return 'spent';
	if (right.gen < gen || right.holder !== by) return 'unheard';
	return right.claim === undefined ? 'good' : 'spent';
}

const onAny = (page: LedgerPage, rights: readonly Used[]): readonly Claim[] => [
	...new Set(rights.flatMap(([unit, slot]) => claimsOn(page, unit, slot)))
];

/**
 * Nobody wants it any more. Of a believed grant and another of the same place the
 * other holds, but for such a one: that its holder has freed it may never be heard
 * here, where a backup was put back. What was only replaced may stand again.
 */
const isGivenUp = ({ cancelled }: Claim): boolean =>
	cancelled !== undefined && cancelled.why !== 'replaced';

/** Somebody who walks in is granted a place without having asked for it in writing. */
function ownClaim(
	page: LedgerPage,
	fact: FactOf<'place.granted/1'>,
	to: HolderName
): Claim | undefined {
	const { _id: id, count, person, space, rights } = fact;
	if (person === undefined || space === undefined) return undefined;
	const slots = rights.map(([, slot]) => slot);
	const made = saidIn(fact);
	const word = wordOn(page, id);
	return (page.claims[id] = { id, person, space, slots, to, walkIn: true, count, made, ...word });
}

/**
 * The one holder that decides about a claim: whom it names, or the server once
 * that one is fenced, or has given away what was another's.
 */
export const deciderOf = ({ fenced }: LedgerPage, { to, displaced }: Claim): HolderName =>
	displaced || fenced.includes(to) ? SERVER : to;

/** Of a believed grant and a known one of the same place, the known one holds. */
function unmask(page: LedgerPage, known: Claim): void {
	for (const [unit, slot] of known.held!)
		for (const other of claimsOn(page, unit, slot))
			if (other !== known) displace(page, other, 'twice');
}

/**
 * Takes back the whole of what a claim was granted: a place is given whole or not at
 * all. What was only offered had been promised to nobody, and waits again.
 */
function displace(
	page: LedgerPage,
	its: Claim,
	why: 'twice' | 'fenced',
	offer: number | undefined = its.offer
): void {
	letGo(page, its);
	delete its.refused;
	delete its.waiting;
	delete its.offer;
	if (offer !== undefined && !its.accepted) its.waiting = true;
	else its.displaced = why;
	standAgain(page, replacedBy(page, its));
}

/** Who was given another place and lost it has the one before, while that is there. */
function standAgain(page: LedgerPage, old: Claim | undefined): void {
	if (!old?.held || old.cancelled?.why !== 'replaced') return;
	if (claimAt(page, old.cancelled.by)?.held) return;
	delete old.cancelled;
	delete old.replacedBy;
}

function refuse(page: LedgerPage, fact: FactOf<'place.refused/1'>): void {
	const its = claimAt(page, fact.claim);
	const by = holderOf(fact._id);
	if (!its || deciderOf(page, its) !== by || its.held) return;
	meant(its, by, fact);
	its.refused = fact.why;
	if (fact.waits) its.waiting = true;
	else delete its.waiting;
}

/** The holder turns the end of a grant into a new generation: from now on it may be granted again. */
function release(page: LedgerPage, fact: FactOf<'place.released/1'>): void {
	const its = claimAt(page, fact.claim);
	if (!its?.held || its.by !== holderOf(fact._id)) return;
	letGo(page, its);
	if (fact.why === 'expired') {
		its.missed = (its.missed ?? 0) + 1;
		its.waiting = true;
		standAgain(page, replacedBy(page, its));
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
	const its = wordFor(page, fact.claim);
	if (!its || its.cancelled) return;
	const { why, reason, _id: by } = fact;
	its.cancelled = { why, ...(reason !== undefined && { reason }), by, said: saidIn(fact) };
}

/**
 * Somebody says yes to an offer. Until its holder has said so as well it is still an
 * offer, which may have run out already where nobody here has heard of it. A phone
 * has not seen the offer, only what it was told of it, and so may sort before it:
 * that it was said is what counts.
 */
function accept(page: LedgerPage, fact: FactOf<'place.accepted/1'>): void {
	const word = wordFor(page, fact.claim);
	if (!word) return;
	word.taken = true;
	const its = claimAt(page, fact.claim);
	if (!its?.held || its.by !== holderOf(fact._id) || isPassedOn(fact)) return;
	its.accepted = true;
	replace(page, its);
}

/** A person’s word, whoever wrote it down. */
const isPassedOn = ({ by }: Fact): boolean => by.startsWith('p_');

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
export const FENCE = 1_000;
const beyondFence = (gen: number): number => (Math.floor(gen / FENCE) + 1) * FENCE;
const isBehindFence = (gen: number, used: number): boolean =>
	Math.floor(gen / FENCE) > Math.floor(used / FENCE);

/**
 * From here on it is as the server says, whatever else had been done that it had not
 * heard of: what it goes on to do about these rights holds everywhere.
 */
function fence(page: LedgerPage, fact: FactOf<'place.fenced/1'>): void {
	if (holderOf(fact._id) !== SERVER) return;
	if (!page.fenced.includes(fact.holder)) page.fenced.push(fact.holder);
	for (const [unit, slot, granted] of fact.rights)
		for (const its of claimsOn(page, unit, slot))
			if (its.id !== granted) displace(page, its, 'fenced');
	for (const [unit, slot, granted] of fact.rights) {
		const gen = beyondFence(rightAt(page, unit, slot).gen);
		const its = claimAt(page, granted);
		if (its) keep(page, its, [unit, slot, gen]);
		page.rights[rightKey(unit, slot)] = { holder: SERVER, gen, ...(its && { claim: granted }) };
		if (its?.held?.every(([of, at]) => rightAt(page, of, at).claim === granted))
			delete its.unproven;
	}
}

/** A grant the server had heard of stays, even if its holder had taken it back since. */
function keep(page: LedgerPage, its: Claim, used: Used): void {
	const isIt = ([unit, slot]: Used): boolean => unit === used[0] && slot === used[1];
	if (!its.held?.some(isIt) && its.by !== SERVER) letGo(page, its);
	const others = (its.held ?? []).filter((other) => !isIt(other));
	const place = ([, slot]: Used): number => its.slots.indexOf(slot);
	its.held = [...others, used].sort((a, b) => place(a) - place(b));
	its.by = SERVER;
	delete its.refused;
	delete its.waiting;
	delete its.displaced;
	delete its.released;
	standAgain(page, its);
}

function tell(page: LedgerPage, fact: FactOf<'place.told/1'>): void {
	const its = wordFor(page, fact.claim);
	if (its && !its.told?.includes(fact.of)) (its.told ??= []).push(fact.of);
}
