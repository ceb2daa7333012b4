import type { LearnerPage } from '../folds/learner';
import type { Day } from '../ids';
import { lastWord } from './heads';
import type { Session } from './words';

/** Who may be about to give up: the matrix shows it, a person decides what to do. */

/** Days without anything done, after which somebody is said to be silent. */
export const SILENT_AFTER = 14;
/** Absences in a row. */
export const ABSENT_AFTER = 2;

export interface Drift {
	readonly why: 'silent' | 'absent';
	/** Since they last did something. */
	readonly days?: number;
	/** In a row. */
	readonly times?: number;
}

/**
 * Absent twice in a row, or two weeks without attending, reading or answering.
 * Nobody drifts before their first half-day, nor once all they follow has ended
 * or is interrupted. Who waits for a place is no business of this: do not ask.
 */
export function driftOf(
	learner: LearnerPage,
	sessions: readonly Session[],
	{ today }: { readonly today: Day }
): Drift | undefined {
	const going = Object.values(learner.enrolments).filter(({ states }) => {
		const last = states.filter(({ to }) => to !== 'admitted').at(-1);
		return last === undefined || last.to === 'resumed';
	});
	const isEnrolled = Object.keys(learner.enrolments).length > 0;
	if (isEnrolled && going.length === 0) return undefined;
	const held = sessions
		.filter(({ cancelled }) => cancelled === undefined)
		.toSorted((a, b) => (`${a.day} ${a.half}` < `${b.day} ${b.half}` ? -1 : 1));
	const times = absencesInARow(learner, held);
	if (times >= ABSENT_AFTER) return { why: 'absent', times };
	// The latest of what may have kept them from doing anything before.
	const last = [
		learner.active,
		held[0]?.day,
		...going.flatMap(({ on, states }) => [on, resumedOn(states)])
	]
		.flatMap((day) => day ?? [])
		.sort()
		.at(-1);
	if (last === undefined) return undefined;
	const days = daysBetween(last, today);
	return days >= SILENT_AFTER ? { why: 'silent', days } : undefined;
}

const resumedOn = (states: readonly { readonly to: string; readonly on: Day }[]) =>
	states.filter(({ to }) => to === 'resumed').at(-1)?.on;

/** Of the half-days of which anything was said, how many at the end were absences. */
function absencesInARow({ marks, signed }: LearnerPage, held: readonly Session[]): number {
	let times = 0;
	for (const { id } of held) {
		const mark = lastWord(marks[id]);
		if (mark?.is === 'absent') times += 1;
		else if (mark || signed[id]) times = 0;
	}
	return times;
}

const DAY = 86_400_000;
/** Whole days from one to another; negative where the other is before. */
export const daysBetween = (from: Day, to: Day): number =>
	Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
