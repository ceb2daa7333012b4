import type { FactId } from '../../../domain/ids';

/**
 * What a trainer has typed and not saved, kept beside the log on this device alone,
 * so that neither a closed tab nor a flat battery loses a page of text.
 */
export interface Draft<T> {
	/** The versions it was begun from. */
	readonly base: readonly FactId[];
	readonly value: T;
	/** Device clock, milliseconds. */
	readonly at: number;
}

const KEY = 'telecentres-draft-1:';
/** A course that was never saved has no id in its address yet. */
export const NEW = 'new';
export const draftKey = (course: string, item?: string): string =>
	item === undefined ? course : `${course}:${item}`;

/** `undefined` where there is none, or none that can be read. */
export function readDraft<T>(key: string): Draft<T> | undefined {
	try {
		const draft: unknown = JSON.parse(localStorage.getItem(KEY + key) ?? 'null');
		const isOne = draft !== null && typeof draft === 'object' && 'value' in draft;
		return isOne ? (draft as Draft<T>) : undefined;
	} catch {
		return undefined;
	}
}

/** False where the browser keeps nothing: then leaving has to ask. */
export function keepDraft<T>(key: string, draft: Draft<T>): boolean {
	try {
		localStorage.setItem(KEY + key, JSON.stringify(draft));
		return true;
	} catch {
		return false;
	}
}

export function dropDraft(key: string): void {
	try {
		localStorage.removeItem(KEY + key);
	} catch {
		// None can be kept here, so none is there.
	}
}
