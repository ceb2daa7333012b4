import type { DatabaseName } from '../../domain/ids';
import type { CouchHttp } from './couch-http';
import { FIRST_GENERATION } from './generations';

/**
 * Which generation of a database is the current one, as a document of its own in
 * a database that is never rewritten. There is none for a database that never
 * moved. Its revision is what several gateways compete for: who writes it last
 * read it as it was.
 */
export interface Pointer {
	readonly _id: DatabaseName;
	readonly _rev?: string;
	/** `null` once it has been dropped. */
	readonly current: number | null;
	/** The highest number ever given, also to a generation that was thrown away. */
	readonly last: number;
	/** The generation somebody is making; every writing of this document is a sign of life of theirs. */
	readonly next?: number;
}

export interface Pointers {
	read(db: DatabaseName): Promise<Pointer>;
	/** `undefined` where somebody else has written it since it was read. */
	write(pointer: Pointer): Promise<Pointer | undefined>;
}

export const GENERATIONS = 'generations';

export function openPointers(http: CouchHttp, prefix: string): Pointers {
	const home = encodeURIComponent(`${prefix}${GENERATIONS}`);
	const path = (db: DatabaseName): string => `${home}/${encodeURIComponent(db)}`;

	async function put(pointer: Pointer): Promise<Pointer | undefined> {
		const { status, body } = await http.json(path(pointer._id), 'PUT', pointer);
		if (status === 409) return undefined;
		if (status === 404) {
			const made = await http.ask(`${home}?q=1`, { method: 'PUT' });
			if (made.ok || made.status === 412) return put(pointer);
		}
		if (status !== 201)
			throw new Error(`the generation of ${pointer._id} was not written: ${status}`);
		return { ...pointer, _rev: body.rev };
	}

	return {
		async read(db) {
			const { status, body } = await http.json(path(db));
			if (status === 200) return body;
			if (status === 404) return { _id: db, current: FIRST_GENERATION, last: FIRST_GENERATION };
			throw new Error(`the generation of ${db} cannot be read: ${status}`);
		},
		write: put
	};
}
