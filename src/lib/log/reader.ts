import { RANKS } from '../domain/kinds';
import { pagesOfSort, type PageKey } from '../domain/ids';
import { isCurrent, type PageValues, type Sort } from '../domain/pages';
import type { Backlog, Progress, Reader } from '../ports/fact-log';
import { reportKey, segmentKey, type ReadTx, type Tables } from '../ports/tables';
import { deviceIn } from './device-row';
import { readPage, refold } from './page-facts';
import { REFUSED, refusedIn } from './refused-row';

/** What can be read of a log, each answer from one state of its tables. */
export function createReader(tables: Tables): Reader {
	/** Pages that will do as they rest, and the others made anew. */
	const all = <S extends Sort>(
		sort: S,
		willDo: typeof isCurrent
	): Promise<ReadonlyMap<PageKey, PageValues[S]>> =>
		tables.read(async (tx) => {
			const [from, to] = pagesOfSort(sort);
			const found = new Map<PageKey, PageValues[S]>();
			for (const page of await tx.range('pages', { from, to })) {
				const { value } = willDo(page) ? page : await refold(tx, page.key);
				found.set(page.key, value as PageValues[S]);
			}
			return found;
		});
	return {
		device: () => tables.read(deviceIn),
		page: (sort, key) =>
			tables.read(async (tx) => (await readPage(tx, key)).value as PageValues[typeof sort]),
		pages: (sort) => all(sort, isCurrent),
		afresh: (sort) => all(sort, () => false),
		report: (db, id) =>
			tables.read(async (tx) => (await tx.get('reports', reportKey(db, id)))?.body),
		reports: (db, prefix) =>
			tables.read(async (tx) => {
				const from = reportKey(db, prefix);
				const rows = await tx.range('reports', { from, to: `${from}\uffff` });
				return new Map(rows.map((row) => [row.key.slice(db.length + 1), row.body]));
			}),
		fate: (id) =>
			tables.read(async (tx) => {
				const row = await tx.get('facts', id);
				if (!row) return undefined;
				if (row.refused) return { is: 'refused', why: row.refused };
				if (row.sentAt !== undefined) return { is: 'sent', at: row.sentAt };
				return row.out === undefined ? undefined : { is: 'waiting' };
			}),
		refusals: () =>
			tables.read(async (tx) =>
				(await tx.range('facts', REFUSED)).flatMap((row) => refusedIn(row) ?? [])
			),
		waiting: (limit) =>
			tables.read(async (tx) => {
				const rows = await tx.range('facts', { index: 'out', from: '', to: '\uffff', limit });
				return rows.map(({ fact }) => fact);
			}),
		backlog: () => tables.read(backlog),
		loading: () =>
			tables.read(async (tx) => {
				const cursors = await tx.range('cursors', { from: '', to: '\uffff' });
				return cursors.reduce((sum, { pending }) => sum + (pending?.length ?? 0), 0);
			}),
		progress: () => tables.read(progress),
		heard: (db) => tables.read(async (tx) => (await tx.get('cursors', db)) !== undefined),
		bytes: () =>
			tables.read(async (tx) => {
				const row = await tx.get('meta', 'bytes');
				return row?.key === 'bytes' ? row.bytes : {};
			})
	};
}

async function backlog(tx: ReadTx): Promise<Backlog> {
	const waiting = await tx.count('facts', { index: 'out', from: '', to: '\uffff' });
	const refusals = await refusalsCounted(tx);
	if (waiting === 0) return { waiting, ...refusals };
	let oldest: number | undefined;
	for (const rank of RANKS) {
		const from = `${rank}~`;
		const [first] = await tx.range('facts', { index: 'out', from, to: `${from}\uffff`, limit: 1 });
		if (first) oldest = Math.min(oldest ?? Infinity, first.fact.at.wall);
	}
	return { waiting, ...(oldest !== undefined && { oldest }), ...refusals };
}

/** Asked at every change: where nothing was refused, and so it is nearly everywhere, no row is read. */
async function refusalsCounted(tx: ReadTx): Promise<Pick<Backlog, 'refused' | 'aside'>> {
	if ((await tx.count('facts', REFUSED)) === 0) return { refused: 0 };
	const rows = await tx.range('facts', REFUSED);
	const aside = rows.filter(({ handled }) => handled?.is === 'put-away').length;
	return { refused: rows.filter((row) => !row.handled).length, ...(aside > 0 && { aside }) };
}

/** Told from what rests here, so that a page that is opened halfway says the same. */
async function progress(tx: ReadTx): Promise<Progress | undefined> {
	let left = 0;
	let here = 0;
	for (const { db, pending } of await tx.range('cursors', { from: '', to: '\uffff' })) {
		if (!pending?.length) continue;
		const range = { from: segmentKey(db, ''), to: segmentKey(db, '\uffff') };
		const keys = await tx.keys('segments', range);
		// A day that has changed since it came is on its way once more, and not here.
		const coming = new Set(pending.map(({ day }) => segmentKey(db, day)));
		left += coming.size;
		here += keys.filter((key) => !coming.has(key)).length;
	}
	return left === 0 ? undefined : { here, of: here + left };
}
