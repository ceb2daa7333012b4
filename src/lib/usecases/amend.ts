import type { Json } from '../domain/facts';
import { pageKey, type Slug } from '../domain/ids';
import { changeOf, type Profile } from '../domain/profile';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { peopleDraft, type NoRoom } from './people';

/** Says what has changed about a person, and nothing of what has not: another host may have changed that. */
export async function amend(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person, profile }: { centre: Slug; person: string; profile: Profile }
): Promise<{ readonly changed: boolean } | NoRoom> {
	const wall = clock.now();
	const page = pageKey.person(person);
	const done = await log.commit([page], (read, device) => {
		const change = changeOf(read(page, 'person'), profile) as { [field: string]: Json };
		if (Object.keys(change).length === 0) return { drafts: [], result: false };
		const draft = peopleDraft(centre, wall, device);
		return { drafts: [draft('person.amended', { person, change })], result: true };
	});
	return 'failed' in done ? done : { changed: done.result };
}
