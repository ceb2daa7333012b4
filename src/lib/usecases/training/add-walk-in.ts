import { local } from '../../domain/calendar';
import type { Draft } from '../../domain/facts';
import { cleanName, looksLikeNir } from '../../domain/names';
import { database, pageKey, partsOf, reportId, type FactId } from '../../domain/ids';
import { lastWord } from '../../domain/training/heads';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

/** Somebody who came without being enrolled. */
export interface WalkIn {
	readonly session: FactId;
	/** Theirs by badge or because they are known; for a new name an id chosen once per form. */
	readonly person: string;
	readonly name?: string;
}

export type WalkedIn =
	| { readonly added: FactId }
	/** They are on the roll already. */
	| { readonly again: true }
	| { readonly wrong: 'no-name' | 'nir' | 'unknown' | 'cancelled' | 'too-early' }
	| NoRoom;

/** They are there; who they are besides the name may be said later. */
export async function addWalkIn(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ session, person, name: typed = '' }: WalkIn
): Promise<WalkedIn> {
	const name = cleanName(typed);
	if (looksLikeNir(name)) return { wrong: 'nir' };
	const told = await log.report(database.learners, reportId.learner(person));
	const wall = clock.now();
	const { scope, day } = partsOf(session);
	const [key, own] = [pageKey.session(session), pageKey.learner(person)];
	const done = await log.commit<Exclude<WalkedIn, NoRoom | { added: FactId }> | undefined>(
		[key, own],
		(read, device) => {
			const page = read(key, 'session');
			if (!page.session) return { drafts: [], result: { wrong: 'unknown' } };
			if (page.session.cancelled !== undefined)
				return { drafts: [], result: { wrong: 'cancelled' } };
			if (day > local(wall).day) return { drafts: [], result: { wrong: 'too-early' } };
			if (lastWord(page.marks[person])) return { drafts: [], result: { again: true } };
			const isNew = read(own, 'learner').name === undefined && told === undefined;
			if (isNew && name === '') return { drafts: [], result: { wrong: 'no-name' } };
			const draft = trainingDraft(wall, device);
			const drafts: Draft[] = [];
			if (isNew)
				drafts.push(
					draft('learner.introduced', { scope, db: database.learners }, { person, name })
				);
			const fields = { session, person, is: 'present' };
			drafts.push(draft('attendance.noted', { scope, day }, fields));
			return { drafts, result: undefined };
		}
	);
	if ('failed' in done) return done;
	return done.result ?? { added: done.facts.at(-1)!._id };
}
