import type { DatabaseName } from '../../domain/ids';

/**
 * A logical database lives in a physical one of a generation. Rewriting it moves
 * the survivors into the next generation, and cursors of the one before are void.
 */
export const FIRST_GENERATION = 1;

export const physicalName = (db: DatabaseName, generation = FIRST_GENERATION): string =>
	`${db}-g${generation}`;

/** `undefined` for what is not one of our databases. */
export const logicalName = (physical: string): DatabaseName | undefined =>
	/^(.+)-g\d+$/.exec(physical)?.[1];

/** What devices keep: the generation and the sequence within it. */
export const cursorText = (seq: string, generation = FIRST_GENERATION): string =>
	`${generation}.${seq}`;

/** The sequence of a cursor, or `null` where it is of another generation or no cursor at all. */
export function seqOfCursor(cursor: string | null, generation = FIRST_GENERATION): string | null {
	const prefix = `${generation}.`;
	return cursor?.startsWith(prefix) ? cursor.slice(prefix.length) : null;
}
