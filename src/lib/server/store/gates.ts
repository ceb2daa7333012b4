/** For each name: many may pass at the same time, or one be alone. Nobody overtakes who waits. */
export interface Gates {
	pass<R>(name: string, run: () => Promise<R>): Promise<R>;
	alone<R>(name: string, run: () => Promise<R>): Promise<R>;
	/** When everybody inside and in line now has come out. */
	empty(): Promise<void>;
}

interface Gate {
	/** Everybody who must be out before somebody can be alone. */
	last: Promise<unknown>;
	/** Who was last let in alone, or is in line to be. */
	lastAlone: Promise<unknown>;
}

export function createGates(): Gates {
	const gates = new Map<string, Gate>();

	function enter<R>(name: string, isAlone: boolean, run: () => Promise<R>): Promise<R> {
		const gate = gates.get(name) ?? { last: Promise.resolve(), lastAlone: Promise.resolve() };
		const turn = (isAlone ? gate.last : gate.lastAlone).then(run);
		const out = turn.catch(() => {
			// Told to who asked; the next in line is not concerned.
		});
		const last = Promise.all([gate.last, out]);
		const next = { last, lastAlone: isAlone ? out : gate.lastAlone };
		gates.set(name, next);
		void last.then(() => {
			if (gates.get(name) === next) gates.delete(name);
		});
		return turn;
	}

	return {
		pass: (name, run) => enter(name, false, run),
		alone: (name, run) => enter(name, true, run),
		empty: async () => void (await Promise.all([...gates.values()].map(({ last }) => last)))
	};
}
