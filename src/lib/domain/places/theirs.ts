import type { Claim, LedgerPage } from '../folds/ledger';
import type { Day } from '../ids';
import { boundsOf, HALF_DAY_SLOTS, openingOn, slotsWithin, type Slot } from './slots';
import { isOver, standingOf } from './standing';
import { spaceNamed } from './units';
import { untoldOf, type Untold } from './untold';
import type { Premises } from './wish';

/** What a kiosk may say to somebody of their own places at its centre. A confidential room is nobody’s to name. */

/** Which day is looked at, and when. */
export type Sight = Pick<Premises, 'centre' | 'closures' | 'now'> & { readonly day: Day };

/** Claims of one person on one day whose time is not over, the first first. */
export function theirClaims(
	page: LedgerPage,
	person: string,
	{ centre, day, now }: Pick<Sight, 'centre' | 'day' | 'now'>
): readonly Claim[] {
	return Object.values(page.claims)
		.filter((claim) => claim.person === person)
		.filter(({ space }) => spaceNamed(centre, space)?.kind !== 'confidential')
		.filter(({ slots }) => !isPast(day, slots, now))
		.sort((a, b) => startOf(day, a) - startOf(day, b) || a.count - b.count);
}

/** What has become of a person's places and they have not been told. */
export const newsFor = (page: LedgerPage, person: string, sight: Sight): readonly Untold[] =>
	untoldOf(page, sight).filter(
		({ claim }) => claim.person === person && !isPast(sight.day, claim.slots, sight.now)
	);

/** Half-days of today in which somebody who is here has no desk, and none asked for, the first first. */
export function halvesWithout(
	page: LedgerPage,
	person: string,
	sight: Sight
): readonly ('am' | 'pm')[] {
	const has = theirClaims(page, person, sight)
		.filter((claim) => !isOver(standingOf(claim)))
		.flatMap(({ slots }) => slots);
	const open = slotsWithin(openingOn(sight.centre, sight.closures, sight.day), { kind: 'desk' });
	return HALF_DAY_SLOTS.filter(
		(half) => open.includes(half) && !has.includes(half) && !isPast(sight.day, [half], sight.now)
	);
}

/** True once the last of the slots has ended. */
export const isPast = (day: Day, slots: readonly Slot[], now: number): boolean =>
	slots.every((slot) => boundsOf(day, slot)[1] <= now);

const startOf = (day: Day, { slots }: Claim): number =>
	Math.min(...slots.map((slot) => boundsOf(day, slot)[0]));
