/** Puts focus on a step's heading when the step appears, at its top: it is read out, and Tab starts there. */
export function arriveAt(heading: HTMLElement): void {
	heading.tabIndex = -1;
	heading.focus({ preventScroll: true });
	// The step before may have been scrolled; nobody has read this one yet.
	scrollTo(0, 0);
}
