import type { Badge } from '../../domain/badge';
import type { Visit } from '../../domain/folds/day';
import type { FactId } from '../../domain/ids';
import { CATEGORIES, type Category, type Reason } from '../../domain/kinds';

/** Somebody the kiosk knows, by number and code or by badge. */
export interface Known {
	readonly person: string;
	readonly category: string;
	/** The badge that was shown. */
	readonly badge?: Badge;
}

/** An arrival that is on the disk. */
export interface Arrived {
	readonly visit: FactId;
	readonly again: boolean;
	readonly number?: string;
	readonly reason: Reason;
}

/** What the kiosk shows. One route, kept in memory: nothing of it is in any history. */
export type Screen =
	| { readonly is: 'home' }
	| { readonly is: 'arrive' }
	| { readonly is: 'arrive-number' }
	| { readonly is: 'reason'; readonly person: Known }
	| { readonly is: 'first' }
	| { readonly is: 'leave' }
	| { readonly is: 'leave-number' }
	| { readonly is: 'leave-visit' }
	| { readonly is: 'several'; readonly visits: readonly Visit[] }
	| { readonly is: 'again'; readonly visit: FactId }
	| { readonly is: 'arrived'; readonly arrived: Arrived }
	| { readonly is: 'left'; readonly left: FactId; readonly visit: Visit }
	/** Somebody the kiosk knows wants to leave and never said they came. */
	| { readonly is: 'not-here' }
	| { readonly is: 'no-badge'; readonly why: 'unknown' | 'forged' | 'void' }
	| { readonly is: 'undone'; readonly what: 'arrival' | 'departure' };

export const HOME: Screen = { is: 'home' };

/** A roster may come from a newer server: a category this version does not know counts as another. */
export const categoryOf = ({ category }: Known): Category =>
	(CATEGORIES as readonly string[]).includes(category) ? (category as Category) : 'other';

/** Where a badge begins somebody's turn: not under the hands of who is typing or choosing. */
export const hearsBadges = ({ is }: Screen): boolean =>
	is !== 'first' && is !== 'reason' && is !== 'several';

/** Where a badge says goodbye. */
export const isLeaving = ({ is }: Screen): boolean =>
	is === 'leave' || is === 'leave-number' || is === 'leave-visit';

const ENDINGS = ['arrived', 'again', 'left', 'not-here', 'no-badge', 'undone'];
/** What there is to say at the end of a turn; it closes itself. */
export const isEnding = ({ is }: Screen): boolean => ENDINGS.includes(is);
