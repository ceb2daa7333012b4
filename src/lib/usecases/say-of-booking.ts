import type { Draft } from '../domain/facts';
import { pageKey, type FactId } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { bookingDraft, isPhone, whereOf, type NotWritten } from './bookings';

/** Says one thing of some places, of each but once: a double tap is one. Answers of how many it was said now. */
export async function sayOnce(
	{ log, clock }: { log: FactLog; clock: Clock },
	kind: 'booking.cancelled' | 'booking.accepted',
	places: readonly FactId[],
	fieldsOf: (place: FactId) => Draft['fields'] = () => ({})
): Promise<{ readonly said: number } | NotWritten> {
	const { person } = await log.device();
	if (person === undefined) return { failed: 'nobody' };
	const own = pageKey.bookings(person);
	const wall = clock.now();
	const done = await log.commit([own], (read, device) => {
		if (!isPhone(device)) return { drafts: [], result: 0 };
		const page = read(own, 'bookings');
		const said = kind === 'booking.cancelled' ? page.cancelled : page.accepted;
		const draft = bookingDraft(device, wall);
		const drafts = [...new Set(places)]
			.filter((booking) => !Object.hasOwn(said, booking))
			.map((booking) => draft(kind, whereOf(booking), { booking, ...fieldsOf(booking) }));
		return { drafts, result: drafts.length };
	});
	return 'failed' in done ? done : { said: done.result };
}
