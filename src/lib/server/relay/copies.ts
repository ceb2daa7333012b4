import { canonical, type Fact } from '../../domain/facts';
import type { DatabaseName } from '../../domain/ids';
import type { Clock } from '../../ports/clock';
import { raiseAlarm } from '../gateway/alarms';
import { asFact, type Doc, type Store } from '../store/store';

/**
 * Writes a copy where it is not yet. What is there under its name was copied from
 * the same source, unless `compared` shows otherwise: then somebody should look.
 * @param compared what of a copy follows from its source alone
 */
export async function putCopy(
	{ store, clock }: { readonly store: Store; readonly clock: Clock },
	db: DatabaseName,
	fact: Fact,
	compared: (fact: Fact) => unknown = (copy) => copy
): Promise<void> {
	const [result] = await store.insert(db, [fact as unknown as Doc]);
	if (result?.is === 'forbidden') throw new Error(`not copied: ${fact.kind} ${fact._id}`);
	if (result?.is !== 'there') return;
	const there = asFact(result.doc);
	if (canonical(compared(there)) !== canonical(compared(fact)))
		await raiseAlarm(store, clock, 'conflict', fact._id, {});
}
