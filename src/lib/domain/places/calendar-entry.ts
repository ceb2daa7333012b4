import { doorwayOf, type CentrePage } from '../folds/centre';
import type { BookingsPage } from '../folds/bookings';
import type { Centre } from '../centres';
import type { Day, FactId, Slug } from '../ids';
import type { PlaceReport } from './report';
import { shutFor } from './shut';
import { closureOn, isHalfDay } from './slots';
import { extentOf, type Span } from './spans';
import type { Standing } from './standing';

/**
 * One of a person’s places as their calendar is to show it. A place and those that
 * came in its stead are one entry: it moves, and is not another.
 */
export interface CalendarEntry {
	/** Of the first of them: the phone’s own request where there is one. The same for ever. */
	readonly root: FactId;
	/** By what the place it shows is known: its claim, and the request it was made of. */
	readonly names: readonly FactId[];
	/** Higher after every change to any of them: SEQUENCE, RFC 5545, 3.8.7.4. */
	readonly sequence: number;
	/** When the last of them changed, milliseconds. */
	readonly changed: number;
	readonly standing: Standing;
	readonly span: Span;
	readonly centre: Pick<Centre, 'name' | 'postcode' | 'lat' | 'lon'>;
	/** No more than that: of what kind a room is, whoever sees the calendar must not learn. */
	readonly what: 'telework' | 'space';
	/** The centre is closed then; the place is theirs again once it is reopened. */
	readonly closed: boolean;
	/** Until when an offer is held, milliseconds. */
	readonly until?: number;
	/** What a host wrote of a desk. */
	readonly reason?: string;
}

/** Values of STATUS of an event: RFC 5545, 3.8.1.11. */
export type EventStatus = 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';

/** What their calendar calls how a place stands: nobody has to go where they have none. */
export function eventStatusOf({ standing }: Pick<CalendarEntry, 'standing'>): EventStatus {
	if (standing === 'confirmed' || standing === 'ended') return 'CONFIRMED';
	const isOpen = standing === 'requested' || standing === 'offered' || standing === 'waitlisted';
	return isOpen ? 'TENTATIVE' : 'CANCELLED';
}

/**
 * The entries of all places of a person, in the order of their beginning. Give all
 * there are, those of other days too: one may have come in the stead of another.
 * Places of a centre that is not known are left out. Opening hours are those of `today` on: by
 * what hours a day went that is over, nobody knows.
 */
export function calendarEntries(
	places: readonly PlaceReport[],
	centreNamed: (slug: Slug) => CentrePage | undefined,
	today: Day
): readonly CalendarEntry[] {
	const chains = new Map<FactId, PlaceReport[]>();
	const rootOf = rootsIn(places);
	for (const place of places) {
		const root = rootOf(place);
		chains.set(root, [...(chains.get(root) ?? []), place]);
	}
	return [...chains]
		.flatMap(([root, chain]) => entryOf(root, chain, centreNamed, today) ?? [])
		.sort((a, b) => a.span[0] - b.span[0] || (a.root < b.root ? -1 : 1));
}

/** What was asked for on a phone and nobody has answered yet, as if it had been. */
export const unanswered = (
	{ bookings, cancelled }: BookingsPage,
	answered: readonly PlaceReport[]
): readonly PlaceReport[] => {
	const known = new Set(answered.map(({ booking }) => booking));
	return Object.values(bookings)
		.filter(({ id }) => !known.has(id))
		.map(({ id, at, waits: _waits, ...asked }) => ({
			...asked,
			claim: id,
			booking: id,
			standing: cancelled[id] === undefined ? 'requested' : 'cancelled',
			// One lower than the first answer’s may be.
			sequence: -1,
			changed: at
		}));
};

const nameOf = ({ booking, claim }: PlaceReport): FactId => booking ?? claim;

/** By which first place each goes. `replaces` may name a claim or the request it was made of. */
function rootsIn(places: readonly PlaceReport[]): (place: PlaceReport) => FactId {
	const known = new Map<FactId, PlaceReport>();
	for (const place of places) known.set(place.claim, place).set(nameOf(place), place);
	return (place) => {
		const seen = new Set([place]);
		for (let first = place; ;) {
			const before = first.replaces === undefined ? undefined : known.get(first.replaces);
			if (!before || seen.has(before)) return nameOf(first);
			seen.add((first = before));
		}
	};
}

/** Of several, the surest: an old place stays in the calendar until the new one is theirs. */
function entryOf(
	root: FactId,
	chain: readonly PlaceReport[],
	centreNamed: (slug: Slug) => CentrePage | undefined,
	today: Day
): CalendarEntry | undefined {
	const [shown] = chain.toSorted(
		(a, b) => sureness(b) - sureness(a) || b.changed - a.changed || (a.claim < b.claim ? 1 : -1)
	);
	const { claim, booking, centre: slug, day, slots, standing, until, reason } = shown!;
	const page = centreNamed(slug);
	const door = page && doorwayOf(page);
	const centre = page?.centre;
	if (!centre || !door || slots.length === 0) return undefined;
	const shut = day < today ? closureOn(door.closures, day) : shutFor({ day, slots }, door);
	const what = isHalfDay(slots[0]!) ? 'telework' : 'space';
	return {
		root,
		names: booking === undefined ? [claim] : [claim, booking],
		sequence: chain.reduce((sum, { sequence }) => sum + sequence + 1, 0),
		changed: Math.max(...chain.map(({ changed }) => changed)),
		standing,
		span: extentOf(centre, day, slots),
		centre,
		what,
		closed: shut !== undefined,
		...(until !== undefined && { until }),
		// Of a room, it might say what kind of room it is.
		...(what === 'telework' && reason !== undefined && { reason })
	};
}

function sureness({ standing }: PlaceReport): number {
	const status = eventStatusOf({ standing });
	if (status === 'CONFIRMED') return 4;
	if (status === 'CANCELLED') return standing === 'replaced' ? 0 : 1;
	return standing === 'offered' ? 3 : 2;
}
