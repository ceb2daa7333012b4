import { pageKey, type FactId, type Slug } from '../../domain/ids';
import {
	cleanText,
	NOTE_LENGTH,
	textProblem,
	type TextProblem
} from '../../domain/training/free-text';
import { local } from '../../domain/calendar';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

/** Something trainers should know of somebody. The same words twice on one day are a double tap. */
export async function makeNote(
	{ log, clock }: { log: FactLog; clock: Clock },
	{
		centre,
		person,
		text: typed
	}: { readonly centre: Slug; readonly person: string; readonly text: string }
): Promise<{ readonly noted: FactId | undefined } | { readonly wrong: TextProblem } | NoRoom> {
	const text = cleanText(typed);
	const wrong = textProblem(text, NOTE_LENGTH);
	if (wrong) return { wrong };
	const wall = clock.now();
	const key = pageKey.learner(person);
	const done = await log.commit([key], (read, device) => {
		const last = read(key, 'learner').notes.at(-1);
		const isAgain = last?.text === text && last.day === local(wall).day;
		const draft = trainingDraft(wall, device);
		const drafts = isAgain ? [] : [draft('note.made', { scope: centre }, { person, text })];
		return { drafts, result: undefined };
	});
	return 'failed' in done ? done : { noted: done.facts[0]?._id };
}
