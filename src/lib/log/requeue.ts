import type { Device } from '../domain/device';
import type { Fact } from '../domain/facts';
import { authorOf, database, partsOf, reportsOf } from '../domain/ids';
import type { SyncAnswer } from '../domain/protocol';
import { isMine, learnedRow, requeuedRow, type FactRow } from '../domain/rows';
import { reportKey, type Tx } from '../ports/tables';
import { factsIn } from './segment-facts';

/**
 * Another store answers than last time: read it from the start, and offer it what
 * this device wrote. Its orders may have other numbers: each is applied again.
 */
export async function startOver(tx: Tx, { applied: _before, ...device }: Device): Promise<Device> {
	const cursors = await tx.keys('cursors', { from: '', to: '\uffff' });
	await tx.remove('cursors', cursors);
	const from = reportKey(database.orders, reportsOf.erase);
	await tx.remove('reports', await tx.keys('reports', { from, to: `${from}\uffff` }));
	await requeue(tx, device);
	return device;
}

/**
 * Puts own facts that were acknowledged back in the queue: all, or the numbers
 * asked for. A refused one that is asked for is refused again: the server
 * has lost that it was.
 */
export async function requeue(
	tx: Tx,
	device: Device,
	wanted?: SyncAnswer['resend']
): Promise<void> {
	const asked = (fact: Fact): boolean => {
		if (!wanted) return isMine(device, fact._id);
		return wanted[authorOf(fact._id)]?.includes(partsOf(fact._id).seq) ?? false;
	};
	const rows = await tx.range('facts', { from: '', to: '\uffff' });
	const again = rows.filter(
		(row) => row.out === undefined && mayBeOffered(row, wanted) && asked(row.fact)
	);
	const here = new Set(rows.map((row) => row.id));
	for (const segment of await tx.range('segments', { from: '', to: '\uffff' }))
		for (const fact of factsIn(segment))
			if (!here.has(fact._id) && asked(fact)) again.push(learnedRow({ db: segment.db, fact }));
	await tx.put('facts', again.map(requeuedRow));
}

/**
 * An outcome names a fact by its id: a row that has another's place could not hear its own.
 * What was said anew is not said twice: the server might take both.
 */
const mayBeOffered = (
	{ id, fact, refused, handled }: FactRow,
	wanted: SyncAnswer['resend']
): boolean =>
	id === fact._id &&
	handled?.is !== 'taken-up' &&
	(!refused || (wanted !== undefined && refused.code !== 'id-taken'));
