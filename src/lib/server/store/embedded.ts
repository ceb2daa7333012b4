import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import leveldown from 'leveldown';
import PouchDB from 'pouchdb-core';
import leveldbAdapter from 'pouchdb-adapter-leveldb';
import { isDatabaseName, type DatabaseName } from '../../domain/ids';
import { keepFewOpen } from './few-open';
import { openFolder } from './folder';
import { createGates } from './gates';
import { partsOfPhysical, physicalName } from './generations';
import { FROM_THE_START, noDatabase, type Pouch } from './pouch';
import { createPouchStore, type Pouches } from './pouch-store';
import type { Rules } from './rules';
import type { Rewritten, Store } from './store';
import { copy, count, pageOf, type ReadPage } from './survivors';

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

export interface EmbeddedOptions {
	readonly most?: number;
	readonly rules?: Rules;
}

/** The store for one machine: one LevelDB a database below `folder`, which is this process's alone. */
export function openEmbedded(
	folder: string,
	{ most = OPEN_DATABASES, rules }: EmbeddedOptions = {}
): Embedded {
	const disk = openFolder(folder);
	const changed = new EventEmitter().setMaxListeners(0);
	/** Writers pass; who changes the generation is alone. Readers are in nobody's way. */
	const gates = createGates();
	const pouches = keepFewOpen(most, openCurrent, (pouch) => pouch.close());

	let ended = false;

	async function openCurrent(name: string): Promise<Pouch> {
		const { db, generation } = partsOfPhysical(name) ?? { db: name, generation: 0 };
		// Opening would make it, and who asks may have waited until after it was destroyed.
		if (disk.current(db) !== generation) throw noDatabase(name);
		return openPouch(join(folder, name));
	}

	const use: Pouches['use'] = async (db, run) => {
		for (;;) {
			const generation = disk.current(db);
			if (ended) throw new Error(`${db} is asked for after the end`);
			if (generation === undefined) throw noDatabase(db);
			try {
				return await pouches.use(physicalName(db, generation), (pouch) => run(pouch, generation));
			} catch (error) {
				if (disk.current(db) === generation) throw error;
			}
		}
	};

	const ensure = async (db: DatabaseName): Promise<void> => {
		await gates.alone(db, async () => {
			if (disk.current(db) === undefined) disk.create(db);
		});
		// One that cannot be opened says so here.
		await use(db, async () => {});
	};

	/** The pages of what is current, never open longer than for one of them. */
	const pagesOf =
		(db: DatabaseName): ReadPage =>
		(since) =>
			use(db, (pouch) => pageOf(pouch, Number(since)));

	/** What a rewrite would do. Also ends what one that was interrupted had begun. */
	async function foresee(...[db, keep]: Parameters<Pouches['rewrite']>): Promise<Rewritten> {
		await gates.alone(db, () => disk.tidy(db));
		if (disk.current(db) === undefined) return { kept: 0, left: 0 };
		return count(pagesOf(db), keep, FROM_THE_START);
	}

	async function move(...[db, keep]: Parameters<Pouches['rewrite']>): Promise<Rewritten> {
		const before = disk.current(db);
		if (before === undefined) return { kept: 0, left: 0 };
		const next = await openPouch(disk.begin(db));
		const copied = copy(pagesOf(db), keep, FROM_THE_START, next);
		const { kept, left } = await copied.finally(() => next.close());
		disk.commit(db);
		await pouches.shut(physicalName(db, before));
		await disk.tidy(db);
		return { kept, left };
	}

	const source: Pouches = {
		kind: 'embedded',
		use,
		async write(db, docs) {
			if (disk.isDropped(db)) throw noDatabase(db);
			if (disk.current(db) === undefined) await ensure(db);
			return gates.pass(db, () => use(db, (pouch) => pouch.bulkDocs([...docs])));
		},
		firstGeneration: async (db) => disk.next(db),
		databases: async () => disk.databases().filter(isDatabaseName),
		ensure,
		async rewrite(db, keep) {
			const foreseen = await foresee(db, keep);
			return foreseen.left === 0 ? foreseen : gates.alone(db, () => move(db, keep));
		},
		drop: (db) =>
			gates.alone(db, async () => {
				const before = disk.current(db);
				if (before !== undefined) await disk.drop(db, () => pouches.shut(physicalName(db, before)));
			}),
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
		async close() {
			ended = true;
			await pouches.close();
			await gates.empty();
		}
	};
	return { ...createPouchStore(source, rules), open: () => pouches.size(), use };
}

async function openPouch(path: string): Promise<Pouch> {
	const pouch = new PouchDB(path, {
		adapter: 'leveldb',
		db: durableLeveldown,
		// Facts have one revision for ever, reports need no history.
		revs_limit: 20,
		auto_compaction: true
	});
	// A database that cannot be opened says so when it is first asked something.
	await pouch.info();
	return pouch;
}
