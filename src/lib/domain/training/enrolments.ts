import { partsOf, type Day, type FactId } from '../ids';
import type { Enrolment, GroupPage } from '../folds/group';
import type { LearnerPage } from '../folds/learner';
import { lastWord } from './heads';
import type { State } from './kinds';
import type { Session } from './words';

/** Who has a place in a group and who waits for one, and how an enrolment stands. */

export interface Places {
	readonly admitted: readonly Enrolment[];
	readonly waiting: readonly Enrolment[];
}

/**
 * Places go in the order in which enrolments were made, first to those a trainer
 * let jump the queue. Who abandoned or completed frees theirs, and is in neither
 * list; who was interrupted keeps it. Who comes back after that is last, so that
 * nobody loses a place they had.
 */
export function placesIn({ group, enrolments }: GroupPage): Places {
	const going = Object.values(enrolments).filter(({ states }) => !isOver(lastState(states)));
	const queue = [0, 1, 2].flatMap((turn) => going.filter((one) => turnOf(one) === turn));
	const capacity = group?.capacity ?? Infinity;
	const inside = new Set(queue.slice(0, capacity));
	const has = (one: Enrolment): boolean => inside.has(one);
	return { admitted: going.filter(has), waiting: queue.filter((one) => !has(one)) };
}

/**
 * Who had a place on a day, as far as was said by then. A group whose enrolments
 * were all written down afterwards is taken as it is written.
 */
export function placesOn(page: GroupPage, day: Day): Places {
	const all = Object.entries(page.enrolments);
	const made = all.filter(([, { on }]) => on <= day);
	const then = (made.length > 0 ? made : all).map(([id, enrolment]) => {
		const states = enrolment.states.filter(({ on }) => on <= day);
		return [id, { ...enrolment, states }] as const;
	});
	return placesIn({ ...page, enrolments: Object.fromEntries(then) });
}

/** How an enrolment stands, since when, and why. */
export interface Standing {
	readonly is: 'waiting' | 'enrolled' | 'started' | 'interrupted' | 'abandoned' | 'completed';
	readonly since: Day;
	readonly why?: string;
}

/**
 * Nobody writes that a course was started: the first half-day somebody attends of
 * it, or the first lesson they read or quiz they answer, does. Without `sessions`
 * a half-day of any course counts.
 */
export function standingOf(
	enrolment: Enrolment,
	learner: LearnerPage,
	isWaiting: boolean,
	sessions?: readonly Session[]
): Standing {
	const last = lastState(enrolment.states);
	if (last && isPause(last)) {
		const { to: is, on: since, why } = last;
		return { is, since, ...(why !== undefined && { why }) };
	}
	if (isWaiting) return { is: 'waiting', since: enrolment.on };
	const [first] = [...daysOf(enrolment, learner, sessions)].sort();
	if (first === undefined) return { is: 'enrolled', since: enrolment.on };
	return { is: 'started', since: first < enrolment.on ? enrolment.on : first };
}

type StateSaid = Enrolment['states'][number];
type Pause = StateSaid & { readonly to: 'interrupted' | 'abandoned' | 'completed' };

/** `admitted` gives a place, and says nothing of how the enrolment stands. */
const lastState = (states: readonly StateSaid[]): StateSaid | undefined =>
	states.filter(({ to }) => to !== 'admitted').at(-1);

const isPause = (state: StateSaid): state is Pause => state.to !== 'resumed';
const ends = (to: State): boolean => to === 'abandoned' || to === 'completed';
const isOver = (state: StateSaid | undefined): boolean => state !== undefined && ends(state.to);

/** 0 for who was let in, 1 for who goes by the order, 2 for who was gone and came back. */
function turnOf({ states }: Enrolment): 0 | 1 | 2 {
	const word = states.filter(({ to }) => to === 'admitted' || ends(to)).at(-1);
	if (!word) return 1;
	return word.to === 'admitted' ? 0 : 2;
}

function* daysOf(
	{ course, group }: Enrolment,
	{ marks, signed, read, attempts }: LearnerPage,
	sessions: readonly Session[] | undefined
): Iterable<Day> {
	const its = sessions && new Set(sessions.flatMap((one) => (one.group === group ? [one.id] : [])));
	const counts = (session: FactId): boolean => its?.has(session) ?? true;
	for (const [session, heads] of Object.entries(marks))
		if (counts(session) && lastWord(heads)?.is !== 'absent') yield partsOf(session).day;
	for (const session of Object.keys(signed))
		if (counts(session) && marks[session] === undefined) yield partsOf(session).day;
	for (const fact of Object.values(read[course] ?? {})) yield partsOf(fact).day;
	for (const tries of Object.values(attempts[course] ?? {}))
		for (const { fact } of tries) yield partsOf(fact).day;
}
