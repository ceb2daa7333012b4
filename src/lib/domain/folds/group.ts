import { parseFactId, partsOf, type Day, type FactId, type Slug } from '../ids';
import { is } from '../kinds';
import type { Funder, Prescriber, State } from '../training/kinds';
import type { Fold } from './fold';

/** Who follows a course together. */
export interface GroupPage {
	group?: Group;
	/** By the fact that made it, in order: the first `capacity` of those that go on have a place, the others wait. */
	enrolments: Record<FactId, Enrolment>;
}

export interface Group {
	readonly id: FactId;
	readonly centre: Slug;
	readonly course: string;
	title: string;
	capacity: number;
	from: Day;
	to: Day;
}

/** Somebody follows a course. Its id is that of the fact that made it. */
export interface Enrolment {
	readonly id: FactId;
	readonly person: string;
	readonly course: string;
	readonly group: FactId;
	readonly funder?: Funder;
	readonly prescriber?: Prescriber;
	readonly accommodation?: true;
	/** The day it was made. */
	readonly on: Day;
	/** What was said of it since, in order. */
	states: StateSaid[];
}

export interface StateSaid {
	readonly fact: FactId;
	readonly to: State;
	readonly on: Day;
	readonly why?: string;
}

export const groupFold: Fold<GroupPage> = {
	version: 1,
	empty: () => ({ enrolments: {} }),
	add(page, fact) {
		if (is(fact, 'group.formed/1')) {
			const { _id: id, course, title, capacity, from, to } = fact;
			page.group = { id, centre: partsOf(id).scope, course, title, capacity, from, to };
		} else if (is(fact, 'group.changed/1') && page.group) {
			const { title, capacity, from, to } = fact.change;
			page.group = {
				...page.group,
				...(title !== undefined && { title }),
				...(capacity !== undefined && { capacity }),
				...(from !== undefined && { from }),
				...(to !== undefined && { to })
			};
		} else addEnrolment(page.enrolments, fact);
	}
};

/** Takes in what a fact says of enrolments. */
export function addEnrolment(
	enrolments: Record<FactId, Enrolment>,
	fact: Parameters<Fold<unknown>['add']>[1]
): void {
	if (is(fact, 'enrolment.made/1')) {
		const { _id: id, person, course, group, funder, prescriber, accommodation } = fact;
		enrolments[id] = {
			...{ id, person, course, group, on: partsOf(id).day, states: [] },
			...(funder !== undefined && { funder }),
			...(prescriber !== undefined && { prescriber }),
			...(accommodation && { accommodation: true as const })
		};
	} else if (is(fact, 'enrolment.stated/1') && parseFactId(fact.enrolment)) {
		const { _id, to, on, why } = fact;
		const said = { fact: _id, to, on, ...(why !== undefined && { why }) };
		enrolments[fact.enrolment]?.states.push(said);
	}
}
