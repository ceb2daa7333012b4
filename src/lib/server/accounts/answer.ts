/** What came of a request: what was asked for, or a code the app has words for. */
export type Answer<T> =
	| { readonly ok: T; readonly cookie?: string }
	| {
			readonly refused: Code;
			/** Seconds. */
			readonly retryAfter?: number;
	  };

export type Code = keyof typeof STATUS;

export const refuse = (refused: Code): { readonly refused: Code } => ({ refused });

export const STATUS = {
	/** No session, or none that is known. */
	unknown: 401,
	revoked: 401,
	forbidden: 403,
	/** Unknown, used or over: nobody is told which. */
	'no-such-code': 404,
	/** Or not within reach. */
	'no-such-device': 404,
	'no-such-person': 404,
	/** Somebody has to be able to invite the next. */
	'last-coordinator': 409,
	/** Not from this network, or older than a few minutes: another is to be asked for. */
	'stale-challenge': 409,
	/** Nothing needs to be kept aside: what it has to say can be sent. */
	'not-revoked': 409,
	'quarantine-full': 409,
	'bad-key': 422,
	'not-understood': 422,
	'too-many': 429
} as const;
