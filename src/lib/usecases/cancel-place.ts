import { pageKey, type FactId } from '../domain/ids';
import { isOver, standingOf } from '../domain/places/standing';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { placeOf } from './assign-place';
import type { NoRoom } from './people';
import { placeDraft } from './places';

export type Cancelled =
	{ readonly cancelled: boolean } | { readonly problem: 'no-reason' } | NoRoom;

/**
 * A host takes a place back from somebody and says why; its holder makes it free.
 * `justMade` takes back what the host did a moment ago: that needs no reason, and
 * is news to nobody. Said again, it changes nothing.
 */
export async function cancelPlace(
	{ log, clock }: { log: FactLog; clock: Clock },
	{ claim, reason = '', justMade = false }: { claim: FactId; reason?: string; justMade?: boolean }
): Promise<Cancelled> {
	const { centre, day } = placeOf(claim);
	const key = pageKey.ledger(centre, day);
	const wall = clock.now();
	const why = reason.trim();
	const done = await log.commit<Exclude<Cancelled, NoRoom>>([key], (read, device) => {
		const its = read(key, 'ledger').claims[claim];
		if (!its || its.cancelled || (isOver(standingOf(its)) && !its.held))
			return { drafts: [], result: { cancelled: false } };
		// Kept from everybody: nobody has to be told why it is free again.
		if (why === '' && !justMade && its.block === undefined)
			return { drafts: [], result: { problem: 'no-reason' } };
		const fields = { claim, why: 'host', ...(why !== '' && { reason: why }) };
		const draft = placeDraft({ centre, day, wall, device })('place.cancelled', fields);
		return { drafts: [draft], result: { cancelled: true } };
	});
	return 'failed' in done ? done : done.result;
}
