import { pageKey, type FactId, type Slug } from '../domain/ids';
import { slotsTaken } from '../domain/places/mine';
import { obstacleTo, type Obstacle } from '../domain/places/obstacle';
import { anyMeet, inDayOrder, isHalfDay, type Slot } from '../domain/places/slots';
import type { Wish } from '../domain/places/wish';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Randomness } from '../ports/randomness';
import { bookingDraft, heardOf, isPhone, placesIn, rightTime, type NotWritten } from './bookings';
import { premisesOf } from './places';

export interface SeriesRequest {
	readonly centre: Slug;
	readonly space: string;
	readonly slots: readonly Slot[];
	readonly days: readonly Wish['day'][];
	readonly waits?: boolean;
}

export type SeriesRequested =
	| {
			readonly series: string;
			readonly booked: readonly FactId[];
			/** Dates that cannot be had, each with why: they were not asked for. */
			readonly refused: readonly { readonly day: Wish['day']; readonly obstacle: Obstacle }[];
	  }
	| NotWritten;

const NAME_LENGTH = 12;

/** Several dates at once, each a wish of its own with an answer of its own. */
export async function requestSeries(
	{ log, clock, random }: { log: FactLog; clock: Clock; random: Randomness },
	{ centre, space, slots: wished, days, waits }: SeriesRequest
): Promise<SeriesRequested> {
	const known = await log.device();
	if (!isPhone(known)) return { failed: 'nobody' };
	const heard = await heardOf(log, known.own);
	const wall = clock.now();
	const series = `s_${random.text(NAME_LENGTH)}`;
	const own = pageKey.bookings(known.person);
	const about = pageKey.centre(centre);
	const slots = inDayOrder(wished);
	const sort = slots.every(isHalfDay) ? 'half-days' : 'half-hours';
	const done = await log.commit<Extract<SeriesRequested, { series: string }>['refused']>(
		[own, about],
		(read, device) => {
			const premises = premisesOf(read(about, 'centre'), rightTime(device, wall));
			const places = placesIn(read(own, 'bookings'), heard);
			const refusalOf = (day: Wish['day']): Obstacle | undefined => {
				if (!premises) return { is: 'unknown-centre' };
				const obstacle = obstacleTo({ day, space, slots }, premises);
				if (obstacle) return obstacle;
				return anyMeet(slotsTaken(places, day, sort), slots) ? { is: 'overlap' } : undefined;
			};
			const dates = [...new Set(days)].sort().map((day) => ({ day, obstacle: refusalOf(day) }));
			if (!isPhone(device)) return { drafts: [], result: [] };
			const draft = bookingDraft(device, wall);
			const fields = { person: device.person, space, slots, series, ...(waits && { waits }) };
			return {
				drafts: dates
					.filter(({ obstacle }) => !obstacle)
					.map(({ day }) => draft('booking.requested', { centre, day }, fields)),
				result: dates.flatMap(({ day, obstacle }) => (obstacle ? [{ day, obstacle }] : []))
			};
		}
	);
	if ('failed' in done) return done;
	return { series, booked: done.facts.map(({ _id }) => _id), refused: done.result };
}
