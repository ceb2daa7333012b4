import type { FactId } from '../ids';
import { is, type Category, type FactOf, type Reason } from '../kinds';
import type { Fact } from '../facts';
import type { Fold } from './fold';

/** One visit of one person to one centre. Its id is that of the fact of arrival. */
export interface Visit {
	readonly id: FactId;
	person: string;
	/** Who it was before a host tied the visit to somebody. */
	formerly?: string;
	readonly number?: string;
	readonly reason: Reason;
	readonly category: Category;
	/** Device clock at arrival, milliseconds. */
	readonly arrived: number;
	/** When the visit ends if nobody says so, milliseconds. */
	readonly closes: number;
	/** Device clock at departure. */
	left?: number;
	/** The fact that said so. */
	leftBy?: FactId;
	undone?: true;
	/** Further arrivals of the same person while here: a second tap, another kiosk. */
	again?: FactId[];
}

/** What happened at one centre on one day. */
export interface DayPage {
	visits: Visit[];
	/** Facts of kinds or versions this app does not know. */
	unknown: number;
}

export const dayFold: Fold<DayPage> = {
	version: 2,
	empty: () => ({ visits: [], unknown: 0 }),
	add(page, fact: Fact) {
		if (is(fact, 'visit.arrived/1')) arrive(page, fact);
		else if (is(fact, 'visit.left/1')) leave(page, fact);
		else if (is(fact, 'visit.undone/1')) undo(page, fact);
		else if (is(fact, 'visit.tied/1')) tie(page, fact);
		else page.unknown += 1;
	}
};

function arrive(page: DayPage, fact: FactOf<'visit.arrived/1'>): void {
	const present = page.visits.find(
		(visit) => visit.person === fact.person && isOpen(visit) && fact.at.wall < visit.closes
	);
	if (present) {
		(present.again ??= []).push(fact._id);
		return;
	}
	const { _id: id, person, number, reason, category, closes } = fact;
	page.visits.push({
		id,
		person,
		...(number && { number }),
		reason,
		category,
		arrived: fact.at.wall,
		closes
	});
}

function leave(page: DayPage, fact: FactOf<'visit.left/1'>): void {
	const visit = visitOf(page, fact.visit);
	if (!visit || !isOpen(visit)) return;
	visit.left = fact.at.wall;
	visit.leftBy = fact._id;
}

/** Takes back an arrival or a departure. */
function undo(page: DayPage, fact: FactOf<'visit.undone/1'>): void {
	const departure = page.visits.find((visit) => visit.leftBy === fact.undoes);
	if (departure) {
		delete departure.left;
		delete departure.leftBy;
		return;
	}
	const visit = visitOf(page, fact.undoes);
	if (visit) visit.undone = true;
}

/** The last host to say who it was has it right. */
function tie(page: DayPage, fact: FactOf<'visit.tied/1'>): void {
	const visit = visitOf(page, fact.visit);
	if (!visit || visit.person === fact.person) return;
	visit.formerly ??= visit.person;
	visit.person = fact.person;
}

const visitOf = (page: DayPage, id: FactId): Visit | undefined =>
	page.visits.find((visit) => visit.id === id || visit.again?.includes(id));

/** Neither left nor taken back, as far as anybody said. */
export const isOpen = (visit: Visit): boolean => !visit.undone && visit.left === undefined;

/** How a visit stands at an instant. `closed`: nobody said so, closing time did; the end is an estimate. */
export type Presence = 'here' | 'left' | 'closed' | 'undone';

export function presence(visit: Visit, now: number): Presence {
	if (visit.undone) return 'undone';
	if (visit.left !== undefined) return 'left';
	return now < visit.closes ? 'here' : 'closed';
}

/** When the visit ended, and whether that is known or taken from the closing time. */
export function endOf(visit: Visit, now: number): { at: number; estimated: boolean } | undefined {
	if (visit.left !== undefined) return { at: visit.left, estimated: false };
	return now < visit.closes ? undefined : { at: visit.closes, estimated: true };
}

export const here = (page: DayPage, now: number): Visit[] =>
	page.visits.filter((visit) => presence(visit, now) === 'here');

/** A desk is taken by who came to work; the rest of a visit's reasons need none. */
export const desksTaken = (page: DayPage, now: number): number =>
	here(page, now).filter((visit) => visit.reason === 'work').length;

/** Desks nobody has taken. Never below none: who comes when all are taken is welcome all the same. */
export const desksFree = (page: DayPage, desks: number, now: number): number =>
	Math.max(0, desks - desksTaken(page, now));

/** The visit under way of a person, where there is one. */
export const visitUnderWay = (page: DayPage, person: string, now: number): Visit | undefined =>
	here(page, now).find((visit) => visit.person === person);
