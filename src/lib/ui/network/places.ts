import { notOnline, parseAvailability, type Availability } from '../../domain/availability';
import { local } from '../../domain/calendar';
import { deskCount, type Centre } from '../../domain/centres';
import { closuresOf, type CentrePage } from '../../domain/folds/centre';
import { pageKey, reportId } from '../../domain/ids';
import { doorAt, type Door } from '../../domain/opening';
import { whyClosed, type Obstacle } from '../../domain/places/obstacle';
import { halfDayAt, openingOn } from '../../domain/places/slots';

/** A centre as somebody looking for a desk sees it. */
export interface Place {
	readonly centre: Centre;
	readonly door: Door;
	readonly half: 'am' | 'pm';
	/** Why it is closed on a day it would be open on: a public holiday, or what the centre has said. */
	readonly closed?: Obstacle;
	/** Desks free in this half-day by the last report; `undefined` where nothing has been heard today. */
	readonly free?: number;
}

export function placesOf(
	centres: readonly Centre[],
	pages: ReadonlyMap<string, CentrePage>,
	reports: ReadonlyMap<string, unknown>,
	{ now, heardAt }: { readonly now: number; readonly heardAt?: number | undefined }
): readonly Place[] {
	const { day, time } = local(now);
	const half = halfDayAt(time);
	const isHeard = heardAt !== undefined && local(heardAt).day === day;
	return centres.map((centre): Place => {
		const closures = closuresOf(pages.get(pageKey.centre(centre.slug)) ?? {});
		const isOpen = openingOn(centre, closures, day).length > 0;
		const why = isOpen ? undefined : whyClosed(day, { closures });
		const seen = parseAvailability(reports.get(reportId.availability(centre.slug, day)));
		return {
			centre,
			half,
			door: isOpen ? doorAt(centre, now) : { is: 'closed-all-day' },
			...(why && why.is !== 'closed' && { closed: why }),
			// A day nobody has said anything of has no report, and nothing taken.
			...((seen || isHeard) && { free: desksLeft(centre, seen, half) })
		};
	});
}

/** For somebody who walks in: neither given to anybody nor sat at, by whichever says more. */
function desksLeft(centre: Centre, seen: Availability | undefined, half: Place['half']): number {
	const given = centre.spaces
		.filter(({ kind }) => kind === 'desk')
		.map(({ id }) => (notOnline(seen, id, half) ?? 0) - (seen?.kept?.[id]?.[half] ?? 0))
		.reduce((sum, count) => sum + count, 0);
	return Math.max(0, deskCount(centre) - Math.max(given, seen?.taken[half] ?? 0));
}
