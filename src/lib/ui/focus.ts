/** Puts focus on a step's heading when the step appears, at its top: it is read out, and Tab starts there. */
export function arriveAt(heading: HTMLElement): void {
	take(heading);
	// The step before may have been scrolled; nobody has read this one yet.
	scrollTo(0, 0);
}

/** It is read out and Tab goes on from it; it is no control, and is not reached by Tab itself. */
function take(one: HTMLElement): void {
	if (!one.hasAttribute('tabindex')) one.tabIndex = -1;
	one.focus({ preventScroll: true });
}

const isLost = (): boolean => document.activeElement === document.body;
/** What a part of the screen is called by: its first heading that shows, or else the part itself where it has a name. */
const nameOf = (part: Element): HTMLElement | undefined =>
	[
		...part.querySelectorAll<HTMLElement>('h1, h2, h3'),
		...(part.matches('[aria-label], [aria-labelledby]') ? [part as HTMLElement] : [])
	].find((one) => one.checkVisibility());

/**
 * Focus is never lost, on any screen. What it was on may go: a button that has done its work, a
 * part that gives way to another. Then it goes to the heading, or the name, of what is nearest
 * around it. And a new screen is read from its heading, as soon as there is one.
 */
export function keepFocus(): { arrive(): void; stop(): void } {
	/** What had focus last, and all that was around it. */
	let around: readonly Element[] = [];
	let arriving = false;

	function remember({ target }: FocusEvent): void {
		arriving = false;
		around = [];
		for (let one = target as Element | null; one && one !== document.body; one = one.parentElement)
			around = [...around, one];
	}
	function look(): void {
		if (!isLost()) return;
		if (arriving) return begin();
		const [last, ...outer] = around;
		if (!last || last.isConnected) return;
		around = [];
		for (const one of outer) {
			const next = one.isConnected ? nameOf(one) : undefined;
			if (next) return take(next);
		}
		begin();
	}
	function begin(): void {
		const first = document.querySelector<HTMLElement>('h1');
		if (first) take(first);
	}

	const watch = new MutationObserver(look);
	watch.observe(document.body, { childList: true, subtree: true });
	document.addEventListener('focusin', remember);
	return {
		arrive() {
			arriving = isLost();
			look();
		},
		stop() {
			watch.disconnect();
			document.removeEventListener('focusin', remember);
		}
	};
}
