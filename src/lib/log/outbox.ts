import type { Device } from '../domain/device';
import type { Filed } from '../domain/facts';
import { partsOf } from '../domain/ids';
import { RANKS } from '../domain/kinds';
import type { Outbox } from '../ports/fact-log';
import type { ReadTx } from '../ports/tables';
import { deviceIn } from './device-row';

/** What is sent next, the most urgent first, in so many facts and bytes at most. */
export async function outbox(tx: ReadTx, limit: { facts: number; bytes: number }): Promise<Outbox> {
	const all = { index: 'out', from: '', to: '\uffff' } as const;
	const device = await deviceIn(tx);
	const rows = await tx.range('facts', { ...all, limit: limit.facts });
	const facts: Filed[] = [];
	let bytes = 0;
	for (const { db, fact } of rows) {
		bytes += JSON.stringify(fact).length;
		if (facts.length > 0 && bytes > limit.bytes) break;
		facts.push({ db, fact });
	}
	const cursors = await tx.range('cursors', { from: '', to: '\uffff' });
	return {
		device,
		facts,
		waiting: await tx.count('facts', all),
		acked: await acknowledgedUpTo(tx, device),
		cursors: Object.fromEntries(cursors.map(({ db, cursor }) => [db, cursor])),
		pending: Object.fromEntries(
			cursors.flatMap(({ db, pending }) => (pending?.length ? [[db, pending]] : []))
		)
	};
}

/** The number below the first of this epoch that still waits. */
async function acknowledgedUpTo(tx: ReadTx, device: Device): Promise<number> {
	let first = device.seq + 1;
	for (const rank of RANKS) {
		const from = `${rank}~${String(device.epoch).padStart(10, '0')}~`;
		const range = { index: 'out', from, to: `${from}\uffff`, limit: 1 } as const;
		const [row] = await tx.range('facts', range);
		if (row) first = Math.min(first, partsOf(row.fact._id).seq);
	}
	return first - 1;
}
