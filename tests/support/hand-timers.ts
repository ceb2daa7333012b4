import type { Timers } from '../../src/lib/ports/clock';

/** Time that passes by hand, and what is to happen in it. */
export interface HandTimers {
	readonly timers: Timers;
	now(): number;
	/** So much time passes; what is due happens at its moment. */
	pass(milliseconds: number): void;
	/** Time passes for nobody: whatever waited is gone. */
	passUnnoticed(milliseconds: number): void;
	/** How much still waits for its moment. */
	pending(): number;
	/** When the next thing is due, from now on; `undefined` where nothing is. */
	next(): number | undefined;
	/** Whatever was begun has come as far as it can without time. */
	settled(): Promise<void>;
}

export function handTimers(start = 0): HandTimers {
	let now = start;
	let waiting: { at: number; run: () => void }[] = [];
	const first = (): (typeof waiting)[number] | undefined =>
		waiting.toSorted((a, b) => a.at - b.at)[0];
	return {
		timers: {
			after(milliseconds, run) {
				const entry = { at: now + milliseconds, run };
				waiting.push(entry);
				return () => void (waiting = waiting.filter((other) => other !== entry));
			}
		},
		now: () => now,
		pass(milliseconds) {
			const end = now + milliseconds;
			for (let due = first(); due && due.at <= end; due = first()) {
				const { at, run } = due;
				waiting = waiting.filter((other) => other !== due);
				now = at;
				run();
			}
			now = end;
		},
		passUnnoticed(milliseconds) {
			waiting = [];
			now += milliseconds;
		},
		pending: () => waiting.length,
		next() {
			const due = first();
			return due && due.at - now;
		},
		async settled() {
			// Databases answer in tasks of their own: a few turns of the loop see them all through.
			for (let i = 0; i < 30; i += 1) await new Promise((resolve) => setImmediate(resolve));
		}
	};
}
