import {
	accountsId,
	accountsRange,
	database,
	ordersId,
	pageKey,
	sortOfDatabase,
	type DatabaseName,
	type FactId
} from '../../domain/ids';
import { foldPage, type PersonPage } from '../../domain/pages';
import type { Clock } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import { endPlacesOf } from '../places/forgetting';
import { voidBadge } from '../relay/badges';
import { GONE, publish } from '../relay/reports';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import { about, factIdIn } from './about';
import { aliasesOf } from './aliases';
import { isErased } from './erased';
import { noteErased, orderFor, publishOrder, reviseOrder, type Order } from './orders';

export interface ErasureParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly random: Randomness;
}

/**
 * Forgets somebody (law 10): from the order on nothing of them is taken any more,
 * and when this resolves no file of the store says their name. Every step may be
 * interrupted and taken again: the order is done last.
 */
export async function erase(parts: ErasureParts, person: string): Promise<void> {
	const { store, clock } = parts;
	const order = await orderFor(store, person, clock.now());
	await publishOrder(store, order);
	// While it is still known which visits a host has said to be theirs. Ordered now, lest a crash forget them.
	const others: string[] = [];
	for (const other of await aliasesOf(store, person))
		if (!(await isErased(store, other))) others.push(other);
	for (const other of others) await orderFor(store, other, clock.now());
	await voidBadges(store, order);
	await endPlacesOf(parts, person, order.at);
	await leaveRosters(store, person);
	for (const db of await databasesOf(store, 'people')) await leave(store, db, person);
	await leave(store, database.ops, person);
	await endAccounts(store, person, clock.now());
	await reviseOrder(store, person, (before) => ({ ...before, done: true }));
	for (const other of others) await erase(parts, other);
}

/** Takes somebody out of one database. Their facts are noted first: those numbers were not lost. */
export async function leave(store: Store, db: DatabaseName, person: string): Promise<void> {
	const isAbout = about(person);
	const ids = (docs: readonly Doc[]): FactId[] => docs.flatMap(({ _id }) => factIdIn(_id) ?? []);
	const going = (await store.range(db, '', '\uffff')).filter((doc) => isAbout(db, doc));
	if (going.length === 0) return;
	await noteErased(store, person, ids(going));
	// One that came in between goes as well.
	const late: Doc[] = [];
	await store.rewrite(db, (doc) => {
		const goes = isAbout(db, doc);
		if (goes) late.push(doc);
		return !goes;
	});
	await noteErased(store, person, ids(late));
}

/** Badges are void from the order on, by whichever centre they were given. */
async function voidBadges(store: Store, { person, at }: Order): Promise<void> {
	for (const db of await databasesOf(store, 'people')) {
		const facts = (await store.range(db, '', '~')).filter(isFactDoc).map(asFact);
		const own = facts.filter(
			(fact) => fact['person'] === person && fact.kind.startsWith('person.')
		);
		const page = foldPage(pageKey.person(person), own).value as PersonPage;
		for (const badge of [...(page.void ?? []), ...(page.badge ? [page.badge] : [])])
			await voidBadge(store, badge, at, at);
	}
}

/**
 * Kiosks forget at the order. One that has read the roster alone finds that the
 * entry is gone; what it once said is in no earlier revision either.
 */
async function leaveRosters(store: Store, person: string): Promise<void> {
	const isAbout = about(person);
	for (const db of await databasesOf(store, 'roster')) {
		const entries = (await store.range(db, '', '\uffff')).filter((doc) => isAbout(db, doc));
		if (entries.length === 0) continue;
		await store.rewrite(db, (doc) => !isAbout(db, doc));
		for (const { _id } of entries) await publish(store, db, _id, GONE);
	}
}

/** Their phones are let in no more, their own database is no more, and then nothing says whose it was. */
async function endAccounts(store: Store, person: string, at: number): Promise<void> {
	const { accounts, orders } = database;
	const isTheirs = (doc: Doc): boolean => doc['person'] === person;
	const own = await store.get(accounts, accountsId.own(person));
	const theirs = (await store.range(accounts, ...accountsRange('account'))).filter(isTheirs);
	const names = theirs.map(({ _id }) => _id.slice(accountsId.account('').length));
	for (const name of names)
		await store.insert(orders, [{ _id: ordersId.revocation(name), at, by: 'relay' }]);
	for (const { _id } of theirs)
		await store.revise(accounts, _id, (before) =>
			before && before['revoked'] === undefined ? { ...before, revoked: at } : undefined
		);
	if (own) {
		const db = String(own['db']);
		await reviseOrder(store, person, (before) => ({ ...before, own: db }));
		if (sortOfDatabase(db) === 'member') await store.drop(db);
	}
	const isAbout = about(person);
	await store.rewrite(accounts, (doc) => !isAbout(accounts, doc));
}

const databasesOf = async (
	store: Store,
	sort: 'people' | 'roster'
): Promise<readonly DatabaseName[]> =>
	(await store.databases()).filter((db) => sortOfDatabase(db) === sort).sort();
