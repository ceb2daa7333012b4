import type { Outcome, SegmentsRequest, SyncAnswer, SyncRequest } from '../domain/protocol';
import type { Segment } from '../domain/segments';

/**
 * The way to the server. It never throws for what links do; it says which of
 * these happened.
 */
export type Failure = {
	readonly why: FailureReason;
	/** How long the server asked to be left alone, milliseconds. */
	readonly retryAfter?: number;
};
export type FailureReason =
	/** Refused, reset, no name, no answer at all. */
	| 'no-link'
	/** Something answered that is not our server: a login page of a hotel, a proxy. */
	| 'portal'
	/** No byte for too long. */
	| 'timeout'
	/** The server does not know the session (any more); the device's key may renew it. */
	| 'unauthorized'
	/** The device was revoked. */
	| 'revoked'
	/** The session is good, and may not do this. */
	| 'forbidden'
	| 'too-large'
	/** 429 and 5xx. */
	| 'busy'
	/** The server says this request is not one it understands: an older or newer version. */
	| 'misunderstood';

/** Bytes of bodies as they travelled, compressed. */
export interface Bytes {
	readonly up: number;
	readonly down: number;
}

export type Exchanged =
	| { readonly answer: SyncAnswer; readonly bytes: Bytes }
	| { readonly failure: Failure; readonly bytes: Bytes };

/** What came of proving, by the device's key, who it is. */
export type Renewed =
	| { readonly is: 'renewed' }
	/** No key, or none the server knows: this device has to be enrolled (again). */
	| { readonly is: 'unknown' }
	| { readonly is: 'revoked' }
	| { readonly is: 'failed'; readonly failure: Failure };

export interface Network {
	exchange(request: SyncRequest): Promise<Exchanged>;
	/**
	 * Fetches segments and hands each over as soon as it is whole and its hash
	 * holds. Those handed over before a cut stay handed over.
	 */
	segments(
		request: SegmentsRequest,
		each: (segment: Segment) => Promise<void>
	): Promise<{ readonly failure?: Failure; readonly bytes: Bytes }>;
	/** Asks for a new session with the device's key. */
	renew(): Promise<Renewed>;
	/** Hands over what a revoked device has not sent: to be looked at, not to be believed. */
	handIn(
		facts: SyncRequest['facts']
	): Promise<{ readonly outcomes: readonly Outcome[] } | { readonly failure: Failure }>;
}
