import type { Centre } from '../centres';
import type { Claim, LedgerPage } from '../folds/ledger';
import type { Day } from '../ids';
import { isConfidential } from './units';
import { closureOn, type Closure } from './slots';
import { standingOf } from './standing';

/**
 * What somebody has to be told of a place of theirs. `confirmed`: a host has moved
 * it. `closed` and `reopened` are of the day it is on.
 */
export type News = 'moved' | 'refused' | 'cancelled' | 'confirmed' | 'closed' | 'reopened';

export interface Untold {
	readonly claim: Claim;
	readonly day: Day;
	readonly of: News;
	/** The words that go with it, where somebody wrote any. */
	readonly reason?: string;
}

interface Premise {
	readonly centre: Pick<Centre, 'spaces'>;
	readonly closures: readonly Closure[];
	readonly day: Day;
}

/**
 * Whom somebody should call: their place of that day is not what they were last
 * told. A cancellation without a reason takes back what the host had just done
 * and is news to nobody; who is in a confidential room cannot be called by name.
 */
export function untoldOf(ledger: LedgerPage, premise: Premise): readonly Untold[] {
	const { day, centre } = premise;
	return Object.values(ledger.claims).flatMap((claim): Untold[] => {
		if (claim.person === undefined || isConfidential(centre, claim)) return [];
		const news = newsOf(ledger, claim, premise);
		if (!news || isTold(claim, news.of)) return [];
		return [{ claim, day, ...news }];
	});
}

function newsOf(
	ledger: LedgerPage,
	claim: Claim,
	{ closures, day }: Premise
): Pick<Untold, 'of' | 'reason'> | undefined {
	const { cancelled, replaces, reason } = claim;
	const standing = standingOf(claim);
	const isStanding = standing === 'confirmed' || standing === 'offered' || standing === 'requested';
	const closure = closureOn(closures, day);
	if (isStanding && closure) return { of: 'closed', reason: closure.why };
	if (isStanding && isTold(claim, 'closed')) return { of: 'reopened' };
	// Who has another place instead is told of that one.
	if (claim.replacedBy !== undefined) return undefined;
	if (standing === 'moved') return { of: 'moved' };
	if (standing === 'refused') {
		// Who keeps the place before, or has been moved elsewhere since, has lost nothing.
		const old = replaces === undefined ? undefined : ledger.claims[replaces];
		return old?.held || old?.replacedBy !== undefined ? undefined : { of: 'refused' };
	}
	if (standing === 'cancelled' && cancelled?.why === 'host' && cancelled.reason !== undefined)
		return { of: 'cancelled', reason: cancelled.reason };
	if (standing === 'confirmed' && replaces !== undefined && reason !== undefined)
		return { of: 'confirmed', reason };
	return undefined;
}

/**
 * Whether somebody was told, as often as it was taken back: `told` is a set, so
 * each time is a word of its own: `refused`, `-refused`, `refused.2`, `-refused.2`.
 */
export function isTold({ told = [] }: Pick<Claim, 'told'>, of: string): boolean {
	return timesSaid(told, of) > timesSaid(told, `-${of}`);
}

const timesSaid = (told: readonly string[], word: string): number =>
	told.filter((one) => one === word || one.startsWith(`${word}.`)).length;

/** The word to write for telling somebody, or for taking that back; `undefined` where it is so already. */
export function wordFor(
	claim: Pick<Claim, 'told'>,
	of: string,
	{ back = false }: { back?: boolean } = {}
): string | undefined {
	if (isTold(claim, of) !== back) return undefined;
	const word = back ? `-${of}` : of;
	const times = timesSaid(claim.told ?? [], word) + 1;
	return times === 1 ? word : `${word}.${times}`;
}
