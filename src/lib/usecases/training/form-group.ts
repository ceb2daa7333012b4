import {
	cleanText,
	textProblem,
	TITLE_LENGTH,
	type TextProblem
} from '../../domain/training/free-text';
import { isDay, pageKey, type Day, type FactId, type Slug } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

export interface GroupForm {
	readonly title: string;
	readonly capacity: number;
	/** Both included. */
	readonly from: Day;
	readonly to: Day;
}

export type GroupProblem =
	| { readonly field: 'title'; readonly is: TextProblem }
	| { readonly field: 'capacity'; readonly is: 'range' }
	| { readonly field: 'days'; readonly is: 'missing' | 'backwards' }
	/** This device does not know such a course. */
	| { readonly field: 'course'; readonly is: 'unknown' };

export const MOST_PLACES = 500;

/** What is wrong with what somebody filled in; `undefined` where nothing is. */
export function groupProblem({ title, capacity, from, to }: GroupForm): GroupProblem | undefined {
	const is = textProblem(cleanText(title), TITLE_LENGTH);
	if (is) return { field: 'title', is };
	if (!Number.isInteger(capacity) || capacity < 1 || capacity > MOST_PLACES)
		return { field: 'capacity', is: 'range' };
	if (!isDay(from) || !isDay(to)) return { field: 'days', is: 'missing' };
	return to < from ? { field: 'days', is: 'backwards' } : undefined;
}

/** Some people are to follow a course together, in a centre, between two days. */
export async function formGroup(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ course, centre, ...form }: GroupForm & { readonly course: string; readonly centre: Slug }
): Promise<{ readonly group: FactId } | { readonly wrong: GroupProblem } | NoRoom> {
	const wrong = groupProblem(form);
	if (wrong) return { wrong };
	const wall = clock.now();
	const about = pageKey.course(course);
	const done = await log.commit([about], (read, device) => {
		if (read(about, 'course').described.length === 0) return { drafts: [], result: false };
		const { capacity, from, to } = form;
		const fields = { course, title: cleanText(form.title), capacity, from, to };
		return {
			drafts: [trainingDraft(wall, device)('group.formed', { scope: centre }, fields)],
			result: true
		};
	});
	if ('failed' in done) return done;
	const [formed] = done.facts;
	return formed ? { group: formed._id } : { wrong: { field: 'course', is: 'unknown' } };
}
