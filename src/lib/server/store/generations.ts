import type { DatabaseName } from '../../domain/ids';

/**
 * A logical database lives in a physical one of a generation. Rewriting it moves
 * the survivors into the next generation, and sequences of the one before are void.
 * A number is never given twice, not even after a database was dropped.
 */
export const FIRST_GENERATION = 1;

export const physicalName = (db: DatabaseName, generation = FIRST_GENERATION): string =>
	`${db}-g${generation}`;

/** `undefined` for what is not one of our databases. */
export function partsOfPhysical(
	physical: string
): { db: DatabaseName; generation: number } | undefined {
	const [, db, generation] = /^(.+)-g([1-9]\d{0,8})$/.exec(physical) ?? [];
	return db === undefined ? undefined : { db, generation: Number(generation) };
}

/** A sequence as a store gives it: the generation, and the place within it. */
export const seqText = (generation: number, inner: string): string => `${generation}.${inner}`;

/** The place within this generation; `undefined` for a sequence of another, or for none at all. */
export function innerSeq(seq: string, generation: number): string | undefined {
	const prefix = `${generation}.`;
	return seq.startsWith(prefix) ? seq.slice(prefix.length) : undefined;
}
