import { local } from '../domain/calendar';
import type { Device } from '../domain/device';
import { pageKey, partsOf, reportsOf, sortOfDatabase, type DatabaseName } from '../domain/ids';
import { isRecord } from '../domain/parse';
import type { FactRow } from '../domain/rows';
import { keeps } from '../domain/subscriptions';
import { placeOfReport, type ReadTx, type Tables, type Tx } from '../ports/tables';
import { deviceIn } from './device-row';
import { refoldPagesOf, removeRows } from './settle';

/** So long without a word from the server, and a device may have been lost: names leave it. */
const AWAY = 30 * 86_400_000;
const EVERYTHING = { from: '', to: '\uffff' };

/**
 * What time alone takes from a device: the names it knows, once it has been away
 * for too long, and the names it was only to pass on, once their day is over.
 * `now` is this device's clock: a wrong one costs a reload at the next contact,
 * never a fact.
 */
export async function lapse(tables: Tables, now: number): Promise<void> {
	const due = await tables.read(async (tx) => {
		const device = await deviceIn(tx);
		const { day } = local(now);
		const isAway = device.offsetAt !== undefined && now - device.offsetAt > AWAY;
		return {
			away: isAway && (await naming(tx)).length > 0,
			passing: (await toPassOn(tx, device, day)).length > 0,
			day
		};
	});
	if (due.away) await tables.write(forgetNames);
	if (due.passing)
		await tables.write(async (tx) => hide(tx, await toPassOn(tx, await deviceIn(tx), due.day)));
}

/** Databases read so far that name people. Their cursors go with the names: without one, all is asked for again. */
const naming = async (tx: ReadTx): Promise<DatabaseName[]> =>
	(await tx.keys('cursors', EVERYTHING)).filter((db) => NAMING.has(sortOfDatabase(db)));
const NAMING = new Set<ReturnType<typeof sortOfDatabase>>(['people', 'roster']);

/**
 * People's facts, badges and the names on a roster. What codes are checked
 * against stays, or nobody could unlock a host's PC or arrive by number any more.
 */
async function forgetNames(tx: Tx): Promise<void> {
	const known = (await tx.range('facts', EVERYTHING)).filter(
		(row) =>
			row.out === undefined &&
			!row.refused &&
			sortOfDatabase(row.db) === 'people' &&
			!row.pages?.includes(pageKey.staff(partsOf(row.fact._id).scope))
	);
	await removeRows(tx, known);
	await refoldPagesOf(tx, known);
	const reports = (await tx.range('reports', EVERYTHING)).filter(({ key }) =>
		NAMING.has(sortOfDatabase(placeOfReport(key).db))
	);
	const badges = reports.filter(({ key }) => placeOfReport(key).id.startsWith(reportsOf.badge));
	await tx.remove(
		'reports',
		badges.map(({ key }) => key)
	);
	await tx.put(
		'reports',
		reports.flatMap((row) =>
			!badges.includes(row) && isRecord(row.body) && 'name' in row.body
				? [{ ...row, body: { ...row.body, name: '' } }]
				: []
		)
	);
	await tx.remove('cursors', await naming(tx));
}

/** Facts of earlier days for databases this device does not read, on a page of its own still. */
async function toPassOn(tx: ReadTx, device: Device, today: string): Promise<FactRow[]> {
	const waiting = await tx.range('facts', { index: 'out', ...EVERYTHING });
	const refused = await tx.range('facts', { index: 'refused.code', ...EVERYTHING });
	return [...waiting, ...refused].filter(
		(row) => row.pages !== undefined && !keeps(device, row.db) && partsOf(row.fact._id).day < today
	);
}

/** The fact stays, to be sent; no page shows what it says any more. */
async function hide(tx: Tx, rows: readonly FactRow[]): Promise<void> {
	await tx.put(
		'facts',
		rows.map(({ pages: _pages, ...row }) => row)
	);
	await refoldPagesOf(tx, rows);
}
