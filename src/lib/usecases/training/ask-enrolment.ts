import { cleanName, looksLikeNir } from '../../domain/names';
import { pageKey, type FactId, type Slug } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { FactLog } from '../../ports/fact-log';
import { peopleDraft, type NoRoom } from '../people';
import type { Terms } from './enrol-learner';

export interface AskedEnrolment extends Terms {
	/** The host's own. */
	readonly centre: Slug;
	readonly person: string;
	readonly course: string;
	/** As the half-days of the course name it. */
	readonly group: FactId;
	readonly employer?: string;
}

export type AskedFor =
	{ readonly asked: FactId } | { readonly again: FactId } | { readonly wrong: 'nir' } | NoRoom;

/** A host enrols somebody of their centre; the server makes it so, and the trainers see it. */
export async function askEnrolment(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person, course, group, employer: work = '', ...terms }: AskedEnrolment
): Promise<AskedFor> {
	const employer = cleanName(work);
	if (looksLikeNir(employer)) return { wrong: 'nir' };
	const wall = clock.now();
	const key = pageKey.learner(person);
	const done = await log.commit([key], (read, device) => {
		const asked = Object.entries(read(key, 'learner').asked);
		const before = asked.find(([, one]) => one.group === group)?.[0];
		if (before !== undefined) return { drafts: [], result: before };
		const { funder, prescriber, accommodation } = terms;
		const fields = {
			...{ person, course, group },
			...(employer && { employer }),
			...(funder && { funder }),
			...(prescriber && { prescriber }),
			...(accommodation && { accommodation })
		};
		const draft = peopleDraft(centre, wall, device);
		return { drafts: [draft('enrolment.asked', fields)], result: undefined };
	});
	if ('failed' in done) return done;
	return done.result === undefined ? { asked: done.facts[0]!._id } : { again: done.result };
}
