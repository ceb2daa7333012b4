import { pace, type Pace, type Speed } from './pace';

export interface Request {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	/** With its `?`, or empty. */
	readonly query: string;
	/** Names in lower case. */
	readonly headers: ReadonlyMap<string, string>;
}

/** Which requests a fault strikes: all of them, for good, unless said otherwise. */
export interface Scope {
	readonly match?: (request: Request) => boolean;
	/** How many matching requests it strikes. One that is too short to be cut counts too. */
	readonly times?: number;
}

/** What becomes of one request. */
export type Fate =
	| { readonly kind: 'cutRequestAfter' | 'cutResponseAfter'; readonly bytes: number }
	| { readonly kind: 'blackHole' | 'loseResponse' | 'captivePortal' }
	| { readonly kind: 'status'; readonly code: number; readonly retryAfter?: string | number };

type Slow = { readonly kind: 'throttle'; readonly speed: Speed };
type Flap = { readonly kind: 'flap'; readonly everyMs: number };

export type Fault = (Fate | Slow | Flap) & Scope;

/** The cable goes out once the server has this much of the request, its head included. */
export const cutRequestAfter = (bytes: number, scope: Scope = {}): Fault => ({
	...scope,
	kind: 'cutRequestAfter',
	bytes
});

/** The cable goes out once the client has this much of the response, its head included. */
export const cutResponseAfter = (bytes: number, scope: Scope = {}): Fault => ({
	...scope,
	kind: 'cutResponseAfter',
	bytes
});

/** The request is swallowed and nothing ever comes back; the server sees none of it. */
export const blackHole = (scope: Scope = {}): Fault => ({ ...scope, kind: 'blackHole' });

/**
 * The server gets the whole request and answers it; the client only sees the connection break.
 *
 * Chromium sends a request again by itself, a POST too, when a connection it had used before breaks
 * without one byte of answer. `times: 1` then means that the server gets it twice.
 */
export const loseResponse = (scope: Scope = {}): Fault => ({ ...scope, kind: 'loseResponse' });

/** Answered in the server's place, after the whole request. `retryAfter` in seconds, or a date. */
export const status = (
	code: number,
	{ retryAfter, ...scope }: Scope & { retryAfter?: string | number } = {}
): Fault => ({
	...scope,
	kind: 'status',
	code,
	...(retryAfter === undefined ? {} : { retryAfter })
});

/** A log-in page with status 200 in the place of every answer, as hotels and airports do. */
export const captivePortal = (scope: Scope = {}): Fault => ({ ...scope, kind: 'captivePortal' });

export const throttle = (speed: Speed, scope: Scope = {}): Fault => ({
	...scope,
	kind: 'throttle',
	speed
});

/** The cable out at once, back after `everyMs`, out again…; `times` counts how often it goes out. */
export const flap = ({ everyMs, times }: { everyMs: number; times?: number }): Fault => ({
	kind: 'flap',
	everyMs,
	...(times === undefined ? {} : { times })
});

/** The faults in force, asked once for each request. */
export interface Faults {
	add(fault: Fault): () => void;
	/** One fate at most: the oldest that still applies. It may be slow as well. */
	strike(request: Request): { readonly fate?: Fate; readonly pace?: Pace };
	clear(): void;
}

export const faults = (): Faults => {
	interface Entry {
		readonly fault: Fault;
		readonly pace?: Pace;
		left: number;
	}
	let entries: readonly Entry[] = [];

	const remove = (entry: Entry) => {
		entry.pace?.lift();
		entries = entries.filter((other) => other !== entry);
	};

	const first = (request: Request, wanted: (entry: Entry) => boolean) => {
		const entry = entries.find(
			(each) => each.left > 0 && wanted(each) && (each.fault.match?.(request) ?? true)
		);
		if (entry) entry.left--;
		return entry;
	};

	return {
		add(fault) {
			const entry: Entry = {
				fault,
				left: fault.times ?? Infinity,
				...(fault.kind === 'throttle' ? { pace: pace(fault.speed) } : {})
			};
			entries = [...entries, entry];
			return () => remove(entry);
		},
		strike(request) {
			const struck = first(request, ({ pace: slow }) => !slow)?.fault;
			const slow = first(request, ({ pace: slow }) => slow !== undefined)?.pace;
			return {
				...(struck && struck.kind !== 'throttle' && struck.kind !== 'flap' ? { fate: struck } : {}),
				...(slow ? { pace: slow } : {})
			};
		},
		clear: () => entries.forEach(remove)
	};
};
