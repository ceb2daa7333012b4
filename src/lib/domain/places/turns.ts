import { claimAt, type Claim, type LedgerPage } from '../folds/ledger';
import type { FactId } from '../ids';
import { isOver, standingOf } from './standing';

/** In which order a holder looks at what it was asked. */

/** In the order of receipt, and what has yet to be received after it, in the ledger's own order. */
export function inReceipt(page: LedgerPage, received: readonly FactId[] = []): readonly Claim[] {
	const place = new Map(received.map((id, i) => [id, i]));
	const rank = ({ id }: Claim): number => place.get(id) ?? Infinity;
	return Object.values(page.claims).sort((a, b) => {
		const [first, second] = [rank(a), rank(b)];
		if (first !== second) return first < second ? -1 : 1;
		return a.count - b.count || (a.id < b.id ? -1 : 1);
	});
}

/**
 * Who has let offers run out is asked after those who have not. Whoever waits for what
 * is left of a wish that was on the list already keeps the turn they had with it.
 */
export function inTurn(page: LedgerPage, received: readonly Claim[]): readonly Claim[] {
	const place = new Map(received.map(({ id }, i) => [id, i]));
	const turns = received.map((claim) => {
		const since = [claim, ...waitedFor(page, claim)];
		return {
			claim,
			missed: Math.max(...since.map(({ missed = 0 }) => missed)),
			at: Math.min(...since.map(({ id }) => place.get(id)!))
		};
	});
	return turns
		.sort(
			(a, b) =>
				a.missed - b.missed || a.at - b.at || place.get(a.claim.id)! - place.get(b.claim.id)!
		)
		.map(({ claim }) => claim);
}

/** What a claim goes on waiting for: wishes of the same person for no less, that were on the list. */
function waitedFor(page: LedgerPage, claim: Claim): readonly Claim[] {
	const before: Claim[] = [];
	for (let its = claim; its.replaces !== undefined;) {
		const old = claimAt(page, its.replaces);
		if (!old?.waiting || !isOver(standingOf(old))) break;
		if (old.person !== its.person || old.space !== its.space) break;
		// What names itself, by whatever way, was never before itself.
		if (old === claim || before.includes(old)) break;
		if (!its.slots.every((slot) => old.slots.includes(slot))) break;
		before.push(old);
		its = old;
	}
	return before;
}
