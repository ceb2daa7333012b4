import { allocate, type Device } from '../domain/device';
import type { Fact, Filed } from '../domain/facts';
import type { PageKey } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import type { Page, PageValues, Sort } from '../domain/pages';
import { waitingRow } from '../domain/rows';
import type { Committed, Decide, WatchableLog } from '../ports/fact-log';
import type { Mark } from '../ports/mark';
import type { Randomness } from '../ports/randomness';
import { NoRoom, type Tables, type Tx } from '../ports/tables';
import { deviceIn, putDevice } from './device-row';
import { openDevice, writeMark, type Found } from './open';
import { pagesWith, readPage } from './page-facts';
import { createReader } from './reader';
import type { Foundations, Upkeep } from './upkeep';

export interface Opened {
	readonly log: WatchableLog;
	/** How the store was found. */
	readonly found: Found;
}

/**
 * Opens the fact log that rests in these tables. What it does for the server comes
 * from `upkeepOf`, since a screen opens and a tap is written without it: an app may
 * pass one that is fetched when it is first needed.
 */
export async function openLogWith(
	upkeepOf: (on: Foundations) => Upkeep,
	tables: Tables,
	mark: Mark,
	random: Randomness
): Promise<Opened> {
	const { found } = await openDevice(tables, mark, random);
	const reader = createReader(tables);
	const marked = (device: Device): Device => {
		writeMark(mark, device);
		return device;
	};
	const log: WatchableLog = {
		...reader,
		...upkeepOf({ tables, reader, random, marked }),
		watch: (query) => tables.watch(() => query(reader)),
		close: () => tables.close(),

		async commit(reads, decide) {
			try {
				const done = await tables.write((tx) => commit(tx, reads, decide));
				marked(done.device);
				return { facts: done.facts, result: done.result };
			} catch (error) {
				if (error instanceof NoRoom) return { failed: 'no-room' } as Committed<never>;
				throw error;
			}
		},
		configure: (change) =>
			tables.write(async (tx) => {
				const device = { ...(await deviceIn(tx)), ...change };
				await putDevice(tx, device);
				return device;
			})
	};
	return { log, found };
}

/** Within one transaction: decide, number, write, refold. */
async function commit<R>(
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
