import { pageKey, type FactId } from '../domain/ids';
import { isOver, standingOf } from '../domain/places/standing';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { placeOf } from './assign-place';
import type { NoRoom } from './people';
import { placeDraft } from './places';

/**
 * Takes back what somebody has just asked for at a kiosk, in their own name. The
 * claim stays, with the word that ends it: if it has been granted, its holder
 * makes the place free. Said again, it changes nothing.
 */
export async function withdrawClaim(
	{ log, clock }: { log: FactLog; clock: Clock },
	claim: FactId
): Promise<{ readonly undone: boolean } | NoRoom> {
	const { centre, day } = placeOf(claim);
	const key = pageKey.ledger(centre, day);
	const wall = clock.now();
	const done = await log.commit([key], (read, device) => {
		const its = read(key, 'ledger').claims[claim];
		if (!its || isOver(standingOf(its))) return { drafts: [], result: { undone: false } };
		const draft = placeDraft({ centre, day, wall, device });
		return {
			drafts: [draft('place.cancelled', { claim, why: 'owner' }, its.person)],
			result: { undone: true }
		};
	});
	return 'failed' in done ? done : done.result;
}
