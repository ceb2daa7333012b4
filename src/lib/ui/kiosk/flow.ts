import type { RosterEntry } from '../../domain/codes';
import type { Visit } from '../../domain/folds/day';
import type { FactId } from '../../domain/ids';
import { CATEGORIES, type Category, type Reason } from '../../domain/kinds';

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
	| { readonly is: 'reason'; readonly person: RosterEntry }
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
	| { readonly is: 'undone'; readonly what: 'arrival' | 'departure' };

export const HOME: Screen = { is: 'home' };

/** A roster may come from a newer server: a category this version does not know counts as another. */
export const categoryOf = ({ category }: RosterEntry): Category =>
	(CATEGORIES as readonly string[]).includes(category) ? (category as Category) : 'other';
