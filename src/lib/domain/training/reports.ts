import type { Day, FactId, Slug } from '../ids';
import type { Attendance, Half, Level } from './kinds';
import type { Quiz } from './words';

/**
 * What the server publishes of training, each to whom it concerns, under the ids of
 * `reportId`. The latest is right; one that is no longer so is `{ gone: true }`. Days
 * are local days of the network.
 */

/** In a roster, for today and the next two weeks: whom a kiosk waits for, by id alone. */
export interface AwaitedSession {
	readonly session: FactId;
	readonly day: Day;
	readonly half: Half;
	/** Title of the course. */
	readonly course: string;
	/** Title of the module. */
	readonly module?: string;
	readonly space?: string;
	/** What the trainer is called. */
	readonly trainer: string;
	/** In the order of the roll. */
	readonly people: readonly string[];
}

/** In a person's own database: a course they follow. */
export interface OwnEnrolment {
	readonly enrolment: FactId;
	/** Id of the course, for what `public` says of it. */
	readonly course: string;
	readonly title: string;
	/** Title of the group. */
	readonly group: string;
	readonly centre: Slug;
	readonly standing: 'waiting' | 'enrolled' | 'started' | 'interrupted' | 'abandoned' | 'completed';
	/** Since when it stands so. */
	readonly since: Day;
	/** Of the group. */
	readonly from: Day;
	readonly to: Day;
	/** By objective, what a trainer last said. What is not here was not assessed. */
	readonly objectives: Readonly<Record<string, Level>>;
}

/** In a person's own database: a half-day of a group they have a place in, or one they came to. */
export interface OwnSession {
	readonly session: FactId;
	readonly day: Day;
	readonly half: Half;
	readonly hours: number;
	readonly centre: Slug;
	/** Id of the course. */
	readonly course: string;
	/** Title of the course. */
	readonly title: string;
	/** Id of the module. */
	readonly module?: string;
	readonly space?: string;
	/** Who trains, by random id, as signatures and progress have it. */
	readonly by: string;
	/** What the trainer is called. */
	readonly trainer: string;
	/** The group, by the fact that formed it. */
	readonly group: FactId;
	readonly mark?: { readonly is: Attendance; readonly minutes?: number };
	/** They have signed for it themselves. */
	readonly signed: boolean;
	/** Why it does not take place. */
	readonly cancelled?: string;
}

/** In `public`: what there is to read in a course. */
export interface CourseContents {
	readonly course: string;
	/** By lesson or quiz: the fact that is its last version, and what `/lessons/…` answers weighs, bytes before compression. */
	readonly items: Readonly<Record<string, { readonly of: FactId; readonly bytes: number }>>;
}

/** In `network`: a lesson, or a quiz, as it is now. */
export type PublishedItem =
	| { readonly of: FactId; readonly title: string; readonly text: string }
	| ({ readonly of: FactId } & Quiz);

/** In `learners`: somebody registered who is enrolled. Stays when they are forgotten elsewhere, until training papers need no longer be kept. */
export interface LegalName {
	readonly person: string;
	readonly name: string;
	readonly employer?: string;
	/** What they type at a door. */
	readonly number?: string;
}

/** In `training`: how far a chain has been seen without a gap or a fork, in the network's hand. */
export interface Witness {
	readonly chain: string;
	readonly n: number;
	/** Of the `linkText` of the last link: what the next one names as `prev`. */
	readonly digest: string;
	/** Server clock, milliseconds. */
	readonly at: number;
	/** Over `witnessText`, by the network's key. */
	readonly signature: string;
}

/** Why a half-day has no room: a holder's refusal, nothing open that half-day, or a host took it back. */
export const ROOM_REFUSALS = [
	'full',
	'closed',
	'past',
	'too-far',
	'overlap',
	'unknown-space',
	'outside-hours',
	'too-long',
	'missed',
	'cancelled'
] as const;
export type RoomRefusal = (typeof ROOM_REFUSALS)[number];

/** In `training`: whether a half-day that names a space has it. */
export interface RoomStanding {
	readonly session: FactId;
	readonly space: string;
	/** `asked` with `too-far`: it will be asked for once places are given for that day. */
	readonly is: 'asked' | 'confirmed' | 'refused';
	readonly why?: RoomRefusal;
}
