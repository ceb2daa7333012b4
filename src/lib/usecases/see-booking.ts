import { pageKey, type FactId } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { bookingDraft, isPhone, whereOf, type NotWritten } from './bookings';

/** Something of a place that its person has now been shown. */
export interface Shown {
	readonly booking: FactId;
	/** What was shown: how the place stands. */
	readonly of: string;
}

/** Their person has seen what has become of some places, so that nobody has to call them. */
export async function seeBooking(
	{ log, clock }: { log: FactLog; clock: Clock },
	shown: readonly Shown[]
): Promise<{ readonly seen: number } | NotWritten> {
	const { person } = await log.device();
	if (person === undefined) return { failed: 'nobody' };
	const own = pageKey.bookings(person);
	const wall = clock.now();
	const done = await log.commit([own], (read, device) => {
		if (!isPhone(device)) return { drafts: [], result: 0 };
		const { seen } = read(own, 'bookings');
		const draft = bookingDraft(device, wall);
		const drafts = shown
			.filter(({ booking, of }) => !(Object.hasOwn(seen, booking) && seen[booking]!.includes(of)))
			.map(({ booking, of }) => draft('booking.seen', whereOf(booking), { booking, of }));
		return { drafts, result: drafts.length };
	});
	return 'failed' in done ? done : { seen: done.result };
}
