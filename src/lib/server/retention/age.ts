import { local, shiftDay } from '../../domain/calendar';
import type { Fact } from '../../domain/facts';
import { centreOfDatabase, database, partsOf, type DatabaseName, type Day } from '../../domain/ids';
import type { Retention } from './config';

/** What leaves a centre's database when its time is over: visits, and what was said of them, … */
export const isOfVisit = ({ kind }: Fact): boolean => kind.startsWith('visit.');
/** … and places, with the visits of their day. */
export const isOfPlace = ({ kind }: Fact): boolean => kind.startsWith('place.');

const DAY = 86_400_000;

/**
 * The day a fact's time begins on: the day it is about, put right where the device
 * knew by how much its clock was wrong. `arrived` (server clock, milliseconds) is
 * kept of facts whose day cannot be judged by, and takes its place.
 */
export function beginningOf(fact: Fact, arrived: number | undefined): Day {
	const { _id, at } = fact;
	if (arrived !== undefined) return local(arrived).day;
	// The day of a place is the one it is wanted on, whatever any clock says.
	if (isOfPlace(fact)) return partsOf(_id).day;
	return shiftDay(partsOf(_id).day, Math.round((at.offset ?? 0) / DAY));
}

/** The first day that is still kept. */
export const firstKept = (now: number, days: number): Day => shiftDay(local(now).day, -days);

/**
 * Whether a fact that comes now is certainly past its time: its device knew the
 * server's time when it wrote it. A day alone says nothing. A tablet that has
 * started with the clock of years ago, and no link yet, dates today's check-ins so:
 * they are to be stored (laws 4 and 8), and the relay keeps them from the day on
 * which they came.
 */
export function isExpired(
	db: DatabaseName,
	fact: Fact,
	now: number,
	{ visits }: Retention
): boolean {
	const centre = centreOfDatabase(db);
	if (!centre || db !== database.centre(centre) || !isOfVisit(fact)) return false;
	const { offset, offsetAge = -1 } = fact.at;
	const isKnown = offset !== undefined && offsetAge >= 0 && offsetAge <= TRUSTED;
	return isKnown && beginningOf(fact, undefined) < firstKept(now, visits);
}

/** An offset measured longer ago may be that of a clock before it jumped, milliseconds. */
const TRUSTED = 30 * DAY;
