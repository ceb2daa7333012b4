import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Dexie from 'dexie';
import { openDexieTables } from '../../src/lib/adapters/dexie/tables';
import type { DatabaseName } from '../../src/lib/domain/ids';
import {
	NoRoom,
	TABLES,
	type ReadTx,
	type Rows,
	type TableName,
	type Tx
} from '../../src/lib/ports/tables';
import { openEmbedded, type Embedded } from '../../src/lib/server/store/embedded';
import type { Doc, Store } from '../../src/lib/server/store/store';
import type { DeviceDisk, DiskEvents, Resting } from './device-disk';
import type { Life } from './life';
import { settled } from './scheduler';
import type { ServerDisk, Wrote } from './server-disk';
import type { Ground } from './world';

/**
 * The disks of a history in IndexedDB (a fake one, under the real Dexie) and
 * LevelDB. What they do takes real time: time of the simulation stands still
 * until they have done.
 */
export function realGround(): Ground {
	const folder = mkdtempSync(join(tmpdir(), 'simulation-'));
	let underWay = 0;
	const during: During = async (work) => {
		underWay += 1;
		try {
			return await work();
		} finally {
			underWay -= 1;
		}
	};
	async function settle(): Promise<void> {
		for (let quiet = 0; quiet < 3; quiet = underWay > 0 ? 0 : quiet + 1) await settled();
	}
	return {
		deviceDisk: (name, events) => dexieDisk(`${folder}/${name}`, events, during),
		serverDisk: (wrote) => embeddedDisk(folder, wrote, during),
		settle,
		lookEvery: 5
	};
}

/** Counts what is under way. */
type During = <R>(work: () => Promise<R>) => Promise<R>;

/** Thrown into a transaction to undo it: the tab it belonged to is gone. */
class Died extends Error {}

const never = <R>(): Promise<R> => new Promise(() => {});
const NAMES = Object.keys(TABLES) as TableName[];
const EVERYTHING = { from: '', to: '\uffff' };

type Dump = { [T in TableName]: Rows[T][] };

function dexieDisk(name: string, { full, committed }: DiskEvents, during: During): DeviceDisk {
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
				tables[table].map((row) => [(row as unknown as Record<string, string>)[TABLES[table].key]!, row])
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
						committed(await resting());
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

function embeddedDisk(folder: string, wrote: Wrote, during: During): ServerDisk {
	const home = join(folder, 'data');
	mkdirSync(home);
	let backups = 0;
	const followers = new Set<(db: DatabaseName) => void>();
	const open = (): Embedded => {
		const opened = openEmbedded(home);
		opened.follow((db) => followers.forEach((changed) => changed(db)));
		return opened;
	};
	let store = open();

	/** Runs while no database is open. */
	const whileClosed = (work: () => void): Promise<void> =>
		during(async () => {
			await store.close();
			work();
			store = open();
		});

	async function insert(step: Step, db: DatabaseName, docs: readonly Doc[]) {
		const results = [];
		for (const doc of docs) {
			await step(`insert ${db}`);
			const [result] = await during(() => store.insert(db, [doc]));
			if (result && result.is !== 'forbidden') wrote(db, 'doc' in result ? result.doc : doc);
			results.push(result!);
		}
		await step('inserted');
		return results;
	}

	async function revise(step: Step, ...[db, id, decide]: Parameters<Store['revise']>) {
		await step(`revise ${db}`);
		let body: ReturnType<typeof decide>;
		await during(() => store.revise(db, id, (before) => (body = decide(before))));
		if (body) wrote(db, { ...body, _id: id });
		await step('revised');
	}

	return {
		async open(step) {
			const own = new Set<(db: DatabaseName) => void>();
			const stepped =
				<A extends readonly unknown[], R>(what: string, run: (...args: A) => Promise<R>) =>
				async (...args: A): Promise<R> => {
					await step(what);
					return during(() => run(...args));
				};
			return {
				kind: 'embedded',
				insert: (db, docs) => insert(step, db, docs),
				revise: (...args) => revise(step, ...args),
				changes: stepped('changes', (...args) => store.changes(...args)),
				range: stepped('range', (...args) => store.range(...args)),
				get: stepped('get', (...args) => store.get(...args)),
				databases: stepped('databases', () => store.databases()),
				ensure: stepped('ensure', (db) => store.ensure(db)),
				follow(changed) {
					own.add(changed);
					followers.add(changed);
					return () => void followers.delete(changed);
				},
				async close() {
					for (const changed of own) followers.delete(changed);
				}
			};
		},
		async snapshot() {
			const kept = join(folder, `backup-${(backups += 1)}`);
			await whileClosed(() => cpSync(home, kept, { recursive: true }));
			return kept;
		},
		restore: (backup) =>
			whileClosed(() => {
				rmSync(home, { recursive: true });
				cpSync(backup as string, home, { recursive: true });
			}),
		contents: () =>
			during(async () => {
				const contents = new Map<DatabaseName, readonly Doc[]>();
				for (const db of await store.databases()) {
					const changes = await store.changes(db, null, 100_000);
					if (!('gone' in changes)) contents.set(db, changes.docs);
				}
				return contents;
			}),
		async end() {
			await store.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

type Step = (what: string) => Promise<void>;
