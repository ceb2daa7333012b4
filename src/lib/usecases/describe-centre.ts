import type { Centre } from '../domain/centres';
import type { Json } from '../domain/facts';
import { pageKey } from '../domain/ids';
import { problemsOf, type CentreProblem } from '../domain/describing';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { centreDraft } from './close-centre';
import type { NoRoom } from './people';

export type Described =
	{ readonly described: true } | { readonly problems: readonly CentreProblem[] } | NoRoom;

/**
 * Says what a centre is, whole: a new one, or what is different now of one there is.
 * `fresh` is a new one, whose short name nobody may have yet.
 */
export async function describeCentre(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, fresh }: { readonly centre: Centre; readonly fresh: boolean }
): Promise<Described> {
	const key = pageKey.centre(centre.slug);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		const isTaken = fresh && read(key, 'centre').centre !== undefined;
		const problems = [...problemsOf(centre), ...(isTaken ? (['taken'] as const) : [])];
		if (problems.length > 0) return { drafts: [], result: problems };
		const fields = { centre: centre as unknown as Json };
		const draft = centreDraft(centre.slug, wall, device)('centre.described', fields);
		return { drafts: [draft], result: problems };
	});
	if ('failed' in done) return done;
	return done.result.length > 0 ? { problems: done.result } : { described: true };
}
