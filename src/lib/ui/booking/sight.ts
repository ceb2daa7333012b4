import { local } from '../../domain/calendar';
import type { Centre } from '../../domain/centres';
import type { Device } from '../../domain/device';
import type { BookingsPage } from '../../domain/folds/bookings';
import { closuresOf, keptIn, type CentrePage } from '../../domain/folds/centre';
import { database, pageKey, reportId, reportsOf, type Day, type Slug } from '../../domain/ids';
import { notOnline, parseAvailability } from '../../domain/availability';
import { freeOn, type DayFree } from '../../domain/places/free';
import { slotsTaken, type Mine } from '../../domain/places/mine';
import { isHalfDay, type Slot } from '../../domain/places/slots';
import type { Premises } from '../../domain/places/wish';
import { isRecord } from '../../domain/parse';
import type { Reader } from '../../ports/fact-log';
import { isPhone, readPlaces, rightTime } from '../../usecases/bookings';
import { centresIn } from '../centres';

/** All that the screens about booking look at, read at once. */
export interface Sight {
	readonly device: Device;
	readonly pages: ReadonlyMap<string, CentrePage>;
	readonly centres: readonly Centre[];
	/** Public reports of how much is taken, by id. */
	readonly reports: ReadonlyMap<string, unknown>;
	/** The phone's person's own; empty for a visitor. */
	readonly places: readonly Mine[];
	readonly seen: BookingsPage['seen'];
	/** The centre the person is registered at. */
	readonly home?: Slug;
}

export async function readSight(read: Reader): Promise<Sight> {
	const [device, pages, reports] = await Promise.all([
		read.device(),
		read.pages('centre'),
		read.reports(database.public, reportsOf.availability)
	]);
	const about = { device, pages, centres: centresIn(pages), reports };
	if (!isPhone(device)) return { ...about, places: [], seen: {} };
	const [{ places, page }, me] = await Promise.all([
		readPlaces(read, device),
		read.report(device.own, reportId.me)
	]);
	const home = isRecord(me) && typeof me['home'] === 'string' ? me['home'] : undefined;
	return { ...about, places, seen: page.seen, ...(home !== undefined && { home }) };
}

/**
 * What time it is, as the server last said: a phone whose own clock is wrong books
 * for the right day all the same. Milliseconds, to the minute where the clock is right.
 */
export const clockOf = ({ device }: Sight, now: { readonly minute: number }): number =>
	rightTime(device, now.minute);

export const centreOf = (sight: Sight, slug: Slug): Centre | undefined =>
	sight.pages.get(pageKey.centre(slug))?.centre;

/** `undefined` for a centre this device does not know. */
export function premisesAt(sight: Sight, slug: Slug, now: number): Premises | undefined {
	const page = sight.pages.get(pageKey.centre(slug));
	if (!page?.centre) return undefined;
	return { centre: page.centre, closures: closuresOf(page), today: local(now).day, now };
}

export function freeAt(sight: Sight, slug: Slug, day: Day, now: number): DayFree {
	const premises = premisesAt(sight, slug, now);
	const page = sight.pages.get(pageKey.centre(slug));
	if (!premises || !page) return { is: 'closed' };
	const report = parseAvailability(sight.reports.get(reportId.availability(slug, day)));
	return freeOn(day, { ...premises, kept: keptIn(page) }, (space, slot) =>
		notOnline(report, space, slot)
	);
}

/** What the person has on a day, of the sort of these slots. */
export const takenOn = (
	{ places }: Pick<Sight, 'places'>,
	slots: readonly Slot[],
	except?: string
): ((day: Day) => readonly Slot[]) => {
	const sort = slots.every(isHalfDay) ? 'half-days' : 'half-hours';
	return (day) => slotsTaken(places, day, sort, except);
};
