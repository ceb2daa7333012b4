import { database, pageKey, type Slug } from '../../domain/ids';
import { cleanName, looksLikeNir } from '../../domain/names';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

export interface Amendment {
	readonly centre: Slug;
	readonly person: string;
	readonly name: string;
	readonly employer: string;
}

/** What somebody is called, and who employs them, as it is to stand on their papers. */
export async function amendLearner(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person, ...typed }: Amendment
): Promise<{ readonly changed: boolean } | { readonly wrong: 'no-name' | 'nir' } | NoRoom> {
	const [name, employer] = [cleanName(typed.name), cleanName(typed.employer)];
	if (name === '') return { wrong: 'no-name' };
	if (looksLikeNir(name) || looksLikeNir(employer)) return { wrong: 'nir' };
	const wall = clock.now();
	const key = pageKey.learner(person);
	const done = await log.commit([key], (read, device) => {
		const before = read(key, 'learner');
		const change = {
			...(before.name !== name && { name }),
			...((before.employer ?? '') !== employer && { employer })
		};
		if (Object.keys(change).length === 0) return { drafts: [], result: false };
		const place = { scope: centre, db: database.learners };
		const draft = trainingDraft(wall, device)('learner.amended', place, { person, change });
		return { drafts: [draft], result: true };
	});
	return 'failed' in done ? done : { changed: done.result };
}
