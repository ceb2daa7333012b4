import { pageKey, partsOf, type FactId } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

/** Who came unannounced turns out to be somebody known: that half-day is theirs. */
export async function tieLearner(
	{ log, clock }: { log: FactLog; clock: Clock },
	{
		session,
		person,
		to
	}: { readonly session: FactId; readonly person: string; readonly to: string }
): Promise<{ readonly tied: boolean } | { readonly wrong: 'same' } | NoRoom> {
	if (person === to) return { wrong: 'same' };
	const wall = clock.now();
	const key = pageKey.session(session);
	const { scope, day } = partsOf(session);
	const done = await log.commit([key], (read, device) => {
		const page = read(key, 'session');
		const isDone = page.tied[person] === to || !page.marks[person];
		if (isDone) return { drafts: [], result: false };
		const fields = { person, to, session };
		const drafts = [trainingDraft(wall, device)('learner.tied', { scope, day }, fields)];
		return { drafts, result: true };
	});
	return 'failed' in done ? done : { tied: done.result };
}
