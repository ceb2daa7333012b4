import type { FactOf } from '../kinds';
import type { Attendance, Half, Signer, Way } from './kinds';
import type { Said } from './heads';
import type { Day, FactId, Slug } from '../ids';

/** What the folds of training make of facts. Days are local days of the network, hours are of training. */

export type Course = FactOf<'course.described/1'>['course'];
export type Module = Course['modules'][number];
export type Quiz = Pick<FactOf<'quiz.written/1'>, 'title' | 'pass' | 'questions'>;
export type Seal = FactOf<'signature.given/1'>['seal'];

/** One half-day of training. Its id is that of the fact that planned it. */
export interface Session {
	readonly id: FactId;
	readonly centre: Slug;
	readonly day: Day;
	readonly half: Half;
	readonly course: string;
	readonly group: FactId;
	module?: string;
	hours: number;
	space?: string;
	/** Who trains: a person's random id. */
	trainer: string;
	/** Why it does not take place. */
	cancelled?: string;
}

/** What was said of somebody's presence. */
export interface Mark extends Said {
	readonly is: Attendance;
	/** How late. */
	readonly minutes?: number;
	readonly why?: string;
	/** The device or person that said it. */
	readonly by: string;
	/** Device clock, milliseconds. */
	readonly at: number;
}

export interface Signature extends Said {
	readonly person: string;
	readonly as: Signer;
	readonly way: Way;
	readonly strokes?: string;
	readonly roll?: string;
	readonly when: number;
	readonly seal: Seal;
	/** Why it counts no more. */
	struck?: string;
}
