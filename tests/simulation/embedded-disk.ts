import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseName } from '../../src/lib/domain/ids';
import { openEmbedded, type Embedded } from '../../src/lib/server/store/embedded';
import type { Doc, Store } from '../../src/lib/server/store/store';
import type { During } from './real-disks';
import type { ServerDisk, Wrote } from './server-disk';

type Step = (what: string) => Promise<void>;

/** The server's disk in LevelDB. One process may open it: those that die here leave it open to the next. */
export function embeddedDisk(folder: string, wrote: Wrote, during: During): ServerDisk {
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

	async function insert(step: Step, ...[db, docs, as]: Parameters<Store['insert']>) {
		const results = [];
		for (const doc of docs) {
			await step(`insert ${db}`);
			const [result] = await during(() => store.insert(db, [doc], as));
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
				insert: (...args) => insert(step, ...args),
				revise: (...args) => revise(step, ...args),
				changes: stepped('changes', (...args) => store.changes(...args)),
				range: stepped('range', (...args) => store.range(...args)),
				get: stepped('get', (...args) => store.get(...args)),
				databases: stepped('databases', () => store.databases()),
				ensure: stepped('ensure', (db) => store.ensure(db)),
				rewrite: stepped('rewrite', (...args) => store.rewrite(...args)),
				drop: stepped('drop', (db) => store.drop(db)),
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
