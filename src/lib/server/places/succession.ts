import { claimAt, type Claim } from '../../domain/folds/ledger';
import { partsOf, type FactId } from '../../domain/ids';
import { isOver, standingOf } from '../../domain/places/standing';
import type { LedgerDay, Ledgers } from './ledgers';
import type { Origins } from './origins';

/** A place that has taken another’s place: on another day, at another centre, or confidential. */
export interface Succession {
	readonly old: FactId;
	readonly by: FactId;
}

/**
 * Of a booking’s claim, the claim of the same day and centre that it takes the place
 * of. What is elsewhere, or confidential, ends by a word of its own once the new one
 * stands.
 */
export const replacedBeside =
	({ page }: Pick<LedgerDay, 'page'>, origins: Pick<Origins, 'byClaim' | 'personOf'>) =>
	({ id, person }: Claim): FactId | undefined => {
		const origin = origins.byClaim(id);
		const old = origin?.replaces === undefined ? undefined : claimAt(page, origin.replaces);
		if (old === undefined || person === undefined || old.person !== person) return undefined;
		// Under its owner’s own name, or it would say who has the confidential room.
		return person === origin?.person && origins.personOf(person) === person ? old.id : undefined;
	};

/**
 * Ends what was replaced by something that lies elsewhere, once that stands. On
 * one page the grant itself does so; across pages the new place is given first:
 * nobody who changes is ever left without either.
 */
export async function endReplaced(
	{ ledgers, origins }: { ledgers: Ledgers; origins: Pick<Origins, 'byClaim' | 'isOf'> },
	ledger: LedgerDay,
	epoch: number,
	settled: Set<FactId>
): Promise<readonly Succession[]> {
	const done: Succession[] = [];
	for (const claim of Object.values(ledger.page.claims)) {
		const old = origins.byClaim(claim.id)?.replaces ?? claim.replaces;
		if (old === undefined || settled.has(claim.id) || standingOf(claim) !== 'confirmed') continue;
		const { scope, day } = partsOf(old);
		const isHere = scope === ledger.centre && day === ledger.day;
		if (isHere && claim.replaces === old) continue;
		const its = isHere ? ledger : await ledgers.read(scope, day);
		const replaced = its.page.claims[old];
		if (!replaced) continue;
		settled.add(claim.id);
		if (!isOfSameHand(origins, claim, replaced)) continue;
		if (!isOver(standingOf(replaced)))
			await ledgers.say(its, [
				ledgers.foreseen(its, { kind: 'place.cancelled', fields: wordFor(claim, old) }, epoch)
			]);
		done.push({ old, by: claim.id });
	}
	return done;
}

/** A phone may only replace what is its person’s. Staff may replace what they answer for. */
function isOfSameHand(
	origins: Pick<Origins, 'byClaim' | 'isOf'>,
	claim: Claim,
	replaced: Claim
): boolean {
	const origin = origins.byClaim(claim.id);
	return !origin || origins.isOf(replaced, { db: origin.db, by: origin.person });
}

function wordFor(claim: Claim, old: FactId): Record<string, string> {
	const { reason } = claim;
	return reason === undefined ? { claim: old, why: 'owner' } : { claim: old, why: 'host', reason };
}
