import { pageKey, type Slug } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { peopleDraft, type NoRoom } from './people';

/** A badge was lost and none takes its place. `badge` is the one on screen: a newer one is not touched. */
export async function voidBadge(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ centre, person, badge }: { centre: Slug; person: string; badge: string }
): Promise<{ readonly voided: boolean } | NoRoom> {
	const wall = clock.now();
	const page = pageKey.person(person);
	const done = await log.commit([page], (read, device) => {
		if (read(page, 'person').badge !== badge) return { drafts: [], result: false };
		const draft = peopleDraft(centre, wall, device);
		return { drafts: [draft('person.unbadged', { person, badge })], result: true };
	});
	return 'failed' in done ? done : { voided: done.result };
}
