import type { FactId } from '../domain/ids';
import type { Mine } from '../domain/places/mine';
import { slotsLeft } from '../domain/places/wish';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { rightTime } from './bookings';
import { requestPlace, type Requested } from './request-place';

/** A place as it was when its owner gave it up. */
export type GivenUp = Pick<
	Mine,
	'centre' | 'day' | 'space' | 'slots' | 'waits' | 'series' | 'insteadOf' | 'former'
>;

/** `less`: a part of it is over by now, and only what is left was asked for. */
export type RequestedAgain = Requested & { readonly less?: true };

/**
 * Somebody would have again what they gave up a moment ago: as the change or the date
 * of a series that it was, for the time that is left of it. `replaces` is what it was to
 * take the place of, unless said otherwise.
 */
export async function requestAgain(
	around: { log: FactLog; clock: Clock },
	place: GivenUp,
	replaces: FactId | undefined = (place.insteadOf ?? place.former)?.id
): Promise<RequestedAgain> {
	const { centre, day, space, slots, waits, series } = place;
	const left = slotsLeft(place, rightTime(await around.log.device(), around.clock.now()));
	const isLess = left.length > 0 && left.length < slots.length;
	const wish = { centre, day, space, slots: isLess ? left : slots, replaces, series };
	const done = await requestPlace(around, { ...wish, ...(waits && { waits }) });
	return isLess ? { ...done, less: true } : done;
}
