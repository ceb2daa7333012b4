import type { FactId } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { NotWritten } from './bookings';
import { sayOnce } from './say-of-booking';

/** Who waited says yes to the place that is held for them. To let it pass is to cancel. */
export const acceptOffer = (
	around: { log: FactLog; clock: Clock },
	place: FactId
): Promise<{ readonly accepted: boolean } | NotWritten> =>
	sayOnce(around, 'booking.accepted', [place]).then((done) =>
		'failed' in done ? done : { accepted: done.said > 0 }
	);
