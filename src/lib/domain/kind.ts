import type * as v from 'valibot';
import type { Fact } from './facts';
import type { DatabaseName, DatabaseSort, PageKey } from './ids';

/** What is known of a kind of facts. */
export interface Kind<Schema extends v.GenericSchema = v.GenericSchema> {
	readonly schema: Schema;
	/** The one database it rests in, where its id says which. */
	readonly database?: (fact: Fact) => DatabaseName;
	/**
	 * Sorts of databases it may rest in besides: a person's own has a name that says
	 * nothing, and what is signed at a door or on a phone is copied to the trainers.
	 */
	readonly sorts?: readonly DatabaseSort[];
	readonly pages: (fact: Fact) => readonly PageKey[];
	/** What is sent first: the smaller, the sooner. */
	readonly rank: number;
}
