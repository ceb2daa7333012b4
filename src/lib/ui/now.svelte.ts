import { createSubscriber } from 'svelte/reactivity';

/** The device's clock as state, to the minute: what screens show, and what "here now" is judged by. */
export class Now {
	#read: () => number;
	#at = $state(0);
	#subscribe: () => void;

	constructor(read: () => number) {
		this.#read = read;
		this.#at = toMinute(read());
		this.#subscribe = createSubscriber(() => {
			const tick = (): void => {
				this.#at = toMinute(this.#read());
			};
			tick();
			// Every second, because clocks are set and tablets sleep: a timer to the next minute would be late.
			const timer = setInterval(tick, 1000);
			return () => clearInterval(timer);
		});
	}

	/** Milliseconds since 1970, at the beginning of the minute. */
	get minute(): number {
		this.#subscribe();
		return this.#at;
	}

	/** This very moment, not watched. */
	get instant(): number {
		return this.#read();
	}
}

const toMinute = (instant: number): number => Math.floor(instant / 60_000) * 60_000;
