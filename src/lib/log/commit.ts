import { allocate, type Device } from '../domain/device';
import type { Fact, Filed } from '../domain/facts';
import { dayOfPage, type PageKey } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import type { Page, PageValues, Sort } from '../domain/pages';
import { waitingRow } from '../domain/rows';
import type { Decide } from '../ports/fact-log';
import type { Tx } from '../ports/tables';
import { deviceIn, putDevice } from './device-row';
import { pagesWith, readPages } from './page-facts';

/** Within one transaction: decide, number, write, refold. */
export async function commit<R>(
	tx: Tx,
	reads: readonly PageKey[],
	decide: Decide<R>
): Promise<{ facts: Fact[]; result: R; device: Device }> {
	// A request waits its turn in the browser: what can be asked for at once is.
	const [device, read] = await Promise.all([deviceIn(tx), readPages(tx, reads)]);
	const { pages, made } = read;
	const { drafts, result } = decide((key, _sort) => valueOf(pages, key), device);
	if (drafts.length === 0) return { facts: [], result, device };
	const allocated = allocate(device, drafts);
	const filed = allocated.facts.map((fact, i): Filed => ({ db: drafts[i]!.db, fact }));
	const changed = new Set(allocated.facts.flatMap(pagesOf));
	const unread = [...changed].filter((key) => !pages.has(key));
	const [stored] = await Promise.all([
		tx.many('pages', unread),
		tx.put('facts', filed.map(waitingRow)),
		putDevice(tx, allocated.device)
	]);
	const known = new Map([...pages, ...unread.map((key, i) => [key, stored[i]] as const)]);
	const next = await pagesWith(tx, allocated.facts, known);
	// A day's page costs all of the day's facts: that it had none need not be found out twice.
	const empty = made.filter(({ key }) => !changed.has(key) && dayOfPage(key));
	await tx.put('pages', [...next, ...empty]);
	return { facts: allocated.facts, result, device: allocated.device };
}

function valueOf<S extends Sort>(pages: ReadonlyMap<PageKey, Page>, key: PageKey): PageValues[S] {
	const page = pages.get(key);
	if (!page) throw new Error(`commit did not read page ${key}`);
	return page.value as PageValues[S];
}
