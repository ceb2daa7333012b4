/**
 * Time of the simulation. It passes only from one event to the next; between two
 * events everything that can run without waiting has run.
 */
export interface Scheduler {
	/** True time, milliseconds since 1970. */
	now(): number;
	/** Runs once after so many milliseconds; the answer cancels it. */
	after(milliseconds: number, label: string, run: () => void): () => void;
	/** Runs what is due up to this time, one event after the other. */
	until(time: number): Promise<void>;
	/** Everything sleeps for so long: clocks go on, what was due is due as much later. */
	sleep(milliseconds: number): void;
	/** One line an event: two runs of one seed have the same lines. */
	readonly trace: readonly string[];
	note(line: string): void;
	/** How many events have run. */
	events(): number;
}

interface Event {
	at: number;
	readonly order: number;
	readonly label: string;
	readonly run: () => void;
}

/** Lets everything that is under way get on, outside this process as well. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Lets every promise that can settle do so; the memory adapters wait for nothing
 * else. Ticks come when no promise has anything left to do, and cost a fraction of
 * a turn of the event loop.
 */
const settledHere = (): Promise<void> =>
	new Promise((resolve) => queueMicrotask(() => process.nextTick(resolve)));

export function createScheduler(
	start: number,
	settle: () => Promise<void> = settledHere
): Scheduler {
	const trace: string[] = [];
	/** Latest first, so that the next is popped. */
	const queue: Event[] = [];
	let now = start;
	let order = 0;
	let events = 0;
	const isLater = (a: Event, b: Event): boolean =>
		a.at > b.at || (a.at === b.at && a.order > b.order);

	return {
		now: () => now,
		after(milliseconds, label, run) {
			const event = { at: now + Math.max(0, Math.round(milliseconds)), order: order++, label, run };
			let low = 0;
			let high = queue.length;
			while (low < high) {
				const middle = (low + high) >> 1;
				if (isLater(queue[middle]!, event)) low = middle + 1;
				else high = middle;
			}
			queue.splice(low, 0, event);
			return () => {
				const index = queue.indexOf(event);
				if (index >= 0) queue.splice(index, 1);
			};
		},
		async until(time) {
			await settle();
			for (;;) {
				const next = queue.at(-1);
				if (!next || next.at > time) break;
				queue.pop();
				now = next.at;
				events += 1;
				trace.push(`${now - start} ${next.label}`);
				next.run();
				await settle();
			}
			now = Math.max(now, time);
		},
		sleep(milliseconds) {
			now += milliseconds;
			for (const event of queue) event.at += milliseconds;
		},
		trace,
		note: (line) => void trace.push(`${now - start} ${line}`),
		events: () => events
	};
}
