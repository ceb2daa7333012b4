import { local, shiftDay } from '../../domain/calendar';
import { windowOf } from '../../domain/device';
import {
	centreOfDatabase,
	database,
	dayRange,
	isDatabaseName,
	isReportId,
	partsOf,
	type DatabaseName,
	type Day
} from '../../domain/ids';
import type { News, SyncRequest } from '../../domain/protocol';
import { cursorText, seqOfCursor } from '../store/generations';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { Segments } from './segments';

/** Facts in one answer: few enough for a slow tablet to take in at once. */
const USUAL = 500;
const MOST = 1_000;

/**
 * What each database has beyond the request's cursors, but for `sent`, which the
 * device has just brought. Databases without news are left out.
 */
export async function newsFor(
	store: Store,
	segments: Segments,
	request: SyncRequest,
	{ now, sent }: { now: number; sent: SyncRequest['facts'] }
): Promise<Record<DatabaseName, News>> {
	const today = local(now).day;
	const all: Record<DatabaseName, News> = {};
	let left = Math.max(1, Math.min(MOST, request.limit ?? USUAL));
	for (const [db, cursor] of Object.entries(request.cursors)) {
		if (!isDatabaseName(db)) continue;
		const own = new Set(sent.flatMap(([into, { _id }]) => (into === db ? [_id] : [])));
		const asked = { db, cursor, request, sent: own, today, limit: left };
		const news = await newsOf(store, segments, asked);
		if (news) all[db] = news;
		left = Math.max(1, left - (news?.facts?.length ?? 0));
	}
	return all;
}

interface Asked {
	readonly db: DatabaseName;
	readonly cursor: string | null;
	readonly request: SyncRequest;
	readonly sent: ReadonlySet<string>;
	readonly today: Day;
	readonly limit: number;
}

async function newsOf(store: Store, segments: Segments, asked: Asked): Promise<News | undefined> {
	const { db, cursor, sent, limit } = asked;
	const since = seqOfCursor(cursor);
	if (since === null && restsInSegments(db)) return firstLoad(store, segments, asked);
	const changes = await store.changes(db, since, limit);
	if ('gone' in changes) return newsOf(store, segments, { ...asked, cursor: null });
	if (changes.seq === since) return undefined;
	const wanted = changes.docs.filter((doc) => isWanted(doc, asked) && !sent.has(doc._id));
	return {
		cursor: cursorText(changes.seq),
		...split(wanted),
		...(changes.more && { more: true as const })
	};
}

/** Centres' days pile up; what the network and the people's databases hold is little. */
const restsInSegments = (db: DatabaseName): boolean =>
	db === database.centre(centreOfDatabase(db) ?? '');

/**
 * Today's facts at once and small, the names of the window's other days to be
 * fetched as segments, and a cursor taken before either was read: what came in
 * between comes again, which is harmless.
 */
async function firstLoad(store: Store, segments: Segments, asked: Asked): Promise<News> {
	const { db, request, today } = asked;
	const { back, ahead } = windowOf(request.role);
	const announced = await segments.announce(db, shiftDay(today, -back), shiftDay(today, ahead));
	const [from, to] = dayRange(today);
	const docs = await store.range(db, from, to);
	return {
		cursor: cursorText(announced.seq),
		...split(docs),
		segments: announced.names.filter(({ day }) => day !== today)
	};
}

function isWanted(doc: Doc, { db, request, today }: Asked): boolean {
	if (!restsInSegments(db) || !isFactDoc(doc)) return true;
	const { back, ahead } = windowOf(request.role);
	const { day } = partsOf(doc._id);
	return day >= shiftDay(today, -back) && day <= shiftDay(today, ahead);
}

function split(docs: readonly Doc[]): Pick<News, 'facts' | 'reports'> {
	const facts = docs.filter(isFactDoc).map(asFact);
	const reports = docs
		.filter(({ _id }) => isReportId(_id))
		.map(({ _id, ...body }) => ({ id: _id, body }));
	return { ...(facts.length > 0 && { facts }), ...(reports.length > 0 && { reports }) };
}
