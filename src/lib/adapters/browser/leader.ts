/**
 * Runs something in one tab of this browser at a time: when that tab goes, the
 * next takes over. `lead` answers with what ends it.
 */
export function inOneTab(name: string, lead: () => () => void): () => void {
	const leaving = new AbortController();
	let stop = (): void => {};
	const held = new Promise<void>((resolve) =>
		leaving.signal.addEventListener('abort', () => resolve())
	);
	const led = navigator.locks.request(name, { signal: leaving.signal }, async () => {
		stop = lead();
		await held;
		stop();
	});
	// Waiting in line is given up when the page goes; that is no failure.
	led.catch(() => {});
	return () => leaving.abort();
}
