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
	/** Fetches it now. Rejects where that failed; the next call tries again, as far as the browser does: see `startAfresh`. */
	fetch(): Promise<Part>;
	/** Fetches it once the screen has been drawn and nothing else is to be done, and until it is here. */
	prefetch(): void;
}

let short = false;
/** Something could not be fetched since the page began. */
export const isShort = (): boolean => short;

/**
 * Begins the page anew, where it would come: from this device, or from a server that
 * answers as ours. Chromium does not ask again, as long as a page lives, for a module
 * it could not fetch (seen in 153), so that nothing less is another try. What is being
 * typed is lost: for whoever asks for it, or as long as `may` says that nothing is.
 */
export async function startAfresh(may = (): boolean => true): Promise<void> {
	const comes = navigator.serviceWorker?.controller || (await answers());
	if (!comes || !may()) return;
	for (const keep of keepers) keep();
	location.reload();
}

const keepers = new Set<() => void>();

/** Lets a screen put by, before the page begins anew, what nobody could give it again. Returns how to take that back. */
export function beforeAfresh(keep: () => void): () => void {
	keepers.add(keep);
	return () => void keepers.delete(keep);
}

const answers = (): Promise<boolean> =>
	fetch('/_app/version.json', { cache: 'no-store' })
		.then((response) => response.json())
		.then(
			(value: unknown) => typeof value === 'object' && value !== null && 'version' in value,
			() => false
		);

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
				short = true;
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
