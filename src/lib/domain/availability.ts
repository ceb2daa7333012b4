import { deskCount, type Centre } from './centres';
import { instantOf } from './calendar';
import type { DayPage } from './folds/day';
import type { Day } from './ids';
import type { LedgerPage } from './folds/ledger';
import { isRecord } from './parse';
import { onlineOn, parseCounts, type Counts, type CountsText } from './places/online';
import { HALF_DAYS, type Slot } from './places/slots';

/** How full a centre was or is on one day: counts alone, nobody's id. */
export interface Availability {
	readonly desks: number;
	/** Desks used at some moment of each half-day. */
	readonly taken: { readonly am: number; readonly pm: number };
	/** Visits begun that day and not taken back. */
	readonly visits: number;
	/** Units not to be had of the server, where anything was said of that day's places. */
	readonly online?: Counts;
	/** Of those, units that are kept for who walks in, and free. */
	readonly kept?: Counts;
}

/** As it is published. */
type Published = Omit<Availability, 'online' | 'kept'> & {
	readonly online?: CountsText;
	readonly kept?: CountsText;
};

export function availability(
	centre: Pick<Centre, 'spaces'>,
	day: Day,
	page: DayPage,
	ledger?: LedgerPage
): Published {
	const noon = instantOf(day, HALF_DAYS.pm[0]);
	const visits = page.visits.filter((visit) => !visit.undone);
	const atDesks = visits.filter((visit) => visit.reason === 'work');
	const am = atDesks.filter((visit) => visit.arrived < noon).length;
	const pm = atDesks.filter((visit) => (visit.left ?? visit.closes) > noon).length;
	return {
		desks: deskCount(centre),
		taken: { am, pm },
		visits: visits.length,
		...(ledger && onlineOn(ledger, centre))
	};
}

/** Units of a space that are not to be had online in a slot; `undefined` where a report does not say. */
export const notOnline = (
	report: Availability | undefined,
	space: string,
	slot: Slot
): number | undefined => report?.online && (report.online[space]?.[slot] ?? 0);

/** A published report as it can be trusted; `undefined` for anything else. */
export function parseAvailability(value: unknown): Availability | undefined {
	if (!isRecord(value) || !isRecord(value['taken'])) return undefined;
	const { desks, visits } = value;
	const { am, pm } = value['taken'];
	if (!isAmount(desks) || !isAmount(visits) || !isAmount(am) || !isAmount(pm)) return undefined;
	const [online, kept] = [parseCounts(value['online']), parseCounts(value['kept'])];
	return { desks, visits, taken: { am, pm }, ...(online && { online }), ...(kept && { kept }) };
}

const isAmount = (value: unknown): value is number =>
	Number.isSafeInteger(value) && (value as number) >= 0;
