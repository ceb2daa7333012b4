import { createSubscriber } from 'svelte/reactivity';
import type { Watch } from '../ports/tables';

/** A watched query as state. Asked only while something on screen reads `current`. */
export class Live<T> {
	#value = $state.raw<T>();
	#error = $state.raw<unknown>();
	#subscribe: () => void;

	constructor(source: Watch<T>) {
		this.#subscribe = createSubscriber(() => {
			const watch = source.subscribe({
				next: (value) => {
					this.#value = value;
					this.#error = undefined;
				},
				error: (error) => (this.#error = error)
			});
			return () => watch.unsubscribe();
		});
	}

	/**
	 * `undefined` until the first answer.
	 * @throws why there is none, and never was: a screen that went on waiting would stand there dead
	 */
	get current(): T | undefined {
		this.#subscribe();
		if (this.#error !== undefined && this.#value === undefined) throw this.#error;
		return this.#value;
	}

	/** Why there is no answer. */
	get error(): unknown {
		this.#subscribe();
		return this.#error;
	}
}
