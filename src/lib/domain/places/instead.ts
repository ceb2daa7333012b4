import { claimAt, deciderOf, type Claim, type LedgerPage } from '../folds/ledger';
import type { FactId } from '../ids';
import type { HolderName } from './holders';
import { isOver, standingOf } from './standing';

/** What a new claim is to take the place of, and which wishes are taken back for it. */
export interface Instead {
	readonly replaces: FactId;
	readonly dropped: readonly FactId[];
}

/**
 * A wish to move somebody that its holder has not answered is not simply replaced by
 * a wish to another: that one would see the place they still have and refuse, or
 * give a second one, and the first would be granted after all. It is taken back, and
 * the new claim replaces what it was to replace: that works whether or not it had
 * been granted already, and was not heard. The same holder answers both in turn, and
 * needs none of this.
 */
export function insteadOf(page: LedgerPage, claim: FactId, givers: readonly HolderName[]): Instead {
	const dropped: FactId[] = [];
	let replaces = claim;
	for (;;) {
		const its = claimAt(page, replaces);
		if (!its || !isUnanswered(its)) break;
		const before = its.replaces === undefined ? undefined : claimAt(page, its.replaces);
		if (!before || isOver(standingOf(before))) break;
		// What names itself, by whatever way, replaces nothing.
		if (before === its || dropped.includes(before.id)) break;
		const decider = deciderOf(page, its);
		if (givers.every((giver) => giver === decider)) break;
		dropped.push(replaces);
		replaces = before.id;
	}
	return { replaces, dropped };
}

const isUnanswered = (claim: Claim): boolean =>
	claim.held === undefined && !isOver(standingOf(claim));
