/** How long after a fetch that failed the next one is made unasked, milliseconds: at first, and at most. */
const AGAIN_AFTER = 2_000;
const AGAIN_AT_MOST = 60_000;

/**
 * A part of the app that the first screen stands without. The service worker keeps
 * its file with all others, so that it is to be had with no link as well. This is the
 * one way such parts are fetched: screens show theirs with `ui/Later.svelte`, verbs
 * stand in for theirs with `later`.
 */
export interface Soon<Part> {
	/** The part, once it is here: a screen that needs it then appears at once. */
	readonly there: Part | undefined;
	/** Fetches it now. Rejects where that failed; the next call tries again. */
	fetch(): Promise<Part>;
	/** Fetches it once the screen has been drawn and nothing else is to be done, and until it is here. */
	prefetch(): void;
}

/** `load` fetches the part, by an `import` for which the build makes a file of its own. */
export function soon<Part>(load: () => Promise<Part>): Soon<Part> {
	let there: Part | undefined;
	let loading: Promise<Part> | undefined;
	let wanted = false;

	const fetch = (): Promise<Part> =>
		(loading ??= load().then(
			(part) => (there = part),
			(error: unknown) => {
				loading = undefined;
				throw error;
			}
		));
	function persist(after: number): void {
		if (there !== undefined) return;
		// That it failed is said by whoever needs it; nobody does yet.
		fetch().catch(() => setTimeout(persist, after, Math.min(after * 2, AGAIN_AT_MOST)));
	}
	return {
		get there() {
			return there;
		},
		fetch,
		prefetch() {
			if (wanted) return;
			wanted = true;
			whenIdle(() => persist(AGAIN_AFTER));
		}
	};
}

/** Not every browser says when it has nothing to do. */
const whenIdle = (then: () => void): void => {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(then, { timeout: 1_000 });
	else setTimeout(then);
};
