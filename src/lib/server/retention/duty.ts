import { local } from '../../domain/calendar';
import type { DatabaseName, Day } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import type { Availabilities } from '../relay/availability';
import type { Duty } from '../relay/duty';
import type { Doc, Store } from '../store/store';
import type { Retention } from './config';
import { clearLogs } from './logs';
import { beginWhereEmpty, clearVisits, noteArrivals } from './visits';

export interface RetentionParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly availabilities: Availabilities;
	readonly retention: Retention;
}

/** Once a day, what is past its time leaves. */
export function createRetentionDuty(parts: RetentionParts): Duty {
	const { store, clock, retention } = parts;
	let clearedOn: Day | undefined;
	let hasBegun = false;

	return {
		async sweepBegins() {
			if (!hasBegun) await beginWhereEmpty(store, clock.now(), retention);
			hasBegun = true;
		},
		seen: (db: DatabaseName, docs: readonly Doc[]) => noteArrivals(store, db, docs, clock.now()),
		async sweepDone() {
			const now = clock.now();
			const { day } = local(now);
			if (clearedOn === day) return;
			await clearVisits(parts, now, retention);
			await clearLogs(store, now, retention);
			clearedOn = day;
		}
	};
}
