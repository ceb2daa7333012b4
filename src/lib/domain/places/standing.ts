import type { Claim } from '../folds/ledger';

/**
 * How a claim stands, in the words people are told. `moved`: a confirmation was
 * undone because the place was given twice by copies of one device, or a kiosk was
 * fenced, and none has been found instead.
 */
export const STANDINGS = [
	'requested',
	'confirmed',
	'offered',
	'waitlisted',
	'refused',
	'cancelled',
	'moved',
	'replaced',
	'ended',
	'no-show'
] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf(claim: Claim): Standing {
	if (claim.cancelled?.why === 'replaced') return 'replaced';
	if (claim.cancelled?.why === 'left' || claim.released === 'left') return 'ended';
	if (claim.released === 'no-show') return 'no-show';
	if (claim.cancelled || claim.released) return 'cancelled';
	if (claim.held) return claim.offer !== undefined && !claim.accepted ? 'offered' : 'confirmed';
	if (claim.waiting) return 'waitlisted';
	if (claim.displaced) return 'moved';
	return claim.refused ? 'refused' : 'requested';
}

/** Whether a claim has a place that nobody else can be given. */
export const isLive = (claim: Claim): boolean => standingOf(claim) === 'confirmed';

/** True of what needs no more answers. */
export const isOver = (standing: Standing): boolean =>
	standing === 'refused' ||
	standing === 'cancelled' ||
	standing === 'replaced' ||
	standing === 'ended' ||
	standing === 'no-show';
