import type { Fact } from './facts';
import type { Refusal } from './parse';
import type { Heart } from './accounts';
import type { DatabaseName, Day } from './ids';
import type { SegmentName } from './segments';

/**
 * What travels over `POST /sync` and `POST /segments`. One request carries what a
 * device has to say about any number of databases and how far it has read each;
 * one answer carries an outcome for every fact and what is new.
 */

/** Raised when an older server or device could misread the other. */
export const PROTOCOL = 1;

export interface SyncRequest {
	readonly sync: typeof PROTOCOL;
	readonly device: string;
	readonly epoch: number;
	/** Names this device has had before; some of what it wrote may be known by those alone. */
	readonly formerly?: readonly string[];
	readonly token?: string;
	/** Random name of this run of the app: a request that comes twice, or late, is told from a clone's. */
	readonly run?: string;
	/** Which store the cursors were given by. */
	readonly instance?: string;
	/** All numbers up to this one of this epoch have been acknowledged or refused. */
	readonly acked: number;
	/** How many facts wait on the device, this batch included. */
	readonly waiting: number;
	readonly facts: readonly (readonly [DatabaseName, Fact])[];
	/** How far the device has read each database; `null` before the first time. */
	readonly cursors: Readonly<Record<DatabaseName, string | null>>;
	/** Most facts it wants back, where that is other than the server's own measure. */
	readonly limit?: number;
	/** What the device says of itself: once a run, and every few minutes after. */
	readonly heart?: Heart;
}

/** What became of one fact, by its id. */
export type Outcome =
	/** `erased`: taken, and not kept, since whom it is about is to be forgotten. */
	| { readonly id: string; readonly is: 'stored' | 'duplicate' | 'erased' }
	| { readonly id: string; readonly is: 'refused'; readonly why: Refusal };

/** A mutable document as readers see it. */
export interface Report {
	readonly id: string;
	readonly body: unknown;
}

export interface News {
	readonly cursor: string;
	readonly facts?: readonly Fact[];
	readonly reports?: readonly Report[];
	/** More is waiting behind the cursor. */
	readonly more?: true;
	/** First load: the window's other days, to be fetched as segments. */
	readonly segments?: readonly SegmentName[];
}

export interface SyncAnswer {
	readonly sync: typeof PROTOCOL;
	/** Server clock, milliseconds. */
	readonly now: number;
	/** Which store answers; another one than last time has not got what that one had. */
	readonly instance: string;
	readonly token?: string;
	/** The server knows no session here and has answered as it answers anybody. */
	readonly stranger?: true;
	readonly outcomes?: readonly Outcome[];
	readonly news?: Readonly<Record<DatabaseName, News>>;
	/** By author (`device.epoch`), acknowledged numbers that the server no longer has: please send them again. */
	readonly resend?: Readonly<Record<string, readonly number[]>>;
	/**
	 * This device's store is not the one that spoke last: `epoch` starts a new
	 * epoch; `fork` means another copy already did, and this one needs a new name.
	 */
	readonly estranged?: { readonly epoch: number } | { readonly fork: true };
}

export interface SegmentsRequest {
	readonly db: DatabaseName;
	/** A day that has changed since it was announced is answered as it is now: it has grown, no more. */
	readonly names: readonly SegmentName[];
}

/** One line of the answer to `POST /segments`: a header and, after a tab, the segment's text. */
export interface SegmentHeader {
	readonly day: Day;
	readonly hash: string;
	readonly count: number;
}

/** The last line of that answer. One that ends without it has been cut short, however well it ended. */
export const END_OF_LINES = '';
