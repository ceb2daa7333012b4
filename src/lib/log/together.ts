/**
 * Runs one by one; whatever is asked for while a run is under way goes into the
 * next one, all of it at once. On a fast link that is one flush to the disk for
 * many; on a slow one nothing waits for anything. Who is in a run that fails,
 * fails with it.
 */
export function together<T>(run: (all: readonly T[]) => Promise<void>): (one: T) => Promise<void> {
	let waiting: T[] = [];
	let next: Promise<void> | undefined;
	let last: Promise<unknown> = Promise.resolve();

	async function runAfter(before: Promise<unknown>): Promise<void> {
		await before;
		const all = waiting;
		waiting = [];
		next = undefined;
		await run(all);
	}

	return (one) => {
		waiting.push(one);
		if (!next) {
			next = runAfter(last);
			last = next.catch(() => {});
		}
		return next;
	};
}
