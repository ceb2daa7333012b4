import { createSubscriber } from 'svelte/reactivity';

/** Something that tells its observers of every change. */
export interface Observable<T> {
	current(): T;
	subscribe(observer: (value: T) => void): () => void;
}

/** An observable as state. */
export class Observed<T> {
	#source: Observable<T>;
	#subscribe: () => void;

	constructor(source: Observable<T>) {
		this.#source = source;
		this.#subscribe = createSubscriber((update) => source.subscribe(() => update()));
	}

	get current(): T {
		this.#subscribe();
		return this.#source.current();
	}
}
