import { pageKey, type FactId, type Slug } from '../domain/ids';
import { isNamed, slotsTaken, type Mine } from '../domain/places/mine';
import { obstacleTo, type Obstacle } from '../domain/places/obstacle';
import { anyMeet, inDayOrder, isHalfDay } from '../domain/places/slots';
import type { Wish } from '../domain/places/wish';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { bookingDraft, heardOf, isPhone, placesIn, rightTime, type NotWritten } from './bookings';
import { premisesOf } from './places';

export interface Request extends Wish {
	readonly centre: Slug;
	/** Wants to wait where nothing is free. */
	readonly waits?: boolean;
	/** The place that ends once this one is confirmed. */
	readonly replaces?: FactId;
	/** The dates it was asked for together with. */
	readonly series?: string;
}

export type Requested =
	| {
			readonly booking: FactId;
			/** It had been asked for already: nothing new was written. */
			readonly again: boolean;
	  }
	| { readonly obstacle: Obstacle }
	| NotWritten;

/**
 * Somebody would like a place. Whether one is free is for its holder to say; what
 * can be known here to be impossible is said at once, and nothing is written.
 */
export async function requestPlace(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, day, space, slots: wished, waits, replaces, series }: Request
): Promise<Requested> {
	const known = await log.device();
	if (!isPhone(known)) return { failed: 'nobody' };
	const heard = await heardOf(log, known.own);
	const wall = clock.now();
	const own = pageKey.bookings(known.person);
	const about = pageKey.centre(centre);
	const slots = inDayOrder(wished);
	const done = await log.commit<Requested | undefined>([own, about], (read, device) => {
		if (!isPhone(device)) return { drafts: [], result: { failed: 'nobody' } };
		const premises = premisesOf(read(about, 'centre'), rightTime(device, wall));
		if (!premises) return { drafts: [], result: { obstacle: { is: 'unknown-centre' } } };
		const places = placesIn(read(own, 'bookings'), heard);
		const wish = { day, space, slots };
		const same = places.find((place) => isSame(place, centre, wish));
		if (same) return { drafts: [], result: { booking: same.id, again: true } };
		const obstacle = obstacleTo(wish, premises) ?? overlapOf(places, wish, replaces);
		if (obstacle) return { drafts: [], result: { obstacle } };
		const asked = { person: device.person, space, slots, replaces, series };
		const fields = { ...asked, ...(waits && { waits }) };
		const draft = bookingDraft(device, wall)('booking.requested', { centre, day }, fields);
		return { drafts: [draft], result: undefined };
	});
	if ('failed' in done) return done;
	return done.result ?? { booking: done.facts[0]!._id, again: false };
}

/** A second tap is the same wish; one that was answered with no, or taken back, may be wished again. */
const isSame = (place: Mine, centre: Slug, { day, space, slots }: Wish): boolean =>
	(place.standing === 'requested' || place.standing === 'confirmed') &&
	place.centre === centre &&
	place.day === day &&
	place.space === space &&
	place.slots.join() === slots.join();

export function overlapOf(
	places: readonly Mine[],
	{ day, slots }: Pick<Wish, 'day' | 'slots'>,
	replaces?: FactId
): Obstacle | undefined {
	const sort = slots.every(isHalfDay) ? 'half-days' : 'half-hours';
	// Whoever changes a place for a second time has not changed it yet: both wishes go.
	const first = places.find((place) => isNamed(place, replaces))?.insteadOf?.id;
	const others = places.filter((place) => !isNamed(place, first));
	return anyMeet(slotsTaken(others, day, sort, replaces), slots) ? { is: 'overlap' } : undefined;
}
