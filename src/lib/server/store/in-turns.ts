/** Runs what has the same key one after the other, and nothing else in anybody's way. */
export function inTurns(): <R>(key: string, run: () => Promise<R>) => Promise<R> {
	const last = new Map<string, Promise<unknown>>();
	return (key, run) => {
		const turn = (last.get(key) ?? Promise.resolve()).then(run);
		const done = turn
			.catch(() => {
				// Told to who asked; the next in line is not concerned.
			})
			.then(() => {
				if (last.get(key) === done) last.delete(key);
			});
		last.set(key, done);
		return turn;
	};
}
