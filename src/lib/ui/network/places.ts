import { HALF_DAYS, parseAvailability } from '../../domain/availability';
import { local } from '../../domain/calendar';
import { deskCount, type Centre } from '../../domain/centres';
import { reportId } from '../../domain/ids';
import { doorAt, type Door } from '../../domain/opening';

/** A centre as somebody looking for a desk sees it. */
export interface Place {
	readonly centre: Centre;
	readonly door: Door;
	readonly half: keyof typeof HALF_DAYS;
	/** Desks free in this half-day by the last report; `undefined` where none has been seen today. */
	readonly free?: number;
}

export function placesOf(
	centres: readonly Centre[],
	reports: ReadonlyMap<string, unknown>,
	now: number
): readonly Place[] {
	const { day, time } = local(now);
	const half = time < HALF_DAYS.pm[0] ? 'am' : 'pm';
	return centres.map((centre) => {
		const seen = parseAvailability(reports.get(reportId.availability(centre.slug, day)));
		const door = doorAt(centre, now);
		if (!seen) return { centre, door, half };
		return { centre, door, half, free: Math.max(0, deskCount(centre) - seen.taken[half]) };
	});
}
