import { partsOf, type Day, type FactId } from '../ids';
import { is } from '../kinds';
import { withoutWords, withWord, type Heads } from '../training/heads';
import type { Level } from '../training/kinds';
import type { Mark } from '../training/words';
import type { Fold } from './fold';
import { addEnrolment, type Enrolment } from './group';
import { markOf } from './session';

/** One person's way through their courses, as far as this device may know. */
export interface LearnerPage {
	/** What they are called, where a trainer wrote it down. */
	name?: string;
	employer?: string;
	enrolments: Record<FactId, Enrolment>;
	/** Asked for by a host, until the relay has made an enrolment of it. */
	asked: Record<FactId, { readonly course: string; readonly group: FactId }>;
	/** By session. */
	marks: Record<FactId, Heads<Mark>>;
	/** Sessions they have signed for, and have not taken back. */
	signed: Record<FactId, FactId[]>;
	/** By course and lesson: the first time it was read to its end. */
	read: Record<string, Record<string, FactId>>;
	/** By course and quiz: every attempt, in order. */
	attempts: Record<string, Record<string, Attempt[]>>;
	/** By course and objective: the last word of a trainer. */
	objectives: Record<string, Record<string, Assessed>>;
	notes: Note[];
	/** Half-days they came to under another id, before it was known who they were: by session, that id. */
	was: Record<FactId, string>;
	/** Who they turned out to be. */
	isNow?: string;
	/** The last day on which they did something themselves. */
	active?: Day;
}

export interface Attempt {
	readonly fact: FactId;
	readonly of: FactId;
	readonly right: number;
	readonly total: number;
	readonly passed: boolean;
	/** Device clock, milliseconds. */
	readonly at: number;
}
export interface Assessed {
	readonly level: Level;
	readonly fact: FactId;
	readonly day: Day;
}
export interface Note {
	readonly fact: FactId;
	readonly text: string;
	readonly day: Day;
}

export const learnerFold: Fold<LearnerPage> = {
	version: 1,
	empty: () => ({
		enrolments: {},
		asked: {},
		marks: {},
		signed: {},
		read: {},
		attempts: {},
		objectives: {},
		notes: [],
		was: {}
	}),
	add(page, fact) {
		const { day } = partsOf(fact._id);
		if (is(fact, 'learner.introduced/1')) {
			page.name = fact.name;
			if (fact.employer) page.employer = fact.employer;
		} else if (is(fact, 'learner.amended/1')) {
			const { name, employer } = fact.change;
			if (name !== undefined) page.name = name;
			if (employer !== undefined) page.employer = employer;
		} else if (is(fact, 'enrolment.asked/1')) {
			page.asked[fact._id] = { course: fact.course, group: fact.group };
		} else if (is(fact, 'attendance.noted/1')) {
			page.marks[fact.session] = withWord(page.marks[fact.session], markOf(fact), fact.replaces);
			if (fact.is !== 'absent') wasActive(page, partsOf(fact.session).day);
		} else if (is(fact, 'attendance.unsaid/1')) {
			const left = withoutWords(page.marks[fact.session], fact.replaces);
			if (left) page.marks[fact.session] = left;
			else delete page.marks[fact.session];
		} else if (is(fact, 'signature.given/1')) {
			if (fact.as !== 'learner') return;
			(page.signed[fact.session] ??= []).push(fact._id);
			wasActive(page, partsOf(fact.session).day);
		} else if (is(fact, 'signature.struck/1')) {
			const left = (page.signed[fact.session] ?? []).filter((id) => id !== fact.signature);
			if (left.length > 0) page.signed[fact.session] = left;
			else delete page.signed[fact.session];
		} else if (is(fact, 'lesson.read/1')) {
			(page.read[fact.course] ??= {})[fact.lesson] ??= fact._id;
			wasActive(page, day);
		} else if (is(fact, 'quiz.answered/1')) {
			const { _id, of, right, total, passed, at } = fact;
			const attempts = ((page.attempts[fact.course] ??= {})[fact.quiz] ??= []);
			attempts.push({ fact: _id, of, right, total, passed, at: at.wall });
			wasActive(page, day);
		} else if (is(fact, 'objective.assessed/1')) {
			const { _id, level } = fact;
			(page.objectives[fact.course] ??= {})[fact.objective] = { level, fact: _id, day };
		} else if (is(fact, 'note.made/1')) page.notes.push({ fact: fact._id, text: fact.text, day });
		else if (is(fact, 'learner.tied/1')) tie(page, fact);
		else addEnrolment(page.enrolments, fact);
	}
};

/** The fact is on both persons' pages; a page does not know whose it is, so it keeps what fits either. */
function tie(page: LearnerPage, fact: { person: string; to: string; session: string }): void {
	page.was[fact.session] = fact.person;
	page.isNow = fact.to;
}

function wasActive(page: LearnerPage, day: Day): void {
	if (page.active === undefined || page.active < day) page.active = day;
}
