import { pageKey, partsOf, type FactId } from '../domain/ids';
import { isFirstVisit } from '../domain/people';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { peopleDraft, type NoRoom } from './people';
import { tying } from './register';

export type Tied =
	| { readonly tied: boolean }
	/** Nobody is registered under that id, or they are to be forgotten. */
	| { readonly stranger: true }
	| NoRoom;

/**
 * Says who a first visitor was. Said again, the last word holds; said of the
 * visitor they were taken for before, it is nobody registered again.
 */
export async function tieVisit(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ visit, person }: { visit: FactId; person: string }
): Promise<Tied> {
	const wall = clock.now();
	const { scope, day } = partsOf(visit);
	const [dayKey, personKey] = [pageKey.day(scope, day), pageKey.person(person)];
	const done = await log.commit<Tied>([dayKey, personKey], (read, device) => {
		const found = read(dayKey, 'day').visits.find(({ id }) => id === visit);
		if (!found || !isFirstVisit(found) || found.person === person)
			return { drafts: [], result: { tied: false } };
		const { since, erased } = read(personKey, 'person');
		if (found.formerly !== person && (!since || erased))
			return { drafts: [], result: { stranger: true } };
		const draft = peopleDraft(scope, wall, device)('visit.tied', { visit, person });
		return { drafts: [tying(draft, visit)], result: { tied: true } };
	});
	return 'failed' in done ? done : done.result;
}
