import { allocate, type Device } from '../domain/device';
import type { Fact, Filed } from '../domain/facts';
import type { PageKey } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import type { Page, PageValues, Sort } from '../domain/pages';
import { waitingRow } from '../domain/rows';
import type { Decide } from '../ports/fact-log';
import type { Tx } from '../ports/tables';
import { deviceIn, putDevice } from './device-row';
import { pagesWith, readPage } from './page-facts';

/** Within one transaction: decide, number, write, refold. */
export async function commit<R>(
	tx: Tx,
	reads: readonly PageKey[],
	decide: Decide<R>
): Promise<{ facts: Fact[]; result: R; device: Device }> {
	const device = await deviceIn(tx);
	const pages = new Map<PageKey, Page>();
	for (const key of reads) pages.set(key, await readPage(tx, key));
	const { drafts, result } = decide((key, _sort) => valueOf(pages, key), device);
	if (drafts.length === 0) return { facts: [], result, device };
	const allocated = allocate(device, drafts);
	const filed = allocated.facts.map((fact, i): Filed => ({ db: drafts[i]!.db, fact }));
	await tx.put('facts', filed.map(waitingRow));
	for (const key of new Set(allocated.facts.flatMap(pagesOf)))
		if (!pages.has(key)) pages.set(key, await readPage(tx, key));
	await tx.put('pages', await pagesWith(tx, allocated.facts, pages));
	await putDevice(tx, allocated.device);
	return { facts: allocated.facts, result, device: allocated.device };
}

function valueOf<S extends Sort>(pages: ReadonlyMap<PageKey, Page>, key: PageKey): PageValues[S] {
	const page = pages.get(key);
	if (!page) throw new Error(`commit did not read page ${key}`);
	return page.value as PageValues[S];
}
