import { cleanName, looksLikeNir } from '../../domain/names';
import type { Draft } from '../../domain/facts';
import { database, pageKey, partsOf, reportId, type FactId } from '../../domain/ids';
import type { Enrolment } from '../../domain/folds/group';
import type { Funder, Prescriber } from '../../domain/training/kinds';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { trainingDraft, type NoRoom } from './drafts';

export interface Terms {
	readonly funder?: Funder;
	readonly prescriber?: Prescriber;
	/** Asked for; never why. */
	readonly accommodation?: boolean;
}

export interface NewEnrolment extends Terms {
	readonly group: FactId;
	/** Theirs by badge or because they are known; for a new name an id chosen once per form. */
	readonly person: string;
	/** What they are called, as a badge says it or as it was typed: kept where nothing else is known. */
	readonly name?: string;
	readonly employer?: string;
}

export type EnrolledLearner =
	| { readonly enrolment: FactId }
	/** They follow it already. */
	| { readonly again: FactId }
	| { readonly wrong: 'no-name' | 'nir' | 'unknown-group' }
	| NoRoom;

/** Somebody is to follow a course with a group. Whether they have a place or wait follows from its order and capacity. */
export async function enrolLearner(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ group, person, name: typed = '', employer: work = '', ...terms }: NewEnrolment
): Promise<EnrolledLearner> {
	const [name, employer] = [cleanName(typed), cleanName(work)];
	if (looksLikeNir(name) || looksLikeNir(employer)) return { wrong: 'nir' };
	const told = await log.report(database.learners, reportId.learner(person));
	const wall = clock.now();
	const [ofGroup, own] = [pageKey.group(group), pageKey.learner(person)];
	const done = await log.commit<'no-name' | 'unknown-group' | { readonly again: FactId } | 'done'>(
		[ofGroup, own],
		(read, device) => {
			const page = read(ofGroup, 'group');
			const learner = read(own, 'learner');
			if (!page.group) return { drafts: [], result: 'unknown-group' };
			const already = Object.values(page.enrolments).find(
				(one) => one.person === person && !hasEnded(one)
			);
			if (already) return { drafts: [], result: { again: already.id } };
			const isNew = learner.name === undefined && told === undefined;
			if (isNew && name === '') return { drafts: [], result: 'no-name' };
			const draft = trainingDraft(wall, device);
			const { scope } = partsOf(group);
			const drafts: Draft[] = [];
			if (isNew) {
				const fields = { person, name, ...(employer && { employer }) };
				drafts.push(draft('learner.introduced', { scope, db: database.learners }, fields));
			} else if (employer && employer !== learner.employer)
				drafts.push(
					draft(
						'learner.amended',
						{ scope, db: database.learners },
						{ person, change: { employer } }
					)
				);
			const { funder, prescriber, accommodation } = terms;
			const fields = {
				...{ person, course: page.group.course, group },
				...(funder && { funder }),
				...(prescriber && { prescriber }),
				...(accommodation && { accommodation })
			};
			return { drafts: [...drafts, draft('enrolment.made', { scope }, fields)], result: 'done' };
		}
	);
	if ('failed' in done) return done;
	if (typeof done.result === 'object') return done.result;
	if (done.result !== 'done') return { wrong: done.result };
	return { enrolment: done.facts.at(-1)!._id };
}

/** Given up, or at its end: who comes back is enrolled anew. */
const hasEnded = ({ states }: Enrolment): boolean =>
	['abandoned', 'completed'].includes(
		states.findLast(({ to }) => to !== 'admitted')?.to ?? 'enrolled'
	);
