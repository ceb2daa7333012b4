import type { DatabaseName } from '../../domain/ids';
import type { Store } from '../store/store';

/** Which databases there are: naming one must not make it. */
export interface Presence {
	isThere(db: DatabaseName): Promise<boolean>;
}

/** Looks again only for one that was not there: databases come, and go with all who may name them. */
export function createPresence(store: Store): Presence {
	let known: ReadonlySet<DatabaseName> = new Set();
	return {
		async isThere(db) {
			if (!known.has(db)) known = new Set(await store.databases());
			return known.has(db);
		}
	};
}
