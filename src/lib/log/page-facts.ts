import { addToPage, foldPage, isCurrent, type Page } from '../domain/pages';
import { database, dayOfPage, scopedDayRange, type PageKey } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import type { Fact } from '../domain/facts';
import type { FactRow } from '../domain/rows';
import { segmentKey, type ReadTx } from '../ports/tables';
import { factsIn } from './segment-facts';

/**
 * All facts of a page that this device holds: rows, and the day's segment if it
 * rests as one. A refused fact is no part of what everybody else sees, and so of
 * no page.
 */
async function factsOfPage(tx: ReadTx, key: PageKey): Promise<Fact[]> {
	const bound = dayOfPage(key);
	if (!bound) {
		const rows = await tx.range('facts', { index: 'pages', from: key, to: key });
		return accepted(rows);
	}
	const [from, to] = scopedDayRange(bound.scope, bound.day);
	const rows = accepted(await tx.range('facts', { from, to })).filter((fact) =>
		pagesOf(fact).includes(key)
	);
	const segment = await tx.get('segments', segmentKey(database.centre(bound.scope), bound.day));
	if (!segment) return rows;
	return [...factsIn(segment).filter((fact) => pagesOf(fact).includes(key)), ...rows];
}

const accepted = (rows: readonly FactRow[]): Fact[] =>
	rows.filter((row) => !row.refused).map((row) => row.fact);

/** A page as it rests, or folded from its facts where it rests nowhere or in an old version. */
export async function readPage(tx: ReadTx, key: PageKey): Promise<Page> {
	const page = await tx.get('pages', key);
	return page && isCurrent(page) ? page : refold(tx, key);
}

/** The same of several; `made` are those that rest nowhere as they are now. */
export async function readPages(
	tx: ReadTx,
	keys: readonly PageKey[]
): Promise<{ readonly pages: ReadonlyMap<PageKey, Page>; readonly made: readonly Page[] }> {
	const distinct = [...new Set(keys)];
	const resting = await tx.many('pages', distinct);
	const made: Page[] = [];
	const pages = new Map<PageKey, Page>();
	for (const [i, key] of distinct.entries()) {
		const page = resting[i];
		if (page && isCurrent(page)) pages.set(key, page);
		else {
			const anew = await refold(tx, key);
			made.push(anew);
			pages.set(key, anew);
		}
	}
	return { pages, made };
}

export const refold = async (tx: ReadTx, key: PageKey): Promise<Page> =>
	foldPage(key, await factsOfPage(tx, key));

/** The pages after these facts, already among the rows, have come; `stored` holds the pages read before. */
export async function pagesWith(
	tx: ReadTx,
	facts: readonly Fact[],
	stored: ReadonlyMap<PageKey, Page | undefined>
): Promise<Page[]> {
	const byPage = new Map<PageKey, Fact[]>();
	for (const fact of facts)
		for (const key of pagesOf(fact)) byPage.set(key, [...(byPage.get(key) ?? []), fact]);
	const pages: Page[] = [];
	for (const [key, news] of byPage) {
		const before = stored.get(key);
		pages.push((before && addToPage(before, news)) ?? (await refold(tx, key)));
	}
	return pages;
}
