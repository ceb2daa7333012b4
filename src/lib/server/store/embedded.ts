import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EventEmitter } from 'node:events';
import leveldown from 'leveldown';
import PouchDB from 'pouchdb-core';
import leveldbAdapter from 'pouchdb-adapter-leveldb';
import { isDatabaseName, type DatabaseName } from '../../domain/ids';
import { physicalName, logicalName } from './generations';
import { createPouchStore, type Pouch, type Pouches } from './pouch-store';
import type { Changes, Store } from './store';

PouchDB.plugin(leveldbAdapter);

/**
 * LevelDB that has flushed to the disk before it answers. PouchDB leaves that to
 * the operating system, which survives a killed process but not a power cut.
 */
function durableLeveldown(location: string): ReturnType<typeof leveldown> {
	const level = leveldown(location);
	const batch = level._batch.bind(level);
	level._batch = (operations, options, done) => batch(operations, { ...options, sync: true }, done);
	return level;
}

/** Databases open at the same time; each holds a handful of files open. */
export const OPEN_DATABASES = 24;

interface Opened {
	readonly pouch: Pouch;
	users: number;
}

export interface Embedded extends Store {
	/** How many databases are open now. */
	open(): number;
	/** A database as PouchDB has it, for answering in CouchDB's own words. */
	use: Pouches['use'];
}

/** The store for one machine: one LevelDB a database below `folder`. */
export function openEmbedded(folder: string, most = OPEN_DATABASES): Embedded {
	mkdirSync(folder, { recursive: true });
	const changed = new EventEmitter().setMaxListeners(0);
	// In order of last use, oldest first.
	const opened = new Map<string, Opened>();
	const closing = new Map<string, Promise<void>>();

	async function acquire(name: string): Promise<Opened> {
		await closing.get(name);
		let entry = opened.get(name);
		if (!entry) {
			const pouch = new PouchDB(join(folder, name), {
				adapter: 'leveldb',
				db: durableLeveldown,
				// Facts have one revision for ever, reports need no history.
				revs_limit: 20,
				auto_compaction: true
			});
			entry = { pouch, users: 0 };
		}
		opened.delete(name);
		opened.set(name, entry);
		entry.users += 1;
		closeIdle();
		return entry;
	}

	function closeIdle(): void {
		for (const [name, { users, pouch }] of opened) {
			if (opened.size <= most) return;
			if (users > 0) continue;
			opened.delete(name);
			closing.set(
				name,
				pouch.close().finally(() => closing.delete(name))
			);
		}
	}

	const pouches: Pouches = {
		kind: 'embedded',
		async use(db, run) {
			const entry = await acquire(physicalName(db));
			try {
				return await run(entry.pouch);
			} finally {
				entry.users -= 1;
				closeIdle();
			}
		},
		databases: async () =>
			readdirSync(folder)
				.flatMap((name) => logicalName(name) ?? [])
				.filter(isDatabaseName),
		ensure: (db) => pouches.use(db, (pouch) => pouch.info()).then(() => {}),
		follow(observer) {
			changed.on('db', observer);
			return () => changed.off('db', observer);
		},
		wrote: (db) => void changed.emit('db', db),
		async close() {
			await Promise.all(closing.values());
			await Promise.all([...opened.values()].map(({ pouch }) => pouch.close()));
			opened.clear();
		}
	};

	const store = createPouchStore(pouches);
	return {
		...store,
		// Sequences are numbers here: one beyond the end is of a store that knew more.
		changes: async (db: DatabaseName, since, limit): Promise<Changes> => {
			if (since !== null) {
				const { update_seq } = await pouches.use(db, (pouch) => pouch.info());
				if (Number(since) > Number(update_seq)) return { gone: true };
			}
			return store.changes(db, since, limit);
		},
		open: () => opened.size,
		use: pouches.use
	};
}

