import type { FactId } from '../domain/ids';
import { isNamed } from '../domain/places/mine';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { isPhone, readPlaces, type NotWritten } from './bookings';
import { sayOnce } from './say-of-booking';

/**
 * Its person wants it no more: a booking, or what somebody else booked for them.
 * Said again, it changes nothing. Who takes back a change means to keep what it was
 * to take the place of: that is said with it, since the server may have changed it
 * already and not been heard.
 */
export async function cancelBooking(
	around: { log: FactLog; clock: Clock },
	bookings: readonly FactId[]
): Promise<{ readonly cancelled: number } | NotWritten> {
	const device = await around.log.device();
	const places = isPhone(device) ? (await readPlaces(around.log, device)).places : [];
	const done = await sayOnce(around, 'booking.cancelled', bookings, (booking) => {
		const kept = places.find((place) => isNamed(place, booking))?.insteadOf;
		return kept ? { keeps: kept.id } : {};
	});
	return 'failed' in done ? done : { cancelled: done.said };
}
