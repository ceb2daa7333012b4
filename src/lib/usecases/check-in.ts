import type { Badge } from '../domain/badge';
import { local } from '../domain/calendar';
import { closingFor, type Centre } from '../domain/centres';
import { VISIT_NUMBER_LENGTH } from '../domain/codes';
import { stamp } from '../domain/device';
import type { Draft } from '../domain/facts';
import { closuresOf } from '../domain/folds/centre';
import { isOpen, type DayPage, type Visit } from '../domain/folds/day';
import { database, dayOfPage, pageKey, type Day, type FactId } from '../domain/ids';
import type { Category, Reason } from '../domain/kinds';
import { cleanName } from '../domain/names';
import { halfDayAt } from '../domain/places/slots';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Randomness } from '../ports/randomness';
import { placeOnArrival, type Placing } from './find-place';
import { daysWithNews, hearNews, type Told } from './hear-news';

export interface CheckIn {
	readonly centre: Centre;
	/** Chosen once per person or per form, so that a second tap is the same arrival. */
	readonly person: string;
	readonly reason: Reason;
	readonly category: Category;
	/** A first visitor's: kept apart from the visit, under the person's random id. */
	readonly name?: string;
	/** The badge that was shown. */
	readonly badge?: Badge;
}

export type CheckedIn =
	| {
			readonly visit: FactId;
			readonly day: Day;
			/** Was here already: nothing new was written. */
			readonly again: boolean;
			/** What a first visitor types to leave. */
			readonly number?: string;
			/** Of who comes to work: where they sit. A check-in is never refused for want of a place. */
			readonly place?: Placing;
			/** What has become of other places of theirs: heard now, and written down as heard. */
			readonly told?: readonly Told[];
	  }
	| { readonly failed: 'no-room' };

/**
 * Somebody arrives, and who comes to work is given a place in the same breath, if
 * this kiosk has one to give. Resolved means on this device's disk.
 */
export async function checkIn(
	{ log, clock, random }: { log: FactLog; clock: Clock; random: Randomness },
	{ centre, person, reason, category, name, badge }: CheckIn
): Promise<CheckedIn> {
	const wall = clock.now();
	const { day, time } = local(wall);
	const page = pageKey.day(centre.slug, day);
	const ledger = pageKey.ledger(centre.slug, day);
	const about = pageKey.centre(centre.slug);
	const theirs = pageKey.person(person);
	// A nomad's host has nobody to ask: the badge's short name is all there is to greet them by.
	const isNomad = badge !== undefined && badge.home !== centre.slug;
	// Who has never been here has nothing to hear.
	const days =
		name === undefined ? await daysWithNews(log, person, { centre, day, now: wall }) : [];
	const news = [ledger, ...days];
	const reads = [page, about, ...news, ...(isNomad ? [theirs] : [])];
	interface Decided {
		readonly present?: Visit;
		readonly number?: string | undefined;
		readonly place?: Placing;
		readonly told?: readonly Told[];
	}
	const done = await log.commit<Decided>(reads, (read, device) => {
		const today = read(page, 'day');
		const present = openVisitOf(today, person, wall);
		if (present) return { drafts: [], result: { present } };
		const number = name === undefined ? undefined : freeNumber(today, random);
		const base = { day, scope: centre.slug, v: 1, at: stamp(wall, device), by: person };
		const arrival: Draft = {
			...base,
			db: database.centre(centre.slug),
			kind: 'visit.arrived',
			fields: {
				person,
				reason,
				category,
				closes: closingFor(centre, day, wall),
				number,
				badge: badge?.badge
			}
		};
		const isUnheardOf = isNomad && read(theirs, 'person').name === undefined;
		const called = name ?? (isUnheardOf ? cleanName(badge.name) : '');
		const introduction: Draft = {
			...base,
			db: database.people(centre.slug),
			kind: 'person.introduced',
			fields: { person, name: called }
		};
		const closures = closuresOf(read(about, 'centre'));
		const premises = { centre, closures, today: day, now: wall };
		const ground = { centre: centre.slug, day, wall, device };
		const found =
			reason === 'work'
				? placeOnArrival(read(ledger, 'ledger'), person, halfDayAt(time), ground, premises)
				: undefined;
		const heard = news.map((key) => {
			const at = dayOfPage(key)!.day;
			const seen = { ...premises, day: at };
			return hearNews(read(key, 'ledger'), person, { ...ground, day: at }, seen);
		});
		const drafts = [
			arrival,
			...(found?.drafts ?? []),
			...(called === '' ? [] : [introduction]),
			...heard.flatMap((each) => each.drafts)
		];
		const told = heard.flatMap((each) => each.told);
		return {
			drafts,
			result: { number, ...(found && { place: found.place }), ...(told.length > 0 && { told }) }
		};
	});
	if ('failed' in done) return done;
	const { present, number = present?.number, ...rest } = done.result;
	const visit = present?.id ?? done.facts[0]!._id;
	const again = present !== undefined;
	return { visit, day, again, ...(number !== undefined && { number }), ...rest };
}

const openVisitOf = (page: DayPage, person: string, wall: number) =>
	page.visits.find((visit) => visit.person === person && isOpen(visit) && wall < visit.closes);

/** One that nobody here today has; if all are taken, any: leaving then asks who it is. */
function freeNumber(page: DayPage, random: Randomness): string {
	const taken = new Set(page.visits.map((visit) => visit.number));
	const count = 10 ** VISIT_NUMBER_LENGTH;
	const start = Math.floor(random.fraction() * count);
	for (let i = 0; i < count; i += 1) {
		const number = String((start + i) % count).padStart(VISIT_NUMBER_LENGTH, '0');
		if (!taken.has(number)) return number;
	}
	return String(start).padStart(VISIT_NUMBER_LENGTH, '0');
}
