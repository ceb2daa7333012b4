import type { FactId } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { NotWritten } from './bookings';
import { sayOnce } from './say-of-booking';

/** Its person wants it no more: a booking, or what somebody else booked for them. Said again, it changes nothing. */
export const cancelBooking = (
	around: { log: FactLog; clock: Clock },
	places: readonly FactId[]
): Promise<{ readonly cancelled: number } | NotWritten> =>
	sayOnce(around, 'booking.cancelled', places).then((done) =>
		'failed' in done ? done : { cancelled: done.said }
	);
