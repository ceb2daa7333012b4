import type { Device } from '../domain/device';
import type { PageKey } from '../domain/ids';
import { pagesOf } from '../domain/kinds';
import type { Outcome } from '../domain/protocol';
import { settledRow, type FactRow } from '../domain/rows';
import { keeps } from '../domain/subscriptions';
import type { Tx } from '../ports/tables';
import { refold } from './page-facts';

/**
 * Each outcome speaks of one fact, by its id; whatever it does not name stays as
 * it was. Answers how many facts have one now. What the device may not read, and
 * what is about somebody who is to be forgotten, leaves with its outcome.
 */
export async function settle(
	tx: Tx,
	device: Device,
	outcomes: readonly Outcome[],
	at: number
): Promise<number> {
	const rows = await tx.many(
		'facts',
		outcomes.map(({ id }) => id)
	);
	const settled: FactRow[] = [];
	const given: FactRow[] = [];
	const refused: FactRow[] = [];
	const pardoned: FactRow[] = [];
	outcomes.forEach((outcome, i) => {
		const row = rows[i];
		if (row?.out === undefined) return;
		const after = settledRow(row, outcome, at);
		if (row.refused) pardoned.push(after);
		if (outcome.is === 'refused') refused.push(after);
		else (outcome.is !== 'erased' && keeps(device, row.db) ? settled : given).push(after);
	});
	await tx.put('facts', [...settled, ...refused]);
	await removeRows(tx, given);
	await refoldPagesOf(tx, [...refused, ...given, ...pardoned]);
	return settled.length + given.length + refused.length;
}

export const removeRows = (tx: Tx, rows: readonly FactRow[]): Promise<void> =>
	tx.remove(
		'facts',
		rows.map(({ id }) => id)
	);

/** Pages that lost a fact, or got one back. */
export const refoldPagesOf = (tx: Tx, rows: readonly FactRow[]): Promise<void> =>
	refoldPages(tx, new Set(rows.flatMap((row) => pagesOf(row.fact))));

/** Pages made anew from what is left of their facts. One that lost its last is gone. */
export async function refoldPages(tx: Tx, keys: Iterable<PageKey>): Promise<void> {
	for (const key of keys) {
		const page = await refold(tx, key);
		if (page.last) await tx.put('pages', [page]);
		else await tx.remove('pages', [key]);
	}
}
