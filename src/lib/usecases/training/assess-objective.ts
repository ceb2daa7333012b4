import { pageKey, type FactId, type Slug } from '../../domain/ids';
import type { Level } from '../../domain/training/kinds';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

export interface Assessment {
	readonly centre: Slug;
	readonly person: string;
	readonly course: string;
	readonly objective: string;
	readonly level: Level;
}

/** One tap: how far somebody has come with one objective, as the trainer sees it. Said again it changes nothing. */
export async function assessObjective(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person, course, objective, level }: Assessment
): Promise<{ readonly assessed: FactId | undefined } | NoRoom> {
	const wall = clock.now();
	const key = pageKey.learner(person);
	const done = await log.commit([key], (read, device) => {
		const before = read(key, 'learner').objectives[course]?.[objective];
		if (before?.level === level) return { drafts: [], result: undefined };
		const fields = { person, course, objective, level };
		const drafts = [trainingDraft(wall, device)('objective.assessed', { scope: centre }, fields)];
		return { drafts, result: undefined };
	});
	return 'failed' in done ? done : { assessed: done.facts[0]?._id };
}
