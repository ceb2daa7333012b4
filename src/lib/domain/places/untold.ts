import type { Centre } from '../centres';
import type { Claim, LedgerPage } from '../folds/ledger';
import type { Day } from '../ids';
import { isConfidential } from './units';
import { shutFor, type Doorway } from './shut';
import { standingOf, type Standing } from './standing';
import { doorNews, isTold } from './told';

/**
 * What somebody has to be told of a place of theirs. `confirmed`: a host has moved
 * it. `closed` and `reopened` are of the day it is on.
 */
export type News = 'moved' | 'refused' | 'cancelled' | 'confirmed' | 'closed' | 'reopened';

export interface Untold {
	readonly claim: Claim;
	readonly day: Day;
	readonly of: News;
	/** By which it is known that they were told. */
	readonly words: readonly string[];
	/** The words that go with it, where somebody wrote any. */
	readonly reason?: string;
}

interface Premise extends Doorway {
	readonly centre: Pick<Centre, 'spaces'> & Doorway['centre'];
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
		const standing = standingOf(claim);
		if (standing === 'confirmed' || standing === 'offered' || standing === 'requested') {
			const shut = shutFor({ day, slots: claim.slots }, premise);
			const news = doorNews(claim, shut?.name);
			const reason = news?.of === 'closed' ? shut?.why : undefined;
			if (news) return [{ claim, day, ...news, ...(reason !== undefined && { reason }) }];
			if (shut) return [];
		}
		const news = newsOf(ledger, claim, standing);
		if (!news || isTold(claim, news.of)) return [];
		return [{ claim, day, words: [news.of], ...news }];
	});
}

/** What has become of it, whatever the door. */
function newsOf(
	ledger: LedgerPage,
	{ cancelled, replaces, reason, replacedBy }: Claim,
	standing: Standing
): Pick<Untold, 'of' | 'reason'> | undefined {
	// Who has another place instead is told of that one.
	if (replacedBy !== undefined) return undefined;
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
