import type { FactId } from '../ids';

/** Something that was said, by the fact that said it. */
export interface Said {
	readonly fact: FactId;
}

/**
 * What stands of what was said of one thing: each new word takes away those it
 * names. More than one where two were said apart; the last in order is shown, and
 * that there is another.
 */
export type Heads<T extends Said> = readonly T[];

export const withWord = <T extends Said>(
	heads: Heads<T> | undefined,
	word: T,
	replaces: readonly FactId[] = []
): Heads<T> => [...(heads ?? []).filter(({ fact }) => !replaces.includes(fact)), word];

/** What stands once some words are taken back; `undefined` where nothing does. */
export function withoutWords<T extends Said>(
	heads: Heads<T> | undefined,
	taken: readonly FactId[]
): Heads<T> | undefined {
	const left = (heads ?? []).filter(({ fact }) => !taken.includes(fact));
	return left.length > 0 ? left : undefined;
}

/** The one that is shown. */
export const lastWord = <T extends Said>(heads: Heads<T> | undefined): T | undefined =>
	heads?.at(-1);

/** What a new word has to name to stand alone. */
export const wordsOf = <T extends Said>(heads: Heads<T> | undefined): readonly FactId[] =>
	(heads ?? []).map(({ fact }) => fact);
