import { deskCount, type Centre } from './centres';
import { instantOf } from './calendar';
import type { DayPage } from './folds/day';
import type { Day } from './ids';
import { isRecord } from './parse';

/** Half-days, the unit desks are counted in. */
export const HALF_DAYS = { am: ['00:00', '13:00'], pm: ['13:00', '24:00'] } as const;

/** How full a centre was or is on one day: counts alone, nobody's id. */
export interface Availability {
	readonly desks: number;
	/** Desks used at some moment of each half-day. */
	readonly taken: { readonly am: number; readonly pm: number };
	/** Visits begun that day and not taken back. */
	readonly visits: number;
}

export function availability(
	centre: Pick<Centre, 'spaces'>,
	day: Day,
	page: DayPage
): Availability {
	const noon = instantOf(day, HALF_DAYS.pm[0]);
	const visits = page.visits.filter((visit) => !visit.undone);
	const atDesks = visits.filter((visit) => visit.reason === 'work');
	const am = atDesks.filter((visit) => visit.arrived < noon).length;
	const pm = atDesks.filter((visit) => (visit.left ?? visit.closes) > noon).length;
	return { desks: deskCount(centre), taken: { am, pm }, visits: visits.length };
}

/** A published report as it can be trusted; `undefined` for anything else. */
export function parseAvailability(value: unknown): Availability | undefined {
	if (!isRecord(value) || !isRecord(value['taken'])) return undefined;
	const { desks, visits } = value;
	const { am, pm } = value['taken'];
	if (!isAmount(desks) || !isAmount(visits) || !isAmount(am) || !isAmount(pm)) return undefined;
	return { desks, visits, taken: { am, pm } };
}

const isAmount = (value: unknown): value is number =>
	Number.isSafeInteger(value) && (value as number) >= 0;
