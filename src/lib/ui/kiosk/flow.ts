import type { Badge } from '../../domain/badge';
import type { Visit } from '../../domain/folds/day';
import type { Day, FactId } from '../../domain/ids';
import type { Placing } from '../../usecases/find-place';
import type { Told } from '../../usecases/hear-news';
import type { HalfDay } from '../../usecases/training/half-days';
import { CATEGORIES, type Category, type Reason } from '../../domain/kinds';
import type { NoBadge } from '../scan/words';

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
	readonly person: Guest;
	/** What has become of other places of theirs. */
	readonly told?: readonly Told[];
}

/** Whose turn it is. */
export interface Guest {
	readonly person: string;
	/** They have a number or a badge, and can come back to what they book. */
	readonly isKnown: boolean;
}

/** Who signs for a half-day of training, and how they said who they are. */
export interface Learner {
	readonly person: string;
	readonly way: 'code' | 'badge';
}

/** What has come of wanting to sign. */
export interface Trained {
	readonly how: 'signed' | 'again' | 'early' | 'none';
	readonly learner: Learner;
	/** Theirs of today, as they stand now. */
	readonly halfDays: readonly HalfDay[];
	/** What they signed just now. */
	readonly given?: { readonly fact: FactId; readonly halfDay: HalfDay };
}

/** What somebody wants who says who they are. */
export type Purpose = 'arrive' | 'leave' | 'book' | 'training';

/** What the kiosk shows. One route, kept in memory: nothing of it is in any history. */
export type Screen =
	| { readonly is: 'home' }
	| { readonly is: Purpose }
	| { readonly is: `${Purpose}-number` }
	/** A badge is held up to the camera. */
	| { readonly is: 'scan'; readonly purpose: Purpose }
	| { readonly is: 'reason'; readonly person: Known }
	| { readonly is: 'first' }
	| { readonly is: 'leave-visit' }
	| { readonly is: 'several'; readonly visits: readonly Visit[] }
	| { readonly is: 'again'; readonly visit: FactId; readonly person: Guest }
	| { readonly is: 'arrived'; readonly arrived: Arrived }
	| {
			readonly is: 'left';
			readonly left: FactId;
			readonly visit: Visit;
			/** The place that is free again. */
			readonly was?: Placing;
	  }
	/** Somebody the kiosk knows wants to leave and never said they came. */
	| { readonly is: 'not-here' }
	| { readonly is: 'no-badge'; readonly why: NoBadge; readonly purpose: Purpose }
	| {
			readonly is: 'undone';
			readonly what: 'arrival' | 'departure' | 'booking';
			readonly person: string;
			/** Of a departure: where they sit now. Of an arrival: what they had asked for before it. */
			readonly place?: Placing;
	  }
	| { readonly is: 'book-day'; readonly person: Guest }
	| {
			readonly is: 'booked';
			readonly person: Guest;
			readonly claim: FactId;
			readonly day: Day;
			readonly again: boolean;
	  }
	| { readonly is: 'training-sign'; readonly learner: Learner }
	| ({ readonly is: 'trained' } & Trained);

export const HOME: Screen = { is: 'home' };

/** A roster may come from a newer server: a category this version does not know counts as another. */
export const categoryOf = ({ category }: Known): Category =>
	(CATEGORIES as readonly string[]).includes(category) ? (category as Category) : 'other';

/** Where a badge begins somebody's turn: not under the hands of who is typing or choosing. */
export const hearsBadges = ({ is }: Screen): boolean =>
	is !== 'first' &&
	is !== 'reason' &&
	is !== 'several' &&
	is !== 'book-day' &&
	is !== 'training-sign';

/** What a badge that is shown now is shown for. */
export function purposeOf(screen: Screen): Purpose {
	if ('purpose' in screen) return screen.purpose;
	if (screen.is === 'leave' || screen.is === 'leave-number' || screen.is === 'leave-visit')
		return 'leave';
	if (screen.is === 'book' || screen.is === 'book-number') return 'book';
	// After one has signed, the next in the row may.
	const trains =
		screen.is === 'training' || screen.is === 'training-number' || screen.is === 'trained';
	return trains ? 'training' : 'arrive';
}

const ENDINGS = ['arrived', 'again', 'left', 'not-here', 'no-badge', 'undone', 'booked', 'trained'];
/** What there is to say at the end of a turn; it closes itself. */
export const isEnding = ({ is }: Screen): boolean => ENDINGS.includes(is);
