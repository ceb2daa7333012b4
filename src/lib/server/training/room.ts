import { local, shiftDay } from '../../domain/calendar';
import { inOrder, type Fact } from '../../domain/facts';
import { closuresOf, type CentrePage } from '../../domain/folds/centre';
import type { Claim } from '../../domain/folds/ledger';
import { pageKey, type FactId } from '../../domain/ids';
import { is } from '../../domain/kinds';
import { SERVER } from '../../domain/places/holders';
import {
	boundsOf,
	goesByHalfDay,
	HALF_DAYS,
	openingOn,
	slotsWithin
} from '../../domain/places/slots';
import { standingOf } from '../../domain/places/standing';
import { spaceNamed } from '../../domain/places/units';
import { HORIZON_DAYS } from '../../domain/places/wish';
import type { RoomStanding } from '../../domain/training/reports';
import type { Session } from '../../domain/training/words';
import type { KnownTraining } from './known';
import type { Programme } from './programme';

/** What is said about the room of one half-day. */
type Stands = Pick<RoomStanding, 'is' | 'why'>;

const factsOf = (known: KnownTraining, { id }: Session): readonly Fact[] =>
	inOrder(known.facts(pageKey.session(id))).filter(({ kind }) => kind.startsWith('session.'));

/** What was said of where a half-day is to be, in order. The last holds; each is a claim of its own. */
export const wishesOf = (known: KnownTraining, session: Session): readonly Fact[] =>
	factsOf(known, session).filter(
		(fact) =>
			(is(fact, 'session.planned/1') && fact.space !== undefined) ||
			(is(fact, 'session.changed/1') && fact.change.space !== undefined)
	);

/** What the server says of a room, before that has an id. */
export type Said = Pick<Fact, 'kind' | 'v' | 'count' | 'at' | 'by'> &
	Readonly<Record<string, unknown>>;

/** The claim for a half-day's room, or why there is none yet or none at all. */
export function askingFor(
	session: Session,
	{ page, programme }: { readonly page: CentrePage; readonly programme: Programme },
	now: number
): Stands | { readonly over: true } | { readonly fields: Readonly<Record<string, unknown>> } {
	const { day, half, course } = session;
	const space = spaceNamed(page.centre!, session.space!);
	if (boundsOf(day, half)[1] <= now) return { over: true };
	if (!space) return { is: 'refused', why: 'unknown-space' };
	if (day > shiftDay(local(now).day, HORIZON_DAYS)) return { is: 'asked', why: 'too-far' };
	const opening = openingOn(page.centre!, closuresOf(page), day);
	const open = slotsWithin(opening, space).filter((slot) =>
		goesByHalfDay(space) ? slot === half : isIn(half, slot)
	);
	if (open.length === 0) return { is: 'refused', why: 'closed' };
	// What is over of a half-day that is planned while it runs is nobody's any more.
	const slots = open.filter((slot) => boundsOf(day, slot)[1] > now);
	if (slots.length === 0) return { over: true };
	const block = programme.course(course)?.title ?? course;
	return { fields: { space: space.id, slots, to: SERVER, block } };
}

const isIn = (half: Session['half'], slot: string): boolean => {
	const [from, to] = HALF_DAYS[half];
	return from <= slot && slot < to;
};

/** How a claim stands, in the words trainers are told. */
export function standsAs(claim: Claim): Stands {
	switch (standingOf(claim)) {
		case 'confirmed':
		case 'offered':
			return { is: 'confirmed' };
		case 'refused':
			return { is: 'refused', ...(claim.refused && { why: claim.refused }) };
		// Of one that was moved, another is being looked for.
		case 'moved':
		case 'requested':
		case 'waitlisted':
			return { is: 'asked' };
		default:
			return { is: 'refused', why: 'cancelled' };
	}
}

/** Gives a room back, since the half-day is elsewhere, or is not. */
export function cancelling(known: KnownTraining, session: Session, claim: FactId): Said {
	const { count, at } = factsOf(known, session).at(-1)!;
	const { cancelled: reason } = session;
	return {
		...{ kind: 'place.cancelled', v: 1, count, at, by: 'server', claim, why: 'host' },
		...(reason !== undefined && { reason })
	};
}
