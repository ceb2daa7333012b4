import { notOnline, parseAvailability, type Availability } from '../../domain/availability';
import { local } from '../../domain/calendar';
import { deskCount, type Centre } from '../../domain/centres';
import { closuresOf, type CentrePage } from '../../domain/folds/centre';
import { pageKey, reportId, type Day } from '../../domain/ids';
import { doorAt, type Door } from '../../domain/opening';
import { halvesAhead, type HalfDay } from '../../domain/places/halves';
import { straightKm } from '../../domain/places/nearest';
import { whyClosed, type Obstacle } from '../../domain/places/obstacle';
import { openingOn } from '../../domain/places/slots';

/** A half-day in which somebody could come. */
export interface Chance extends HalfDay {
	/** Desks free in it by the last report; `undefined` where nothing has been heard today. */
	readonly free?: number;
}

/** A centre as somebody looking for a desk sees it. */
export interface Place {
	readonly centre: Centre;
	readonly door: Door;
	/** Why it is closed on a day it would be open on: a public holiday, or what the centre has said. */
	readonly closed?: Obstacle;
	/** The half-day under way and the next one, as far as the door is open in them. */
	readonly chances: readonly Chance[];
	/** The centres that are nearest, by the straight line, whole kilometres. */
	readonly near: readonly { readonly name: string; readonly km: number }[];
}

/** Neighbours worth naming. */
const NEIGHBOURS = 2;

export function placesOf(
	centres: readonly Centre[],
	pages: ReadonlyMap<string, CentrePage>,
	reports: ReadonlyMap<string, unknown>,
	{ now, heardAt }: { readonly now: number; readonly heardAt?: number | undefined }
): readonly Place[] {
	const { day: today } = local(now);
	const isHeard = heardAt !== undefined && local(heardAt).day === today;
	const seenOn = (centre: Centre, day: Day): Availability | undefined =>
		parseAvailability(reports.get(reportId.availability(centre.slug, day)));
	return centres.map((centre): Place => {
		const closures = closuresOf(pages.get(pageKey.centre(centre.slug)) ?? {});
		const isOpen = openingOn(centre, closures, today).length > 0;
		const why = isOpen ? undefined : whyClosed(today, { closures });
		return {
			centre,
			door: isOpen ? doorAt(centre, now) : { is: 'closed-all-day' },
			...(why && why.is !== 'closed' && { closed: why }),
			chances: halvesAhead(centre, closures, now).map((one) => {
				const seen = seenOn(centre, one.day);
				// A day nobody has said anything of has no report, and nothing taken. What is of
				// today was said today; of a later day it may have been said long ago.
				const isKnown = isHeard || (seen !== undefined && one.day === today);
				return { ...one, ...(isKnown && { free: desksLeft(centre, seen, one.half) }) };
			}),
			near: nearOf(centre, centres)
		};
	});
}

/** For somebody who walks in: neither given to anybody nor sat at, by whichever says more. */
function desksLeft(centre: Centre, seen: Availability | undefined, half: HalfDay['half']): number {
	const given = centre.spaces
		.filter(({ kind }) => kind === 'desk')
		.map(({ id }) => (notOnline(seen, id, half) ?? 0) - (seen?.kept?.[id]?.[half] ?? 0))
		.reduce((sum, count) => sum + count, 0);
	return Math.max(0, deskCount(centre) - Math.max(given, seen?.taken[half] ?? 0));
}

const nearOf = (centre: Centre, centres: readonly Centre[]): Place['near'] =>
	centres
		.filter((other) => other.slug !== centre.slug)
		.map((other) => ({ name: other.name, km: Math.round(straightKm(centre, other)) }))
		.toSorted((a, b) => a.km - b.km)
		.slice(0, NEIGHBOURS);
