import type { Day, FactId, Slug } from '../ids';
import { parseFactId, partsOf } from '../ids';
import { is } from '../kinds';
import type { Slot } from '../places/slots';
import type { Fold } from './fold';

/** What a person has asked for on their own phones, and said of it since. Answers are reports. */
export interface BookingsPage {
	bookings: Record<FactId, Booking>;
	/** By booking or claim: what they have taken back, taken up, and been shown. */
	cancelled: Record<FactId, FactId>;
	accepted: Record<FactId, FactId>;
	seen: Record<FactId, string[]>;
}

export interface Booking {
	readonly id: FactId;
	readonly centre: Slug;
	readonly day: Day;
	readonly space: string;
	readonly slots: readonly Slot[];
	/** Another booking or claim that ends once this one is confirmed. */
	readonly replaces?: FactId;
	readonly waits?: true;
	/** Dates asked for together. */
	readonly series?: string;
	/** Device clock, milliseconds. */
	readonly at: number;
}

export const bookingsFold: Fold<BookingsPage> = {
	version: 1,
	empty: () => ({ bookings: {}, cancelled: {}, accepted: {}, seen: {} }),
	add(page, fact) {
		if (is(fact, 'booking.requested/1')) {
			const { _id: id, space, slots, replaces, waits, series } = fact;
			const { scope: centre, day } = partsOf(id);
			page.bookings[id] = {
				id,
				centre,
				day,
				space,
				slots,
				...(replaces !== undefined && { replaces }),
				...(waits && { waits: true as const }),
				...(series !== undefined && { series }),
				at: fact.at.wall
			};
		} else if (is(fact, 'booking.cancelled/1')) once(page.cancelled, fact.booking, fact._id);
		else if (is(fact, 'booking.accepted/1')) once(page.accepted, fact.booking, fact._id);
		else if (is(fact, 'booking.seen/1') && parseFactId(fact.booking)) {
			const seen = (page.seen[fact.booking] ??= []);
			if (!seen.includes(fact.of)) seen.push(fact.of);
		}
	}
};

/** The first to say so. What is no fact's id names no booking, and may be a name every object has. */
function once(said: Record<FactId, FactId>, booking: FactId, by: FactId): void {
	if (parseFactId(booking)) said[booking] ??= by;
}
