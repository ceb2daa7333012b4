/** Things that take files or memory while open, and of which only so many may be. */
export interface FewOpen<T> {
	/** Runs with the thing of that name, which stays open meanwhile. Must not be nested. */
	use<R>(name: string, run: (thing: T) => Promise<R>): Promise<R>;
	/** Closes the thing of that name once nobody uses it; for who sees to it that nobody new comes. */
	shut(name: string): Promise<void>;
	/** How many are open now, those on their way in or out included. */
	size(): number;
	/** Lets who is inside finish, nobody else in, and closes everything. */
	close(): Promise<void>;
}

interface Opened<T> {
	readonly thing: Promise<T>;
	users: number;
}

/**
 * Keeps at most `most` open, those used last; whoever needs another while all are
 * in use waits for one that is not. What fails to open is tried again next time.
 */
export function keepFewOpen<T>(
	most: number,
	open: (name: string) => Promise<T>,
	shut: (thing: T) => Promise<void>
): FewOpen<T> {
	// In order of last use, oldest first.
	const opened = new Map<string, Opened<T>>();
	const closing = new Set<string>();
	let waiting: (() => void)[] = [];
	let ended = false;

	function wakeWaiting(): void {
		const woken = waiting;
		waiting = [];
		for (const wake of woken) wake();
	}

	/** A user has left, or a thing has closed. */
	const somethingHappens = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

	async function acquire(name: string): Promise<Opened<T>> {
		for (;;) {
			if (ended) throw new Error(`${name} is asked for after the end`);
			const entry = opened.get(name);
			if (entry) return taken(name, entry);
			const there = opened.size + closing.size;
			if (!closing.has(name) && there < most) return taken(name, { thing: open(name), users: 0 });
			if (!closing.has(name)) closeOldestIdle();
			await somethingHappens();
		}
	}

	function taken(name: string, entry: Opened<T>): Opened<T> {
		opened.delete(name);
		opened.set(name, entry);
		entry.users += 1;
		return entry;
	}

	/** False where nothing is open that nobody uses. */
	function closeOldestIdle(): boolean {
		for (const [name, entry] of opened) if (closeIdle(name, entry)) return true;
		return false;
	}

	function closeIdle(name: string, { users, thing }: Opened<T>): boolean {
		if (users > 0) return false;
		opened.delete(name);
		closing.add(name);
		const closed = thing.then(shut).catch(() => {
			// Nobody is waiting to hear that; opening it again will say what is wrong.
		});
		void closed.then(() => {
			closing.delete(name);
			wakeWaiting();
		});
		return true;
	}

	return {
		async use(name, run) {
			const entry = await acquire(name);
			try {
				return await run(await entry.thing.catch((error: unknown) => failed(name, entry, error)));
			} finally {
				entry.users -= 1;
				if (entry.users === 0) wakeWaiting();
			}
		},
		async shut(name) {
			for (;;) {
				const entry = opened.get(name);
				if (entry) closeIdle(name, entry);
				else if (!closing.has(name)) return;
				await somethingHappens();
			}
		},
		size: () => opened.size + closing.size,
		async close() {
			ended = true;
			wakeWaiting();
			while (opened.size + closing.size > 0) if (!closeOldestIdle()) await somethingHappens();
		}
	};

	function failed(name: string, entry: Opened<T>, error: unknown): never {
		if (opened.get(name) === entry) opened.delete(name);
		throw error;
	}
}
