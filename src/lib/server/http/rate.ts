import type { Clock } from '../../ports/clock';

/** How much one account, or a visitor's address, may ask of this process. */
export interface Rate {
	/**
	 * Takes all that is asked for, or nothing and says in how many seconds to come
	 * again. More facts than fit at once are let through by themselves.
	 */
	take(key: string, asked: Asked): { readonly retryAfter: number } | undefined;
}

export type Asked = { readonly [what in What]?: number };
type What = keyof typeof LIMITS;

/** So many a minute, and at once after a quiet minute. */
export const LIMITS = { requests: 600, facts: 3_000 } as const;
const MINUTE = 60_000;
/** So many are remembered at least, twice as many at most: those who asked last. */
const MANY_KEYS = 20_000;

/** A bucket of each sort: what is left in it, as it was at a moment. */
interface Buckets {
	readonly at: number;
	readonly left: Readonly<Record<What, number>>;
}

/**
 * Buckets that fill up again by the minute, in memory: what is limited here is
 * this process's work, so each process counts for itself.
 */
export function createRate(clock: Clock): Rate {
	let recent = new Map<string, Buckets>();
	let older: typeof recent = new Map();
	return {
		take(key, asked) {
			const now = clock.now();
			const left = filled(recent.get(key) ?? older.get(key), now);
			const wait = Math.max(...everySort.map((what) => waitFor(what, asked, left)));
			const after = wait > 0 ? left : less(left, asked);
			recent.set(key, { at: now, left: after });
			if (recent.size >= MANY_KEYS) [older, recent] = [recent, new Map()];
			return wait > 0 ? { retryAfter: Math.ceil(wait / 1_000) } : undefined;
		}
	};
}

const everySort = Object.keys(LIMITS) as What[];
const forEach = (amount: (what: What) => number): Buckets['left'] => ({
	requests: amount('requests'),
	facts: amount('facts')
});

/** A clock that was set back fills nothing and empties nothing. */
function filled(before: Buckets | undefined, now: number): Buckets['left'] {
	const past = before ? Math.max(0, now - before.at) : Infinity;
	return forEach((what) =>
		Math.min(LIMITS[what], (before?.left[what] ?? 0) + (past / MINUTE) * LIMITS[what])
	);
}

const wanted = (what: What, asked: Asked): number => Math.min(LIMITS[what], asked[what] ?? 0);

/** Milliseconds until there is enough. */
const waitFor = (what: What, asked: Asked, left: Buckets['left']): number =>
	(Math.max(0, wanted(what, asked) - left[what]) * MINUTE) / LIMITS[what];

const less = (left: Buckets['left'], asked: Asked): Buckets['left'] =>
	forEach((what) => left[what] - wanted(what, asked));
