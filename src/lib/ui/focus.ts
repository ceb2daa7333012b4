/** Puts focus on a step's heading when the step appears, so that it is read out and Tab starts there. */
export function arriveAt(heading: HTMLElement): void {
	heading.tabIndex = -1;
	heading.focus({ preventScroll: true });
}
