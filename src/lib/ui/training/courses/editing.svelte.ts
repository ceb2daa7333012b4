import { canonical } from '../../../domain/facts';
import type { FactId } from '../../../domain/ids';
import { dropDraft, keepDraft, readDraft } from './drafts';

/** Something as it was last saved, and the versions that stand behind it. */
export interface Standing<T> {
	readonly value: T;
	readonly base: readonly FactId[];
}

/**
 * What is being written. It follows what is saved elsewhere until somebody types;
 * from then on it is theirs, and is said instead of the versions they had seen.
 */
export class Editing<T extends object> {
	value: T = $state()!;
	/** Device clock of the draft that was taken up again. */
	resumed = $state<number>();
	/** Whether the browser keeps what is not saved. */
	kept = $state(true);
	#key: string;
	#base: readonly FactId[] = [];
	#saved: Standing<T> = $state.raw()!;
	#was = $derived(canonical(this.#saved.value));

	constructor(key: string, saved: Standing<T>) {
		this.#key = key;
		this.#saved = saved;
		const draft = readDraft<T>(key);
		this.value = draft?.value ?? structuredClone(saved.value);
		this.#base = draft?.base ?? saved.base;
		this.resumed = draft?.at;
	}

	/** Whether anything is not saved. */
	get dirty(): boolean {
		return canonical(this.value) !== this.#was;
	}

	/** What saving this will be said instead of. */
	get base(): readonly FactId[] {
		return this.#base;
	}

	/** Whether a version has come that was not there when the writing began. */
	get newer(): boolean {
		return this.dirty && this.#saved.base.some((fact) => !this.#base.includes(fact));
	}

	/** What stands on this device now. */
	follow(saved: Standing<T>): void {
		const isTheirs = this.dirty;
		this.#saved = saved;
		if (isTheirs) return;
		this.#base = saved.base;
		if (canonical(this.value) !== this.#was) this.value = structuredClone(saved.value);
	}

	/** To be called whenever it has changed. */
	keep(now: number): void {
		if (this.dirty) {
			const value = $state.snapshot(this.value) as T;
			this.kept = keepDraft(this.#key, { base: this.#base, value, at: now });
		} else dropDraft(this.#key);
	}

	/** It was saved, as this fact; what was typed since stays unsaved. */
	saved(value: T, fact: FactId, typed: T): void {
		const isUntouched = canonical(this.value) === canonical(typed);
		this.#base = [fact];
		this.#saved = { value, base: [fact] };
		this.resumed = undefined;
		if (isUntouched) this.value = structuredClone(value);
	}

	/** Back to what is saved. */
	drop(): void {
		this.resumed = undefined;
		this.#base = this.#saved.base;
		this.value = structuredClone(this.#saved.value);
		dropDraft(this.#key);
	}
}
