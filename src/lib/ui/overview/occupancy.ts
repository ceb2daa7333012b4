import { parseAvailability } from '../../domain/availability';
import { local } from '../../domain/calendar';
import { deskCount, type Centre } from '../../domain/centres';
import { heardOf, type Heard } from '../../domain/coverage';
import type { DeviceListed } from '../../domain/accounts';
import { reportId } from '../../domain/ids';
import { halfDayAt } from '../../domain/places/slots';
import type { Place } from '../network/places';

/** One centre today: how full, by what has been heard of it. */
export interface Today extends Heard {
	readonly place: Place;
	readonly centre: Centre;
	readonly half: 'am' | 'pm';
	readonly desks: number;
	/** Desks used in this half-day, and visits begun today; `undefined` where no news of today has come. */
	readonly taken?: number;
	readonly visits?: number;
}

interface News {
	readonly reports: ReadonlyMap<string, unknown>;
	readonly devices: readonly DeviceListed[] | undefined;
	readonly now: number;
	/** When the server last answered. */
	readonly heardAt: number | undefined;
}

export function todayOf(
	places: readonly Place[],
	{ reports, devices, now, heardAt }: News
): readonly Today[] {
	const { day, time } = local(now);
	const half = halfDayAt(time);
	const isHeard = heardAt !== undefined && local(heardAt).day === day;
	return places.map((place) => {
		const { centre } = place;
		const seen = parseAvailability(reports.get(reportId.availability(centre.slug, day)));
		const known = seen ?? (isHeard ? { taken: { am: 0, pm: 0 }, visits: 0 } : undefined);
		return {
			place,
			centre,
			half,
			desks: deskCount(centre),
			...(known && { taken: known.taken[half], visits: known.visits }),
			...heardOf(centre.slug, devices, now)
		};
	});
}

/** The network in four numbers; centres of which nothing is known are not in the sums. */
export const sumsOf = (all: readonly Today[]) => {
	const known = all.filter(({ taken }) => taken !== undefined);
	const sum = (of: (one: Today) => number): number => known.reduce((all, one) => all + of(one), 0);
	return {
		taken: sum(({ taken = 0 }) => taken),
		desks: sum(({ desks }) => desks),
		visits: sum(({ visits = 0 }) => visits),
		whole: all.filter(({ coverage }) => coverage.is === 'whole').length
	};
};
