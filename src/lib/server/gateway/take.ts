import { canonical, type Fact } from '../../domain/facts';
import { partsOf, sortOfDatabase, type DatabaseName } from '../../domain/ids';
import { parseFact, type Refusal } from '../../domain/parse';
import type { Outcome, SyncRequest } from '../../domain/protocol';
import { couchRoles, mayWrite, wrongAuthor, type Holder } from '../../domain/rights';
import type { Clock } from '../../ports/clock';
import { isErased } from '../erasure/erased';
import { asFact, type Doc, type Store } from '../store/store';
import { raiseAlarm } from './alarms';
import type { Presence } from './presence';
import type { Refusals, Rejected } from './refused';

export interface Taking {
	readonly store: Store;
	readonly clock: Clock;
	readonly presence: Presence;
	readonly refusals: Refusals;
	readonly holder: Holder;
	/** Device names that are the holder's. */
	readonly names: ReadonlySet<string>;
	/** Whether facts about a day are past their time, and no longer kept. */
	readonly isExpired: (db: DatabaseName, fact: Fact) => boolean;
}

/** Stores what can be stored and says of every fact by itself what became of it. */
export async function take(request: SyncRequest, taking: Taking): Promise<Outcome[]> {
	const { store, clock, holder, names, refusals } = taking;
	const outcomes: Outcome[] = [];
	const rejected: Rejected[] = [];
	const byDatabase = new Map<DatabaseName, Fact[]>();
	const forgotten: string[] = [];
	const refuse = (value: unknown, why: Refusal): void => {
		outcomes.push({ id: idOf(value), is: 'refused', why });
		rejected.push({ value, why });
	};
	for (const [db, value] of request.facts) {
		const parsed = parseFact(value, db);
		if ('refused' in parsed) {
			refuse(value, parsed.refused);
			continue;
		}
		const { fact } = parsed;
		const why = await unwelcome(request, db, fact, taking);
		if (why) refuse(fact, why);
		else if (await isForgotten(db, fact, taking)) forgotten.push(fact._id);
		else byDatabase.set(db, [...(byDatabase.get(db) ?? []), fact]);
	}
	const writer = { name: holder.account, roles: couchRoles(holder, names) };
	for (const [db, facts] of byDatabase) {
		const inserted = await store.insert(db, facts as unknown as Doc[], writer);
		for (const [i, result] of inserted.entries()) {
			const fact = facts[i]!;
			if (result.is === 'stored') outcomes.push({ id: fact._id, is: 'stored' });
			else if (result.is === 'forbidden') refuse(fact, { code: 'forbidden' });
			else if (canonical(asFact(result.doc)) === canonical(fact))
				outcomes.push({ id: fact._id, is: 'duplicate' });
			else {
				refuse(fact, { code: 'id-taken' });
				await raiseAlarm(store, clock, 'conflict', fact._id, { device: request.device });
			}
		}
	}
	await refusals.forgotten(request.device, forgotten);
	await refusals.refused({ holder, device: request.device, names }, rejected);
	return [...outcomes, ...forgotten.map((id): Outcome => ({ id, is: 'erased' }))];
}

/** Why a sound fact is not taken from this sender. */
async function unwelcome(
	request: SyncRequest,
	db: DatabaseName,
	fact: Fact,
	{ clock, presence, holder, names }: Taking
): Promise<Refusal | undefined> {
	if (!mayWrite(holder, db, fact)) return { code: 'not-allowed' };
	const wrong = wrongAuthor(holder, names, fact);
	if (wrong) return wrong;
	const { device, epoch } = partsOf(fact._id);
	if (device === request.device && epoch > request.epoch)
		return { code: 'not-yours', field: 'epoch' };
	// Everybody counts on from the highest count they see. The network writes far fewer facts than
	// milliseconds pass, so an honest count is never this high, and no other can use counting up.
	if (fact.count > clock.now()) return { code: 'bad-field', field: 'count' };
	if (!(await presence.isThere(db))) return { code: 'no-such-database' };
	return undefined;
}

/** What is about somebody who is to be forgotten, or older than is kept, is taken and not kept. */
async function isForgotten(
	db: DatabaseName,
	fact: Fact,
	{ store, isExpired }: Taking
): Promise<boolean> {
	if (isExpired(db, fact)) return true;
	const { person } = fact;
	return sortOfDatabase(db) === 'people' && typeof person === 'string' && isErased(store, person);
}

/** The id a refused document goes by in the answer, if it has one at all. */
export function idOf(value: unknown): string {
	const id = (value as { _id?: unknown } | null)?._id;
	return typeof id === 'string' ? id.slice(0, 200) : '';
}
