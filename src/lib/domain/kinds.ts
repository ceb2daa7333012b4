import * as v from 'valibot';
import type { Fact } from './facts';
import {
	database,
	dayOfPage,
	pageKey,
	partsOf,
	sortOfDatabase,
	type DatabaseName,
	type PageKey
} from './ids';
import type { Kind } from './kind';
import { day, factRef, instant, madeBy, period, personId, text } from './shapes';
import { TRAINING_KINDS } from './training/kinds';

/**
 * The kinds of facts this version knows: the shape each must have, the database
 * it lives in and the pages it belongs to. A kind or version that is not here is
 * kept and forwarded as it came (law 9).
 *
 * Long because it is the one list: a kind that stands elsewhere is one that a boundary forgets.
 */

export const REASONS = ['work', 'meeting', 'training', 'information', 'other'] as const;
export const CATEGORIES = ['employee', 'independent', 'seeker', 'student', 'other'] as const;
export type Reason = (typeof REASONS)[number];
export type Category = (typeof CATEGORIES)[number];

const arrived = v.looseObject({
	person: personId,
	reason: v.picklist(REASONS),
	category: v.picklist(CATEGORIES),
	/** When the visit ends if nobody says so, recorded now so that later hours change nothing. */
	closes: instant,
	/** What a first visitor types to leave: no account, no name. */
	number: v.optional(v.pipe(v.string(), v.regex(/^\d{3}$/))),
	/** The badge that was shown, so that one that is void or in two places at once is noticed later. */
	badge: v.optional(v.pipe(v.string(), v.regex(/^b_[a-z0-9]{8,24}$/)))
});
const left = v.looseObject({ visit: factRef });
const undone = v.looseObject({ undoes: factRef });
/** A first visitor chose what to be called: all a kiosk may say of a person. */
const introduced = v.looseObject({ person: personId, name: text(80) });
const badgeId = v.pipe(v.string(), v.regex(/^b_[a-z0-9]{8,24}$/));
const verifier = v.looseObject({
	salt: text(64),
	iterations: v.pipe(v.number(), v.integer(), v.minValue(100_000), v.maxValue(10_000_000)),
	hash: text(64)
});
const profile = {
	name: text(80),
	category: v.picklist(CATEGORIES),
	commune: v.optional(v.pipe(v.string(), v.maxLength(80))),
	phone: v.optional(v.pipe(v.string(), v.maxLength(30))),
	email: v.optional(v.pipe(v.string(), v.maxLength(120))),
	/** Of somebody under age: the adult who answers for them. */
	adult: v.optional(v.pipe(v.string(), v.maxLength(80))),
	/** Version of the house rules that were accepted. */
	rules: text(20),
	/** Each asked for and kept apart from the others and from the rules. */
	consents: v.optional(v.record(v.pipe(v.string(), v.maxLength(30)), v.boolean()))
};
const registered = v.looseObject({ person: personId, ...profile });
/** Field by field, so that two hosts who change different things both have their way. */
const amended = v.looseObject({
	person: personId,
	change: v.partial(v.looseObject(profile))
});
const coded = v.looseObject({
	person: personId,
	number: v.pipe(v.string(), v.regex(/^\d{4}$/)),
	code: verifier
});
const badged = v.looseObject({ person: personId, badge: badgeId });
const ofPerson = v.looseObject({ person: personId });
const appointed = v.looseObject({ person: personId, name: text(80), code: verifier });
const tied = v.looseObject({ visit: factRef, person: personId });
const slot = v.pipe(v.string(), v.regex(/^(am|pm|([01]\d|2[0-3]):(00|30))$/));
const slots = v.pipe(v.array(slot), v.minLength(1), v.maxLength(48));
const holder = v.pipe(v.string(), v.regex(/^(server|[a-z0-9]{4,16}\.[1-9]\d{0,5})$/));
const unit = v.pipe(v.string(), v.regex(/^.{1,40}-[1-9]\d{0,2}$/));
const generation = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const rights = v.pipe(
	v.array(v.tuple([unit, slot, generation])),
	v.minLength(1),
	v.maxLength(2_000)
);
/** Why a holder gives no place. */
export const REFUSALS = [
	'full',
	'closed',
	'past',
	'too-far',
	'overlap',
	'unknown-space',
	'outside-hours',
	'too-long',
	'missed'
] as const;
export type PlaceRefusal = (typeof REFUSALS)[number];
/** Why a place that was given is free again. */
export const RELEASES = ['cancelled', 'left', 'no-show', 'expired', 'replaced'] as const;
export type Release = (typeof RELEASES)[number];

/** Somebody wants a place. It names who decides: a phone’s or a host’s wish reaches one holder only. */
const claimed = v.looseObject({
	/** Absent where a host keeps the place from everybody. */
	person: v.optional(personId),
	space: text(40),
	slots,
	to: holder,
	/** This one and no other: a host’s choice. */
	unit: v.optional(unit),
	/** The claim that ends when this one is granted. */
	replaces: v.optional(madeBy),
	/** Kept from everybody, and why. */
	block: v.optional(text(200)),
	/** Why a host moves somebody. */
	reason: v.optional(text(200)),
	/** Would wait for a place. */
	waits: v.optional(v.boolean()),
	series: v.optional(text(40)),
	/** The half-day of a course that is to be there, and the fact that says so. */
	session: v.optional(madeBy),
	wish: v.optional(madeBy)
});
/**
 * What the claim is to take the place of, said by the server for a phone or a half-day. A
 * claim copied from there says only what is in the booking: which place that means, and whether
 * it is its person’s, is known on the ledger, and a restored server may know it later, or never.
 */
const replaced = madeBy;
/** A holder gives a place, the whole of what was claimed in one document. */
const granted = v.looseObject({
	/** Absent where the grant is its own claim: somebody who walks in. */
	claim: v.optional(madeBy),
	rights,
	/** Held until then (milliseconds) for who waited, if they say yes. */
	offer: v.optional(instant),
	person: v.optional(personId),
	space: v.optional(text(40)),
	replaces: v.optional(replaced)
});
const refused = v.looseObject({
	claim: madeBy,
	why: v.picklist(REFUSALS),
	replaces: v.optional(replaced),
	/** It stays on the list of those who wait. */
	waits: v.optional(v.boolean())
});
const released = v.looseObject({ claim: madeBy, why: v.picklist(RELEASES) });
const cancelled = v.looseObject({
	claim: madeBy,
	why: v.picklist(['owner', 'host', 'left']),
	reason: v.optional(text(200))
});
const ofClaim = v.looseObject({ claim: madeBy });
const transferred = v.looseObject({ rights, to: holder });
/** The server takes back what a holder has that will not speak again. */
const fenced = v.looseObject({
	holder,
	/** Each right, and the claim it is known to be granted to; empty where to none. */
	rights: v.pipe(
		v.array(v.tuple([unit, slot, v.union([v.literal(''), madeBy])])),
		v.minLength(1),
		v.maxLength(2_000)
	)
});
/** Somebody has been told what became of their place. */
const told = v.looseObject({ claim: madeBy, of: text(20) });
const requested = v.looseObject({
	person: personId,
	space: text(40),
	slots,
	replaces: v.optional(madeBy),
	waits: v.optional(v.boolean()),
	series: v.optional(text(40))
});
const ofBooking = v.looseObject({ booking: madeBy });
/** `keeps`: the place it was to take the place of, which its person means to have after all. */
const withdrawn = v.looseObject({ booking: madeBy, keeps: v.optional(madeBy) });
const seen = v.looseObject({ booking: madeBy, of: text(20) });
const closed = v.looseObject({ from: day, to: day, why: text(200) });
const reopened = v.looseObject({ closure: madeBy });
const kept = v.looseObject({
	kept: v.record(
		v.pipe(v.string(), v.maxLength(40)),
		v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500))
	)
});
const described = v.looseObject({
	centre: v.looseObject({
		slug: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
		name: text(80),
		speciality: v.looseObject({ fr: text(200), en: text(200) }),
		lat: v.number(),
		lon: v.number(),
		postcode: text(10),
		insee: text(10),
		epci: text(80),
		population: v.pipe(v.number(), v.integer(), v.minValue(0)),
		hours: v.pipe(v.array(v.array(period)), v.length(7)),
		badgeHours: period,
		spaces: v.array(
			v.looseObject({
				id: text(40),
				kind: v.picklist(['desk', 'office', 'room', 'booth', 'training', 'confidential']),
				count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))
			})
		),
		address: v.optional(text(200)),
		phone: v.optional(text(40)),
		sample: v.optional(v.boolean())
	})
});

const scopeOf = (fact: Fact): string => partsOf(fact._id).scope;
const dayPage = (fact: Fact): PageKey[] => {
	const { scope, day } = partsOf(fact._id);
	return [pageKey.day(scope, day)];
};
const visitKind = <S extends v.GenericSchema>(schema: S): Kind<S> => ({
	schema,
	database: (fact) => database.centre(scopeOf(fact)),
	pages: dayPage,
	rank: 0
});

const personKind = <S extends v.GenericSchema>(schema: S): Kind<S> => ({
	schema,
	database: (fact) => database.people(scopeOf(fact)),
	pages: (fact) => [pageKey.person(String(fact['person']))],
	rank: 1
});
const staffKind = <S extends v.GenericSchema>(schema: S): Kind<S> => ({
	...personKind(schema),
	pages: (fact) => [pageKey.staff(scopeOf(fact))]
});

const placeKind = <S extends v.GenericSchema>(schema: S, rank = 1): Kind<S> => ({
	schema,
	database: (fact) => database.centre(scopeOf(fact)),
	pages: (fact) => {
		const { scope, day } = partsOf(fact._id);
		return [pageKey.ledger(scope, day)];
	},
	rank
});
/** What a person says of their own places, on their own phone. */
const bookingKind = <S extends v.GenericSchema>(schema: S): Kind<S> => ({
	schema,
	sorts: ['member'],
	pages: (fact) => [pageKey.bookings(fact.by)],
	rank: 1
});
const centreKind = <S extends v.GenericSchema>(schema: S, rank = 6): Kind<S> => ({
	schema,
	database: () => database.public,
	pages: (fact) => [pageKey.centre(scopeOf(fact))],
	rank
});

const KINDS = {
	'visit.arrived/1': visitKind(arrived),
	'visit.left/1': visitKind(left),
	'visit.undone/1': visitKind(undone),
	/** A host knows who a first visitor was. */
	'visit.tied/1': visitKind(tied),
	'person.introduced/1': personKind(introduced),
	'person.registered/1': personKind(registered),
	'person.amended/1': personKind(amended),
	/** A number and a code: the latest are good, those before are dead. */
	'person.coded/1': personKind(coded),
	/** A badge: the latest is good, those before are dead. */
	'person.badged/1': personKind(badged),
	/** A badge was lost and none takes its place. */
	'person.unbadged/1': personKind(badged),
	/** Forget this person: the relay makes it so everywhere. */
	'person.erased/1': personKind(ofPerson),
	/** Somebody works here and unlocks with a code; said again, the code is another. */
	'staff.appointed/1': staffKind(appointed),
	'staff.dismissed/1': staffKind(ofPerson),
	'place.claimed/1': placeKind(claimed),
	'place.granted/1': placeKind(granted),
	'place.refused/1': placeKind(refused, 2),
	'place.released/1': placeKind(released),
	/** Its owner, or a host with a reason, wants it no more. The holder turns that into a release. */
	'place.cancelled/1': placeKind(cancelled),
	/** What was offered is taken. */
	'place.accepted/1': placeKind(ofClaim),
	'place.transferred/1': placeKind(transferred, 2),
	'place.fenced/1': placeKind(fenced),
	'place.told/1': placeKind(told, 3),
	'booking.requested/1': bookingKind(requested),
	'booking.cancelled/1': bookingKind(withdrawn),
	'booking.accepted/1': bookingKind(ofBooking),
	'booking.seen/1': bookingKind(seen),
	'centre.described/1': centreKind(described),
	'centre.closed/1': centreKind(closed, 2),
	'centre.reopened/1': centreKind(reopened, 2),
	/** How many places of each space are kept for who walks in. */
	'centre.kept/1': centreKind(kept),
	...TRAINING_KINDS
} satisfies Record<string, Kind>;

type Name = keyof typeof KINDS;
/** A fact whose shape has been checked against its kind. */
export type FactOf<K extends Name> = Fact & v.InferOutput<(typeof KINDS)[K]['schema']>;

const kindOf = (fact: Pick<Fact, 'kind' | 'v'>): Kind | undefined =>
	Object.hasOwn(KINDS, `${fact.kind}/${fact.v}`)
		? KINDS[`${fact.kind}/${fact.v}` as Name]
		: undefined;

export const isKnown = (fact: Pick<Fact, 'kind' | 'v'>): boolean => kindOf(fact) !== undefined;

/** Narrows a fact that a boundary has already checked. */
export const is = <K extends Name>(fact: Fact, name: K): fact is FactOf<K> =>
	`${fact.kind}/${fact.v}` === name;

/** The pages a fact belongs to. What this version does not know goes to its day's page, to be shown as such. */
export const pagesOf = (fact: Fact): readonly PageKey[] =>
	kindOf(fact)?.pages(fact) ?? dayPage(fact);

/** Whether a kind may rest in a database; where the kind is unknown its sender knows better. */
export function livesIn(fact: Fact, db: DatabaseName): boolean {
	const kind = kindOf(fact);
	if (!kind) return true;
	if (kind.database?.(fact) === db) return true;
	const sort = sortOfDatabase(db);
	return sort !== undefined && kind.sorts !== undefined && kind.sorts.includes(sort);
}

/** Every rank there is, most urgent first. */
export const RANKS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export const rankOf = (fact: Pick<Fact, 'kind' | 'v'>): number => kindOf(fact)?.rank ?? 5;

/** True where every page of the fact is its own day's: such facts rest in segments once the day is closed. */
export function isDayBound(fact: Fact): boolean {
	const { day, scope } = partsOf(fact._id);
	return pagesOf(fact).every((key) => {
		const bound = dayOfPage(key);
		return bound?.day === day && bound.scope === scope;
	});
}

/** The first thing wrong with the fields of a known kind, as a dotted path; `undefined` when all is well. */
export function wrongField(fact: Fact): string | undefined {
	const kind = kindOf(fact);
	if (!kind) return undefined;
	const result = v.safeParse(kind.schema, fact, { abortEarly: true });
	if (result.success) return undefined;
	return (
		result.issues[0]?.path?.map(({ key }: { key: unknown }) => String(key)).join('.') || 'body'
	);
}
