/**
 * What the document says before any script is there (`src/app.html`) goes in the moment
 * the app's first screen stands, within the same frame: nothing jumps, nothing is blank.
 */
export function endOpening(): void {
	const opening = document.getElementById('opening');
	if (!opening) return;
	const look = (): boolean => {
		if (!document.querySelector('.app main, .app h1, .app [role=alert]')) return false;
		opening.remove();
		return true;
	};
	if (look()) return;
	const observer = new MutationObserver(() => look() && observer.disconnect());
	observer.observe(document.body, { childList: true, subtree: true });
}
