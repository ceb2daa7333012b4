import type { Device } from '../domain/device';
import { sameBody, type Fact, type Filed } from '../domain/facts';
import { isReportId, partsOf, type DatabaseName, type FactId, type PageKey } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import { parseFiled } from '../domain/parse';
import type { Page } from '../domain/pages';
import type { News, SyncAnswer } from '../domain/protocol';
import { asideRow, besideRow, isMine, learnedRow, type FactRow } from '../domain/rows';
import { keeps } from '../domain/subscriptions';
import type { SegmentName } from '../domain/segments';
import type { Exchange } from '../ports/fact-log';
import { reportKey, segmentKey, type Tx } from '../ports/tables';
import { factsIn } from './segment-facts';
import { erasedAfter, isAboutErased, isErasedReport, type Erased } from './orders';
import { pagesWith } from './page-facts';
import { refoldPagesOf } from './settle';

/**
 * Takes news in: facts, reports and the cursor behind them. What the device may
 * not read (any more) and what is about people who are to be forgotten is left
 * out: it was on its way, or an old backup has brought it back.
 */
export async function learn(
	tx: Tx,
	device: Device,
	answer: SyncAnswer,
	asked?: Exchange['asked']
): Promise<{ facts: readonly Fact[]; rejected: number }> {
	const all: Fact[] = [];
	let rejected = 0;
	const erased = await erasedAfter(tx, answer);
	for (const [db, news] of Object.entries(answer.news ?? {})) {
		if (!keeps(device, db)) continue;
		const filed = parseFiled(db, news.facts ?? []);
		rejected += (news.facts?.length ?? 0) - filed.length;
		const welcome = filed.filter(({ fact }) => !isAboutErased(erased, db, fact));
		const known = await tx.many(
			'facts',
			welcome.map(({ fact }) => fact._id)
		);
		const resting = await ownResting(
			tx,
			device,
			welcome.filter((_one, i) => !known[i])
		);
		const fresh: FactRow[] = [];
		const displaced: FactRow[] = [];
		welcome.forEach((one, i) => {
			const there = known[i] ?? resting.get(one.fact._id);
			if (there && sameBody(there.fact, one.fact)) return;
			const row = learnedRow(one);
			if (!there) fresh.push(row);
			else if (there.db !== db) fresh.push(besideRow(row));
			else if (isMine(device, row.id) && !isUnsettled(there)) rejected += 1;
			else {
				// Copies of one store gave this id twice. Which of the two is the fact, the server says.
				displaced.push(there);
				fresh.push(row);
			}
		});
		const aside = displaced.filter(isUnsettled).map(asideRow);
		await tx.put('facts', [...fresh, ...aside]);
		await refoldPagesOf(tx, displaced);
		all.push(...fresh.map(({ fact }) => fact));
		await keepReports(tx, db, news, erased);
		await keepCursor(tx, db, news, asked);
	}
	const keys = [...new Set(all.flatMap((fact) => pagesOf(fact)))];
	const stored = await tx.many('pages', keys);
	const byKey = new Map<PageKey, Page | undefined>(keys.map((key, i) => [key, stored[i]]));
	await tx.put('pages', await pagesWith(tx, all, byKey));
	return { facts: all, rejected };
}

/** Own facts that rest in a segment and come back as news, after a restore. */
async function ownResting(
	tx: Tx,
	device: Device,
	news: readonly Filed[]
): Promise<ReadonlyMap<FactId, FactRow>> {
	const found = new Map<FactId, FactRow>();
	for (const { db, fact } of news) {
		if (!isMine(device, fact._id)) continue;
		const segment = await tx.get('segments', segmentKey(db, partsOf(fact._id).day));
		const own = segment && factsIn(segment).find(({ _id }) => _id === fact._id);
		if (own) found.set(own._id, learnedRow({ db, fact: own }));
	}
	return found;
}

/** An own fact the server has not taken: where a copy of this store was quicker, it never will. */
const isUnsettled = (row: FactRow | undefined): row is FactRow =>
	row?.out !== undefined || row?.refused !== undefined;

const keepReports = (tx: Tx, db: DatabaseName, news: News, erased: Erased): Promise<void> =>
	tx.put(
		'reports',
		(news.reports ?? [])
			.filter(({ id }) => isReportId(id) && !isErasedReport(erased, db, id))
			.map(({ id, body }) => ({ key: reportKey(db, id), body }))
	);

/** Days that are not here already, to the letter: a server that has moved its data names all of them again. */
async function missing(
	tx: Tx,
	db: DatabaseName,
	names: readonly SegmentName[]
): Promise<readonly SegmentName[]> {
	const rows = await tx.many(
		'segments',
		names.map(({ day }) => segmentKey(db, day))
	);
	return names.filter(({ hash }, i) => rows[i]?.hash !== hash);
}

/**
 * What comes is what lies behind the cursor that was asked with. Where that has gone
 * since, with what had been read, the new one would pass over all of it.
 */
async function keepCursor(
	tx: Tx,
	db: DatabaseName,
	news: News,
	asked: Exchange['asked']
): Promise<void> {
	const before = await tx.get('cursors', db);
	if (asked && asked[db] !== before?.cursor) return;
	const pending = news.segments ? await missing(tx, db, news.segments) : (before?.pending ?? []);
	await tx.put('cursors', [{ db, cursor: news.cursor, ...(pending.length > 0 && { pending }) }]);
}
