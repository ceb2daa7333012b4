import { shiftDay } from '../domain/calendar';
import { windowOf } from '../domain/device';
import {
	centreOfDatabase,
	database,
	daysRange,
	pagesOfDay,
	partsOf,
	type Day
} from '../domain/ids';
import { isDayBound, pagesOf } from '../domain/kinds';
import { isCurrent } from '../domain/pages';
import type { FactRow } from '../domain/rows';
import { segmentText } from '../domain/segments';
import { inOrder } from '../domain/facts';
import type { Maintained } from '../ports/fact-log';
import { placeOfSegment, segmentKey, type Tables, type Tx } from '../ports/tables';
import { deviceIn } from './device-row';
import { factsIn } from './segment-facts';
import { refold } from './page-facts';

/** A day's page is closed this many days after: its acknowledged facts may leave the device. */
export const DAY_CLOSES_AFTER = 60;
/** Days that rest as rows: today's and yesterday's, where late facts are likely. */
const ROWS_FOR = 1;
/** Pages rebuilt in one transaction: few enough for a tap to slip in between. */
const REBUILD_AT_ONCE = 20;

/** Housekeeping. Every step is one transaction, and safe to stop after. */
export async function maintain(tables: Tables, today: Day): Promise<Maintained> {
	const rebuilt = await rebuildOldPages(tables);
	const { role } = await tables.read(deviceIn);
	const kept = Math.min(DAY_CLOSES_AFTER, windowOf(role).back);
	const evicted = await evictBefore(tables, shiftDay(today, -kept));
	const compacted = await compactBefore(tables, shiftDay(today, -ROWS_FOR));
	return { rebuilt, compacted, evicted };
}

async function rebuildOldPages(tables: Tables): Promise<number> {
	const all = { from: '', to: '\uffff' };
	const pages = await tables.read((tx) => tx.range('pages', all));
	const old = pages.filter((page) => !isCurrent(page)).map(({ key }) => key);
	for (let i = 0; i < old.length; i += REBUILD_AT_ONCE)
		await tables.write(async (tx) => {
			for (const key of old.slice(i, i + REBUILD_AT_ONCE))
				await tx.put('pages', [await refold(tx, key)]);
		});
	return old.length;
}

/** Facts that are acknowledged and that only their own, closed day needs, in the database it is looked for in. */
const mayLeave = (row: FactRow): boolean =>
	row.out === undefined &&
	!row.refused &&
	isDayBound(row.fact) &&
	row.db === database.centre(partsOf(row.fact._id).scope);

const FIRST_DAY = '0000-01-01';

async function compactBefore(tables: Tables, day: Day): Promise<number> {
	const [from, to] = daysRange(FIRST_DAY, shiftDay(day, -1));
	const rows = await tables.read((tx) => tx.range('facts', { from, to }));
	const days = new Map<string, { db: string; day: Day }>();
	for (const row of rows.filter(mayLeave)) {
		const place = { db: row.db, day: partsOf(row.fact._id).day };
		days.set(segmentKey(place.db, place.day), place);
	}
	for (const place of days.values()) await tables.write((tx) => compact(tx, place.db, place.day));
	return days.size;
}

/** One closed day of one database: its acknowledged rows become, or join, its segment. */
async function compact(tx: Tx, db: string, day: Day): Promise<void> {
	const [from, to] = daysRange(day, day);
	const rows = (await tx.range('facts', { from, to })).filter(
		(row) => row.db === db && mayLeave(row)
	);
	const key = segmentKey(db, day);
	const before = await tx.get('segments', key);
	const facts = inOrder([...(before ? factsIn(before) : []), ...rows.map((row) => row.fact)]);
	// Only a segment that came from the server has a name of its own; nobody asks for this one.
	await tx.put('segments', [
		{ key, db, day, hash: '', text: segmentText(facts), count: facts.length }
	]);
	await tx.remove(
		'facts',
		rows.map(({ id }) => id)
	);
}

async function evictBefore(tables: Tables, day: Day): Promise<number> {
	const [from, to] = daysRange(FIRST_DAY, shiftDay(day, -1));
	return tables.write(async (tx) => {
		const rows = (await tx.range('facts', { from, to })).filter(mayLeave);
		const ids = rows.map(({ id }) => id);
		const places = (await tx.keys('segments', { from: '', to: '\uffff' }))
			.map(placeOfSegment)
			.filter((place) => place.day < day);
		await tx.remove('facts', ids);
		await tx.remove(
			'segments',
			places.map((place) => segmentKey(place.db, place.day))
		);
		const pages = new Set([
			...rows.flatMap(({ fact }) => pagesOf(fact)),
			...places.flatMap(({ db, day }) => pagesOfDay(centreOfDatabase(db) ?? '', day))
		]);
		await tx.remove('pages', [...pages]);
		return ids.length + places.length;
	});
}
