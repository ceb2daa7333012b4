import { local } from '../domain/calendar';
import { pageKey, partsOf } from '../domain/ids';
import { isThereAlready, mayBeSaidAnew, saidAnew } from '../domain/refusals';
import type { Clock } from '../ports/clock';
import type { FactLog } from '../ports/fact-log';

export type Resaid =
	| {
			/** How many wait to be sent anew. */
			readonly taken: number;
			/** Arrivals that have been noted otherwise since: they stay as they are. */
			readonly there: number;
	  }
	| { readonly failed: 'no-room' };

/**
 * Says refused facts anew, those for which that may help: new facts of this device as it
 * is now, with what happened and when it happened unchanged. Resolved means on the disk.
 */
export async function takeUp(
	{ log, clock }: { log: FactLog; clock: Clock },
	keys: readonly string[]
): Promise<Resaid> {
	const today = local(clock.now()).day;
	let there = 0;
	const done = await log.takeUp(keys, ({ db, fact, why }, device, { read, renamed }) => {
		if (!mayBeSaidAnew({ db, fact, why }, device, today)) return undefined;
		if (fact.kind === 'visit.arrived') {
			const { scope, day } = partsOf(fact._id);
			if (isThereAlready(fact, read(pageKey.day(scope, day), 'day'))) {
				there += 1;
				return undefined;
			}
		}
		return saidAnew({ db, fact }, device, renamed);
	});
	return 'failed' in done ? done : { taken: done.facts.length, there };
}
