import type { Centre } from '../centres';
import { presence, type DayPage, type Visit } from '../folds/day';
import type { Claim, LedgerPage } from '../folds/ledger';
import { isConfidential } from './units';
import { standingOf } from './standing';

/** Somebody who has no place, and whether they are here, asked for one, or lost one. */
export type Unplaced =
	| { readonly is: 'here'; readonly visit: Visit }
	| {
			readonly is: 'requested' | 'waitlisted' | 'moved' | 'refused';
			readonly claim: Claim;
			/** What they have all the same: the place that a wish to move them would have ended. */
			readonly keeps?: Claim;
	  };

const ORDER = ['here', 'moved', 'refused', 'requested', 'waitlisted'] as const;

/**
 * Who has no place on a day: those who came to work and sit somewhere all the
 * same, and those whose wish has no answer, or a bad one. Whoever has found
 * another place since is not among them.
 */
export function unplacedOf(
	ledger: LedgerPage,
	{ visits }: Pick<DayPage, 'visits'>,
	{ centre, now }: { readonly centre: Pick<Centre, 'spaces'>; readonly now: number }
): readonly Unplaced[] {
	const claims = Object.values(ledger.claims);
	const seated = new Set(claims.flatMap(({ held, person }) => (held && person ? [person] : [])));
	const wishes = claims.flatMap((claim): Unplaced[] => {
		const is = standingOf(claim);
		if (claim.block !== undefined || isConfidential(centre, claim)) return [];
		if (is !== 'requested' && is !== 'waitlisted' && is !== 'moved' && is !== 'refused') return [];
		// A wish for one unit is drawn on it.
		if (is === 'requested' && claim.unit !== undefined) return [];
		const keeps = claim.replaces === undefined ? undefined : ledger.claims[claim.replaces];
		if (is === 'refused' && hasOther(claims, claim) && !keeps?.held) return [];
		return [{ is, claim, ...(keeps?.held && { keeps }) }];
	});
	const waiting = new Set(wishes.map((one) => ('claim' in one ? one.claim.person : undefined)));
	const standing = visits
		.filter((visit) => presence(visit, now) === 'here' && visit.reason === 'work')
		.filter(
			({ person, formerly }) =>
				![person, formerly].some((who) => who && (seated.has(who) || waiting.has(who)))
		)
		.map((visit): Unplaced => ({ is: 'here', visit }));
	return [...standing, ...wishes].sort((a, b) => ORDER.indexOf(a.is) - ORDER.indexOf(b.is));
}

const hasOther = (claims: readonly Claim[], { id, person }: Claim): boolean =>
	claims.some((other) => other.id !== id && other.person === person && other.held !== undefined);
