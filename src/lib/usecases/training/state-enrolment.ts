import { local } from '../../domain/calendar';
import { isDay, pageKey, partsOf, type Day, type FactId } from '../../domain/ids';
import {
	cleanText,
	STATE_REASON_LENGTH,
	textProblem,
	type TextProblem
} from '../../domain/training/free-text';
import type { State } from '../../domain/training/kinds';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

export interface NewState {
	readonly group: FactId;
	readonly enrolment: FactId;
	readonly to: State;
	/** Since when. */
	readonly on: Day;
	readonly why?: string;
}

export type StateProblem = TextProblem | 'day' | 'future' | 'unknown';

/** Those that nobody understands later without a reason. */
export const needsReason = (to: State): boolean => to === 'interrupted' || to === 'abandoned';

/** Somebody stops for a while, takes up again, gives up, ends; or is let in before their turn. */
export async function stateEnrolment(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ group, enrolment, to, on, why: typed = '' }: NewState
): Promise<{ readonly stated: FactId } | { readonly wrong: StateProblem } | NoRoom> {
	const why = cleanText(typed);
	const problem = textProblem(why, STATE_REASON_LENGTH);
	if (problem && (problem !== 'empty' || needsReason(to))) return { wrong: problem };
	const wall = clock.now();
	if (!isDay(on)) return { wrong: 'day' };
	if (on > local(wall).day) return { wrong: 'future' };
	const key = pageKey.group(group);
	const done = await log.commit([key], (read, device) => {
		const person = read(key, 'group').enrolments[enrolment]?.person;
		if (person === undefined) return { drafts: [], result: undefined };
		const fields = { enrolment, person, group, to, on, ...(why && { why }) };
		const place = { scope: partsOf(group).scope };
		return {
			drafts: [trainingDraft(wall, device)('enrolment.stated', place, fields)],
			result: undefined
		};
	});
	if ('failed' in done) return done;
	const [stated] = done.facts;
	return stated ? { stated: stated._id } : { wrong: 'unknown' };
}
