import { pageKey, type Slug } from '../domain/ids';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import type { Randomness } from '../ports/randomness';
import { freshBadge, peopleDraft, type NoRoom } from './people';

export type BadgeIssued = { readonly badge: string } | { readonly stranger: true } | NoRoom;

/** A new badge. The one before opens nothing any more, as soon as each kiosk has heard of it. */
export async function issueBadge(
	{ log, clock, random }: { log: FactLog; clock: Clock; random: Randomness },
	{ centre, person }: { centre: Slug; person: string }
): Promise<BadgeIssued> {
	const wall = clock.now();
	const badge = freshBadge(random);
	const page = pageKey.person(person);
	const done = await log.commit([page], (read, device) => {
		const { since, erased } = read(page, 'person');
		if (!since || erased) return { drafts: [], result: false };
		const draft = peopleDraft(centre, wall, device);
		return { drafts: [draft('person.badged', { person, badge })], result: true };
	});
	if ('failed' in done) return done;
	return done.result ? { badge } : { stranger: true };
}
