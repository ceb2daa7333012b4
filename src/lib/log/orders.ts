import type { Device } from '../domain/device';
import type { Fact } from '../domain/facts';
import { database, reportId, reportsOf, sortOfDatabase, type DatabaseName } from '../domain/ids';
import { isRecord } from '../domain/parse';
import type { Report, SyncAnswer } from '../domain/protocol';
import { keeps } from '../domain/subscriptions';
import { placeOfReport, reportKey, type ReadTx, type Tx } from '../ports/tables';
import { refoldPagesOf, removeRows } from './settle';

/** Ids of people who are to be forgotten. */
export type Erased = ReadonlySet<string>;

/**
 * Forgets whom new orders name: what the server has of them here, facts and
 * reports, and so their page. A fact that still waits is sent like any other, and
 * leaves when the server answers that it is not kept. Answers with how far the
 * device has come: all orders up to that number.
 */
export async function applyOrders(tx: Tx, device: Device, answer: SyncAnswer): Promise<Device> {
	const named = ordersIn(answer);
	if (named.size === 0 || !keeps(device, database.orders)) return device;
	const rows = (await tx.range('facts', EVERYTHING)).filter(
		({ out, db, fact }) => out === undefined && isAboutErased(named, db, fact)
	);
	await removeRows(tx, rows);
	await refoldPagesOf(tx, rows);
	const isTheirs = ({ db, id }: { db: DatabaseName; id: string }): boolean =>
		isErasedReport(named, db, id) ||
		(id === reportId.me && db === device.own && named.has(device.person ?? ''));
	const reports = await tx.keys('reports', EVERYTHING);
	await tx.remove(
		'reports',
		reports.filter((key) => isTheirs(placeOfReport(key)))
	);
	return { ...device, applied: await appliedAfter(tx, device.applied ?? 0) };
}

/** Everybody who is to be forgotten once an answer is taken in; nobody is looked for where it names nobody. */
export async function erasedAfter(tx: ReadTx, answer: SyncAnswer): Promise<Erased> {
	const told = Object.entries(answer.news ?? {});
	if (
		!told.some(([db, { facts, reports }]) => NAMING.has(sortOfDatabase(db)) && (facts ?? reports))
	)
		return new Set();
	const kept = (await orderRows(tx, 1)).flatMap(({ person }) => person ?? []);
	return new Set([...kept, ...ordersIn(answer)]);
}

export const isAboutErased = (erased: Erased, db: DatabaseName, { person }: Fact): boolean =>
	sortOfDatabase(db) === 'people' && typeof person === 'string' && erased.has(person);

/** Reports about one person end in their id, wherever there are such reports. */
export const isErasedReport = (erased: Erased, db: DatabaseName, id: string): boolean =>
	NAMING.has(sortOfDatabase(db)) && erased.has(id.slice(id.lastIndexOf('~') + 1));

/** Databases that name people. */
const NAMING = new Set<ReturnType<typeof sortOfDatabase>>(['people', 'roster', 'member']);
const EVERYTHING = { from: '', to: '\uffff' };

const ordersIn = ({ news }: SyncAnswer): Set<string> =>
	new Set(
		(news?.[database.orders]?.reports ?? []).flatMap(({ id, body }: Report) =>
			id.startsWith(reportsOf.erase) ? (personIn(body) ?? []) : []
		)
	);

const personIn = (body: unknown): string | undefined =>
	isRecord(body) && typeof body['person'] === 'string' ? body['person'] : undefined;

/** The orders kept here, in their order, from one number on. */
async function orderRows(
	tx: ReadTx,
	from: number
): Promise<{ n: number; person: string | undefined }[]> {
	const key = (id: string): string => reportKey(database.orders, id);
	const to = key(`${reportsOf.erase}\uffff`);
	const rows = await tx.range('reports', { from: key(reportId.erase(from)), to });
	const prefix = key(reportsOf.erase).length;
	return rows.map((row) => ({ n: Number(row.key.slice(prefix)), person: personIn(row.body) }));
}

/** The number before the first order that has not come. */
async function appliedAfter(tx: ReadTx, before: number): Promise<number> {
	let applied = before;
	for (const { n, person } of await orderRows(tx, before + 1)) {
		if (n !== applied + 1 || person === undefined) break;
		applied = n;
	}
	return applied;
}
