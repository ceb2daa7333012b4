import type { FailureReason } from '../ports/network';

/** What the last request showed of the link; `navigator.onLine` has no say. */
export type Link =
	| { readonly is: 'unknown' }
	| { readonly is: 'up'; readonly at: number }
	| { readonly is: 'down'; readonly why: FailureReason; readonly at: number };

export interface Status {
	readonly link: Link;
	/** A request is under way. */
	readonly busy: boolean;
}

export interface Observed<T> {
	current(): T;
	/** Called with every change; the answer ends it. */
	subscribe(observer: (value: T) => void): () => void;
}

export function observable<T>(first: T): Observed<T> & { set(value: T): void } {
	let value = first;
	const observers = new Set<(value: T) => void>();
	return {
		current: () => value,
		set(next) {
			value = next;
			for (const observer of observers) observer(value);
		},
		subscribe(observer) {
			observers.add(observer);
			return () => observers.delete(observer);
		}
	};
}
