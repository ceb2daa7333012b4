import { pageKey, type FactId } from '../domain/ids';
import type { Seat } from '../domain/places/seating';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';
import { askFor, placeOf, type Asked } from './assign-place';

export interface Move extends Seat {
	/** The place they have, or the wish they made. It stays until the other is granted. */
	readonly claim: FactId;
	/** Why, for them to read. */
	readonly reason: string;
}

/** A host moves somebody to another unit or time of the same day. Who has a place keeps it until the new one is theirs. */
export async function movePlace(
	around: { log: FactLog; clock: Clock },
	{ claim, unit, slots, reason }: Move
): Promise<Asked | { readonly problem: 'no-reason' | 'unknown' }> {
	if (reason.trim() === '') return { problem: 'no-reason' };
	const { centre, day } = placeOf(claim);
	const { claims } = await around.log.page('ledger', pageKey.ledger(centre, day));
	const old = claims[claim];
	if (!old) return { problem: 'unknown' };
	const { person, block } = old;
	const fields = { ...(person !== undefined && { person }), ...(block !== undefined && { block }) };
	return askFor(around, {
		centre,
		day,
		unit,
		slots,
		replaces: claim,
		reason: reason.trim(),
		fields
	});
}
