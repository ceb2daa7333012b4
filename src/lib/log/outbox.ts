import type { Device } from '../domain/device';
import type { Filed } from '../domain/facts';
import { partsOf } from '../domain/ids';
import { RANKS } from '../domain/kinds';
import type { FactRow } from '../domain/rows';
import type { Outbox } from '../ports/fact-log';
import type { ReadTx } from '../ports/tables';
import { deviceIn } from './device-row';

/** What waits to be sent, as much of it as the limit lets through, and how far everything has come. */
export async function outbox(tx: ReadTx, limit: { facts: number; bytes: number }): Promise<Outbox> {
	const all = { index: 'out', from: '', to: '\uffff' } as const;
	const device = await deviceIn(tx);
	const rows = await tx.range('facts', { ...all, limit: limit.facts });
	// Where these are all that wait, and so it is at nearly every poll, no more needs to be read.
	const isAll = rows.length < limit.facts;
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
		waiting: isAll ? rows.length : await tx.count('facts', all),
		acked: acknowledgedUpTo(device, isAll ? rows : await firstOfEachRank(tx, device)),
		cursors: Object.fromEntries(cursors.map(({ db, cursor }) => [db, cursor])),
		pending: Object.fromEntries(
			cursors.flatMap(({ db, pending }) => (pending?.length ? [[db, pending]] : []))
		)
	};
}

/** The number below the first of this epoch that still waits. */
function acknowledgedUpTo(device: Device, waiting: readonly FactRow[]): number {
	const own = waiting
		.map(({ fact }) => partsOf(fact._id))
		.filter(({ epoch }) => epoch === device.epoch);
	return Math.min(device.seq + 1, ...own.map(({ seq }) => seq)) - 1;
}

async function firstOfEachRank(tx: ReadTx, device: Device): Promise<FactRow[]> {
	const first: FactRow[] = [];
	for (const rank of RANKS) {
		const from = `${rank}~${String(device.epoch).padStart(10, '0')}~`;
		const range = { index: 'out', from, to: `${from}\uffff`, limit: 1 } as const;
		first.push(...(await tx.range('facts', range)));
	}
	return first;
}
