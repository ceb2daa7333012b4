import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EventEmitter } from 'node:events';
import leveldown from 'leveldown';
import PouchDB from 'pouchdb-core';
import leveldbAdapter from 'pouchdb-adapter-leveldb';
import { isDatabaseName } from '../../domain/ids';
import { physicalName, logicalName } from './generations';
import { createPouchStore, type Pouches } from './pouch-store';
import { keepFewOpen } from './few-open';
import type { Store } from './store';

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
	const pouches = keepFewOpen(
		most,
		async (name) => {
			const pouch = new PouchDB(join(folder, name), {
				adapter: 'leveldb',
				db: durableLeveldown,
				// Facts have one revision for ever, reports need no history.
				revs_limit: 20,
				auto_compaction: true
			});
			// A database that cannot be opened says so when it is first asked something.
			await pouch.info();
			return pouch;
		},
		(pouch) => pouch.close()
	);

	const source: Pouches = {
		kind: 'embedded',
		use: (db, run) => pouches.use(physicalName(db), run),
		databases: async () =>
			readdirSync(folder)
				.flatMap((name) => logicalName(name) ?? [])
				.filter(isDatabaseName),
		ensure: (db) => source.use(db, async () => {}),
		follow(observer) {
			changed.on('db', observer);
			return () => changed.off('db', observer);
		},
		wrote: (db) => void changed.emit('db', db),
		// Sequences are numbers here: one beyond the end is of a store that knew more.
		async changedSince(pouch, since, options) {
			const { update_seq } = await pouch.info();
			const seq = /^\d{1,15}$/.test(since) ? Number(since) : Infinity;
			return seq > Number(update_seq) ? undefined : pouch.changes({ ...options, since: seq });
		},
		close: () => pouches.close()
	};
	return { ...createPouchStore(source), open: () => pouches.size(), use: source.use };
}
