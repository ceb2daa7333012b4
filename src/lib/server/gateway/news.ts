import { local, shiftDay } from '../../domain/calendar';
import { windowOf } from '../../domain/device';
import {
	centreOfDatabase,
	database,
	dayRange,
	isReportId,
	partsOf,
	type DatabaseName,
	type Day
} from '../../domain/ids';
import type { News, SyncRequest } from '../../domain/protocol';
import { reachOf, type Holder } from '../../domain/rights';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { Presence } from './presence';
import type { Segments } from './segments';

interface From {
	readonly store: Store;
	readonly segments: Segments;
	readonly presence: Presence;
}

/**
 * The days a device gets of a centre, both included. Of those to come it gets all
 * there are: places are given for a few weeks ahead, and what a cursor has once
 * passed over would not come again when its day draws near.
 */
interface Window {
	readonly first: Day;
	readonly last: Day;
}
const LAST_DAY: Day = '9999-12-31';

export function windowAround({ role }: Holder, today: Day): Window {
	const { back } = windowOf(role === 'kiosk' ? 'kiosk' : 'host');
	return { first: shiftDay(today, -back), last: LAST_DAY };
}

/** Facts in one answer: few enough for a slow tablet to take in at once. */
const USUAL = 500;
const MOST = 1_000;

/**
 * What each database has beyond the request's cursors, but for `sent`, which the
 * device has just brought. Databases without news are left out.
 */
export async function newsFor(
	from: From,
	request: SyncRequest,
	{ now, sent, holder }: { now: number; sent: SyncRequest['facts']; holder: Holder }
): Promise<Record<DatabaseName, News>> {
	const today = local(now).day;
	const all: Record<DatabaseName, News> = {};
	let left = Math.max(1, Math.min(MOST, request.limit ?? USUAL));
	for (const [db, cursor] of Object.entries(request.cursors)) {
		// What somebody may not read, and what does not exist, are silent alike.
		if (reachOf(holder, db) === undefined || !(await from.presence.isThere(db))) continue;
		const own = new Set(sent.flatMap(([into, { _id }]) => (into === db ? [_id] : [])));
		const asked = {
			db,
			cursor,
			window: windowAround(holder, today),
			sent: own,
			today,
			limit: left
		};
		const news = await newsOf(from, asked);
		if (news) all[db] = news;
		left = Math.max(1, left - (news?.facts?.length ?? 0));
	}
	return all;
}

interface Asked {
	readonly db: DatabaseName;
	readonly cursor: string | null;
	readonly window: Window;
	readonly sent: ReadonlySet<string>;
	readonly today: Day;
	readonly limit: number;
}

async function newsOf(from: From, asked: Asked): Promise<News | undefined> {
	const { db, cursor, sent, limit } = asked;
	if (cursor === null && restsInSegments(db)) return firstLoad(from, asked);
	const changes = await from.store.changes(db, cursor, limit);
	if ('gone' in changes) return newsOf(from, { ...asked, cursor: null });
	if (changes.seq === cursor) return undefined;
	const wanted = changes.docs.filter((doc) => isWanted(doc, asked) && !sent.has(doc._id));
	return {
		cursor: changes.seq,
		...split(wanted),
		...(changes.more && { more: true as const })
	};
}

/** Centres' days pile up; what the network and the people's databases hold is little. */
const restsInSegments = (db: DatabaseName): boolean =>
	db === database.centre(centreOfDatabase(db) ?? '');

/**
 * Today's facts at once and small, the names of the window's other days to be
 * fetched as segments, what was said on those that rests in none, and a cursor taken before either was read: what came in
 * between comes again, which is harmless.
 */
async function firstLoad({ store, segments }: From, asked: Asked): Promise<News> {
	const { db, window, today } = asked;
	const announced = await segments.announce(db, window.first, window.last);
	const [from, to] = dayRange(today);
	const docs = await store.range(db, from, to);
	const { facts = [], ...told } = split(docs);
	const others = announced.apart.filter(({ _id }) => partsOf(_id).day !== today);
	const all = [...facts, ...others];
	return {
		cursor: announced.seq,
		...told,
		...(all.length > 0 && { facts: all }),
		segments: announced.names.filter(({ day }) => day !== today)
	};
}

function isWanted(doc: Doc, { db, window }: Asked): boolean {
	if (!restsInSegments(db) || !isFactDoc(doc)) return true;
	const { day } = partsOf(doc._id);
	return day >= window.first && day <= window.last;
}

function split(docs: readonly Doc[]): Pick<News, 'facts' | 'reports'> {
	const facts = docs.filter(isFactDoc).map(asFact);
	const reports = docs
		.filter(({ _id }) => isReportId(_id))
		.map(({ _id, ...body }) => ({ id: _id, body }));
	return { ...(facts.length > 0 && { facts }), ...(reports.length > 0 && { reports }) };
}
