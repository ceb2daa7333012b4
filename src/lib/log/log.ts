import { allocate, type Device } from '../domain/device';
import type { Fact, Filed } from '../domain/facts';
import { partsOf, type PageKey } from '../domain/ids';
import { RANKS, pagesOf } from '../domain/kinds';
import type { Page, PageValues, Sort } from '../domain/pages';
import { waitingRow } from '../domain/rows';
import type { Segment } from '../domain/segments';
import type { Committed, Decide, Outbox, WatchableLog } from '../ports/fact-log';
import type { Mark } from '../ports/mark';
import type { Randomness } from '../ports/randomness';
import { NoRoom, reportKey, type ReadTx, type Tables, type Tx } from '../ports/tables';
import { absorb } from './absorb';
import { deviceIn, putDevice } from './device-row';
import { crossOff, land } from './land';
import { lapse } from './lapse';
import { maintain } from './maintain';
import { openDevice, writeMark, type Found } from './open';
import { pagesWith, readPage } from './page-facts';
import { enrolled, revoked, signedOut } from './placed';
import { createReader } from './reader';
import { settle } from './settle';
import { together } from './together';

/** Opens the fact log that rests in these tables. */
export async function openLog(
	tables: Tables,
	mark: Mark,
	random: Randomness
): Promise<{ log: WatchableLog; found: Found }> {
	const { found } = await openDevice(tables, mark, random);
	const reader = createReader(tables);
	const marked = (device: Device): Device => {
		writeMark(mark, device);
		return device;
	};
	const log: WatchableLog = {
		...reader,
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
			}),
		enrolled: async (as, lock) =>
			marked(await tables.write((tx) => enrolled(tx, as, lock, random))),
		revoked: (account) => tables.write((tx) => revoked(tx, account)),
		signedOut: async () => marked(await tables.write((tx) => signedOut(tx, random))),
		outbox: (limit) => tables.read((tx) => outbox(tx, limit)),
		async absorb(answer, { receivedAt }) {
			const absorbed = await tables.write((tx) => absorb(tx, answer, receivedAt, random));
			if (answer.estranged) marked(await reader.device());
			return absorbed;
		},
		settle: (outcomes, { receivedAt }) =>
			tables.write(async (tx) => settle(tx, await deviceIn(tx), outcomes, receivedAt)),
		land: together((segments: readonly Segment[]) => tables.write((tx) => land(tx, segments))),
		forgo: (db, names) =>
			tables.write((tx) => crossOff(tx, db, new Set(names.map(({ day }) => day)))),
		async shelve(db, reports) {
			try {
				const rows = reports.map(({ id, body }) => ({ key: reportKey(db, id), body }));
				await tables.write((tx) => tx.put('reports', rows));
				return 'kept';
			} catch (error) {
				if (error instanceof NoRoom) return 'no-room';
				throw error;
			}
		},
		tally: (traffic, { up, down }) =>
			tables.write(async (tx) => {
				const row = await tx.get('meta', 'bytes');
				const before = row?.key === 'bytes' ? row.bytes : {};
				const sum = before[traffic] ?? { up: 0, down: 0 };
				const bytes = { ...before, [traffic]: { up: sum.up + up, down: sum.down + down } };
				await tx.put('meta', [{ key: 'bytes', bytes }]);
			}),
		maintain: (today) => maintain(tables, today),
		lapse: (now) => lapse(tables, now)
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

async function outbox(tx: ReadTx, limit: { facts: number; bytes: number }): Promise<Outbox> {
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
