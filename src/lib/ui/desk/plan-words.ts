import type { Centre, Space } from '../../domain/centres';
import type { Claim } from '../../domain/folds/ledger';
import type { Day } from '../../domain/ids';
import { SERVER } from '../../domain/places/holders';
import type { PlaceRefusal } from '../../domain/kinds';
import type { Bar, Row } from '../../domain/places/timeline';
import type { SeatProblem } from '../../domain/places/seating';
import { notIn, seatsOf, slotsIn } from '../../domain/places/seats';
import type { Slot } from '../../domain/places/slots';
import { extentOf, stretchesOf, type Span } from '../../domain/places/spans';
import { isOver, standingOf } from '../../domain/places/standing';
import type { News, Untold } from '../../domain/places/untold';
import { partsOfUnit, type Unit } from '../../domain/places/units';
import { slotsLeft } from '../../domain/places/wish';
import { m } from '../../paraglide/messages';
import { placeWord } from '../place-words';
import { timeOf } from '../formats';
import type { Named } from './day';

/** What places are called on the host’s pages, and what becomes of them. */

/** `Bureau 3`; the only one of its space goes without a number. */
export const unitWord = (unit: Unit, spaces: readonly Space[]): string =>
	placeWord({ spaces }, { space: partsOfUnit(unit).space, units: [unit] });

/** Whoever gives a unit away: somebody at the door, the server, or both. */
export function heldWord({ holders, isGone }: Row): string {
	if (isGone) return m.plan_gone();
	const online = holders.includes(SERVER);
	if (holders.some((one) => one !== SERVER))
		return online ? m.plan_held_both() : m.plan_held_kiosk();
	return m.plan_held_online();
}

export const spanWord = ([from, to]: Span): string =>
	m.plan_span({ from: timeOf(from), to: endWord(to) });
/** Midnight as the end of a day. */
export const endWord = (to: number): string => (timeOf(to) === '00:00' ? '24:00' : timeOf(to));

function lateWord({ due }: Bar, now: number): string {
	if (due === undefined) return m.plan_look_late_short();
	return now < due ? m.plan_look_late({ time: timeOf(due) }) : m.plan_look_late_due();
}

export function lookWord(bar: Bar, now: number, isClosed: boolean): string {
	const { look, claim, visit } = bar;
	switch (look) {
		case 'here':
			return m.plan_look_here({ time: timeOf(visit!.arrived) });
		case 'left':
			return m.plan_look_left({ time: timeOf(visit!.left ?? visit!.closes) });
		case 'expected':
			return isClosed ? m.plan_look_closed() : m.plan_look_expected();
		case 'late':
			return isClosed ? m.plan_look_closed() : lateWord(bar, now);
		case 'absent':
			return m.plan_look_absent();
		case 'offered':
			return m.plan_look_offered({ time: timeOf(claim.offer!) });
		case 'requested':
			return m.plan_look_requested();
		case 'ending':
			return m.plan_look_ending();
		case 'block':
			return m.plan_look_block();
		case 'busy':
			return m.plan_look_busy();
	}
}

/** Whose bar it is: a name, or what stands for one. */
export function whoseWord({ look, claim }: Bar, names: ReadonlyMap<string, Named>): string {
	if (look === 'busy') return m.plan_look_busy();
	if (claim.block !== undefined) return claim.block;
	return personWord(claim.person, names);
}

export function personWord(person: string | undefined, names: ReadonlyMap<string, Named>): string {
	const who = person === undefined ? undefined : names.get(person);
	return who?.name ?? (who?.isErased ? m.desk_erased_person() : m.plan_visitor());
}

/** All the places a claim is on, each with its hours; nothing where that is one alone. */
export function wholeWord(claim: Claim, centre: Centre, day: Day): string | undefined {
	const seats = seatsOf(claim);
	if (seats.length < 2) return undefined;
	const parts = seats.map(({ unit, slots }) =>
		m.plan_whole_part({
			unit: unitWord(unit, centre.spaces),
			span: spanWord(extentOf(centre, day, slots))
		})
	);
	return parts.join(' · ');
}

/** What is given back of a place, or a wish, when other hours are chosen in its stead; nothing where all of it is kept. */
export function restWord(
	claim: Claim | undefined,
	chosen: readonly Slot[],
	{ centre, day, now }: { readonly centre: Centre; readonly day: Day; readonly now: number }
): string | undefined {
	if (!claim || isOver(standingOf(claim)) || chosen.length === 0) return undefined;
	const lost = notIn(slotsLeft({ day, slots: slotsIn(claim) }, now), chosen);
	if (lost.length === 0) return undefined;
	return m.plan_rest({ when: stretchesOf(centre, day, lost).map(spanWord).join(', ') });
}

export const whyWord: Readonly<Record<PlaceRefusal, () => string>> = {
	full: () => m.plan_why_full(),
	closed: () => m.plan_why_closed(),
	past: () => m.plan_why_past(),
	'too-far': () => m.plan_why_too_far(),
	overlap: () => m.plan_why_overlap(),
	'unknown-space': () => m.plan_why_unknown_space(),
	'outside-hours': () => m.plan_why_outside_hours(),
	'too-long': () => m.plan_why_too_long(),
	missed: () => m.plan_why_missed()
};

export type ActProblem = SeatProblem | 'no-reason' | 'unknown';

const PROBLEMS: Readonly<Record<ActProblem, (of: { unit: string }) => string>> = {
	full: () => m.plan_problem_full(),
	closed: () => m.plan_problem_closed(),
	past: () => m.plan_problem_past(),
	'too-far': () => m.plan_problem_too_far(),
	overlap: () => m.plan_problem_overlap(),
	'unknown-space': () => m.plan_problem_unknown_space(),
	'outside-hours': () => m.plan_problem_outside_hours(),
	'too-long': () => m.plan_problem_too_long(),
	missed: () => m.plan_problem_missed(),
	taken: (of) => m.plan_problem_taken(of),
	same: () => m.plan_problem_same(),
	'two-holders': (of) => m.plan_problem_two_holders(of),
	'no-time': () => m.plan_problem_no_time(),
	'no-reason': () => m.plan_problem_no_reason(),
	unknown: () => m.plan_problem_unknown()
};

export const problemWord = (problem: ActProblem, unit: string): string =>
	PROBLEMS[problem]({ unit });

/** Opening hours are cut without a word of why. */
export const newsWordOf = ({ of, reason }: Pick<Untold, 'of' | 'reason'>): string =>
	of === 'closed' && reason === undefined ? m.shut_news() : newsWord[of]();

const newsWord: Readonly<Record<News, () => string>> = {
	moved: () => m.plan_news_moved(),
	refused: () => m.plan_news_refused(),
	cancelled: () => m.plan_news_cancelled(),
	confirmed: () => m.plan_news_confirmed(),
	closed: () => m.plan_news_closed(),
	reopened: () => m.plan_news_reopened()
};
