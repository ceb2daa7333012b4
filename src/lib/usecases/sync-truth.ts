import type { Backlog } from '../ports/fact-log';
import type { FailureReason } from '../ports/network';

/** What requests have shown of the link. */
export type LinkSeen =
	| { readonly is: 'unknown' }
	| { readonly is: 'up'; readonly at: number }
	| { readonly is: 'down'; readonly why: FailureReason; readonly at: number };

/** The one line every screen says about sending. */
export type SyncTruth =
	| { readonly is: 'checking' }
	/** Nothing waits, and the server answered at this time. */
	| { readonly is: 'all-sent'; readonly at: number }
	/** Nothing waits, but something was refused: that is said beside it. */
	| { readonly is: 'rest-sent'; readonly at: number }
	/** Nothing waits, and what was refused has been put away by somebody: it is not sent all the same. */
	| { readonly is: 'sent-but-aside'; readonly at: number; readonly aside: number }
	| { readonly is: 'sending'; readonly waiting: number; readonly oldest?: number }
	| {
			readonly is: 'no-link' | 'portal' | 'unauthorized' | 'revoked' | 'busy' | 'misunderstood';
			readonly waiting: number;
			readonly oldest?: number;
	  };

/** "All sent" needs both: an empty queue, and a link that a request has just shown to work. */
export function syncTruth(link: LinkSeen, { waiting, oldest, refused, aside }: Backlog): SyncTruth {
	if (link.is === 'unknown') return { is: 'checking' };
	if (link.is === 'up') {
		if (waiting > 0) return { is: 'sending', waiting, ...(oldest !== undefined && { oldest }) };
		if (refused > 0) return { is: 'rest-sent', at: link.at };
		return aside ? { is: 'sent-but-aside', at: link.at, aside } : { is: 'all-sent', at: link.at };
	}
	return { is: SAID_AS[link.why], waiting, ...(oldest !== undefined && { oldest }) };
}

/** What differs for the engine and not for people is said in one way. */
const SAID_AS = {
	'no-link': 'no-link',
	timeout: 'no-link',
	portal: 'portal',
	/** The server does not know this device, or not as one that may: it has to be enrolled again. */
	unauthorized: 'unauthorized',
	forbidden: 'unauthorized',
	/** It knows it well, and wants no more of it. */
	revoked: 'revoked',
	'too-large': 'busy',
	busy: 'busy',
	misunderstood: 'misunderstood'
} as const satisfies Record<FailureReason, SyncTruth['is']>;
