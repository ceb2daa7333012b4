import { local, shiftDay } from '../../domain/calendar';
import { canonical, type Fact } from '../../domain/facts';
import {
	centreOfDatabase,
	database,
	opsId,
	partsOf,
	type DatabaseName,
	type Day
} from '../../domain/ids';
import type { Availabilities } from '../relay/availability';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import { beginningOf, firstKept, isOfPlace, isOfVisit } from './age';
import type { Retention } from './config';
import { log } from './log';
import { spend } from './spent';

/** Where the clearing of one database stands. */
interface Cleared {
	/** Everything whose time began before this day has left. */
	readonly before?: Day;
	/** By fact, when it came (server clock), where its day cannot be judged by. */
	readonly arrived: Readonly<Record<string, number>>;
}

const isOfDay = (fact: Fact): boolean => isOfVisit(fact) || isOfPlace(fact);
const isCentre = (db: DatabaseName): boolean => db === database.centre(centreOfDatabase(db) ?? '');

/**
 * Lets visits leave whose time is over, and the places of those days. Totals stay, as the reports of those days;
 * so do the numbers of what has left. Interrupted anywhere, it is done again.
 */
export async function clearVisits(
	{ store, availabilities }: { store: Store; availabilities: Availabilities },
	now: number,
	{ visits }: Retention
): Promise<void> {
	const start = await startOf(store);
	for (const db of (await store.databases()).filter(isCentre).sort()) {
		const state = clearedIn(await store.get(database.ops, opsId.retention(db)), start);
		const wanted = firstKept(now, visits);
		// Never back: what has left has left.
		const before = wanted < (state.before ?? '') ? state.before! : wanted;
		const facts = (await store.range(db, '', '~')).filter(isFactDoc).map(asFact);
		const going = facts.filter((fact) => isOfDay(fact) && isOver(fact, before, state));
		if (going.length > 0) {
			const ids = new Set(going.map(({ _id }) => _id));
			const centre = centreOfDatabase(db)!;
			for (const day of new Set(going.map(({ _id }) => partsOf(_id).day)))
				await availabilities.conclude(centre, day);
			await spend(store, [...ids]);
			await log(store, now, { db, removed: ids.size, before });
			await store.rewrite(db, ({ _id }) => !ids.has(_id));
		}
		// Last: what is older and still there after this is taken for what came since.
		const left = new Set(going.map(({ _id }) => _id));
		await reviseCleared(store, db, ({ arrived }) => ({
			before,
			arrived: Object.fromEntries(Object.entries(arrived).filter(([id]) => !left.has(id)))
		}));
	}
	if (start === undefined) await begin(store, now, visits);
}

/**
 * From when on what is too old must have come too late: in a network that begins
 * from its beginning, in one that is older from its first clearing on.
 */
export async function beginWhereEmpty(
	store: Store,
	now: number,
	{ visits }: Retention
): Promise<void> {
	if ((await startOf(store)) !== undefined) return;
	for (const db of (await store.databases()).filter(isCentre))
		if ((await store.range(db, '', '~')).length > 0) return;
	await begin(store, now, visits);
}

const begin = (store: Store, now: number, visits: number): Promise<void> =>
	reviseCleared(store, database.ops, () => ({ before: firstKept(now, visits), arrived: {} }));

async function startOf(store: Store): Promise<Day | undefined> {
	return clearedIn(await store.get(database.ops, opsId.retention(database.ops))).before;
}

/**
 * Notes when facts came whose day cannot be judged by: older than what has left
 * already, or later than tomorrow.
 */
export async function noteArrivals(
	store: Store,
	db: DatabaseName,
	docs: readonly Doc[],
	now: number
): Promise<void> {
	if (!isCentre(db)) return;
	const facts = docs.filter(isFactDoc).map(asFact).filter(isOfDay);
	const tomorrow = shiftDay(local(now).day, 1);
	const isOdd = (fact: Fact, before: Day | undefined): boolean => {
		const begins = beginningOf(fact, undefined);
		// A place is wanted for a day to come.
		const isEarly = begins > tomorrow && !isOfPlace(fact);
		return isEarly || (before !== undefined && begins < before);
	};
	const doc = await store.get(database.ops, opsId.retention(db));
	const limit = clearedIn(doc, await startOf(store)).before;
	const odd = facts.filter((fact) => isOdd(fact, limit));
	if (odd.length === 0) return;
	const came = Object.fromEntries(odd.map(({ _id }) => [_id, now]));
	await reviseCleared(store, db, (state) => ({ ...state, arrived: { ...came, ...state.arrived } }));
}

/** One that is older than what has left and of which nothing is noted has come since, unseen as yet. */
function isOver(fact: Fact, limit: Day, { before, arrived }: Cleared): boolean {
	const begins = beginningOf(fact, arrived[fact._id]);
	const isUnseen = before !== undefined && begins < before && !Object.hasOwn(arrived, fact._id);
	return begins < limit && !isUnseen;
}

function clearedIn(doc: Doc | undefined, start?: Day): Cleared {
	const before = (doc?.['before'] as Day | undefined) ?? start;
	return {
		...(before !== undefined && { before }),
		arrived: (doc?.['arrived'] as Cleared['arrived'] | undefined) ?? {}
	};
}

const reviseCleared = (
	store: Store,
	db: DatabaseName,
	decide: (state: Cleared) => Cleared
): Promise<void> =>
	store.revise(database.ops, opsId.retention(db), (doc) => {
		const before = clearedIn(doc);
		const after = decide(before);
		return doc && canonical(after) === canonical(before) ? undefined : { ...after };
	});
