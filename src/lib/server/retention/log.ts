import { local } from '../../domain/calendar';
import { database, opsId, type DatabaseName, type Day } from '../../domain/ids';
import type { Store } from '../store/store';

/** What left one database, in numbers. */
export interface Removal {
	readonly db: DatabaseName;
	readonly removed: number;
	readonly before: Day;
}

/** For the coordinator to see that it was done. Said before it is: after a crash less may be there to be counted. */
export const log = (store: Store, now: number, removal: Removal): Promise<void> =>
	store.revise(database.ops, opsId.logged('retention', local(now).day), (doc) => {
		const runs = (doc?.['runs'] as readonly Removal[] | undefined) ?? [];
		return { at: now, runs: [...runs.filter(({ db }) => db !== removal.db), removal] };
	});
