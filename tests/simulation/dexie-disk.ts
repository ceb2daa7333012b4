import Dexie from 'dexie';
import { openDexieTables } from '../../src/lib/adapters/dexie/tables';
import {
	NoRoom,
	TABLES,
	type ReadTx,
	type Rows,
	type TableName,
	type Tx
} from '../../src/lib/ports/tables';
import type { DeviceDisk, DiskEvents, Resting } from './device-disk';
import type { Life } from './life';
import type { During } from './real-disks';
import { settled } from './scheduler';

/** Thrown into a transaction to undo it: the tab it belonged to is gone. */
class Died extends Error {}

const never = <R>(): Promise<R> => new Promise(() => {});
const NAMES = Object.keys(TABLES) as TableName[];
const EVERYTHING = { from: '', to: '\uffff' };

type Dump = { [T in TableName]: Rows[T][] };

/** A device's disk in IndexedDB, as Dexie keeps it. A tab that dies aborts its transaction. */
export function dexieDisk(
	name: string,
	{ full, committed }: DiskEvents,
	during: During
): DeviceDisk {
	const watching = openDexieTables(name);

	const dump = (): Promise<Dump> =>
		during(() =>
			watching.read(async (tx) => {
				const tables: Partial<Record<TableName, unknown>> = {};
				for (const table of NAMES) tables[table] = await tx.range(table, EVERYTHING);
				return tables as Dump;
			})
		);

	async function resting(): Promise<Resting> {
		const tables = await dump();
		const rows = <T extends TableName>(table: T): Map<string, Rows[T]> =>
			new Map(
				tables[table].map((row) => [
					(row as unknown as Record<string, string>)[TABLES[table].key]!,
					row
				])
			);
		const found = rows('meta').get('device');
		return {
			facts: rows('facts'),
			pages: rows('pages'),
			segments: rows('segments'),
			cursors: rows('cursors'),
			reports: rows('reports'),
			device: found?.key === 'device' ? found.device : undefined
		};
	}

	/** Tells of commits that have given out a number; the others are nobody's news. */
	let told = '';
	async function tell(): Promise<void> {
		const row = await during(() => watching.read((tx) => tx.get('meta', 'device')));
		if (row?.key !== 'device') return;
		const { device, epoch, seq } = row.device;
		const now = `${device}.${epoch}~${seq}`;
		if (now !== told) committed(await resting());
		told = now;
	}

	return {
		open(life) {
			const tables = openDexieTables(name);
			life.onEnd(() => void during(settled).then(() => tables.close()));
			return {
				...tables,
				async read(body) {
					if (!life.tick('read')) return never();
					const result = await during(() => tables.read(body));
					return life.alive() ? result : never();
				},
				async write(body) {
					if (!life.tick('write')) return never();
					try {
						const result = await during(() =>
							tables.write(async (tx) => {
								const done = await body(mortal(tx, life));
								if (!life.tick('commit')) throw new Died();
								if (full()) throw new NoRoom();
								return done;
							})
						);
						await tell();
						return life.tick('committed') ? result : never();
					} catch (error) {
						if (life.alive()) throw error;
						return never();
					}
				}
			};
		},
		resting,
		snapshot: dump,
		restore: (snapshot) =>
			during(() =>
				watching.write(async (tx) => {
					for (const table of NAMES) {
						await tx.remove(table, await tx.keys(table, EVERYTHING));
						await tx.put(table, (snapshot as Dump | undefined)?.[table] ?? []);
					}
				})
			),
		async end() {
			await during(settled);
			watching.close();
			await Dexie.delete(name);
		}
	};
}

/** A transaction that is undone when its tab dies at one of its operations. */
function mortal(tx: Tx, life: Life): Tx {
	const stepped = <A extends readonly unknown[], R>(what: string, run: (...args: A) => R) =>
		((...args: A): R => {
			if (!life.tick(what)) throw new Died();
			return run(...args);
		}) as never;
	const each = (Object.keys(tx) as (keyof Tx)[]).map((what) => [
		what,
		stepped(what, tx[what] as (...args: readonly unknown[]) => unknown)
	]);
	return Object.fromEntries(each) as Tx & ReadTx;
}
