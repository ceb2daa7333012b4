import {
	closeSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseName } from '../../domain/ids';
import { FIRST_GENERATION, partsOfPhysical, physicalName } from './generations';

/**
 * The databases of a folder and their generations. What is current is told by
 * names alone, so that renaming one directory switches, whole or not at all:
 *
 *   centre_murat-g2        the highest number is the current one
 *   centre_murat-g3.next   being made; thrown away when the folder is opened
 *   centre_ydes-g1.gone    dropped, and empty: keeps the number from being given again
 */
export interface Folder {
	/** The generation that is there now. */
	current(db: DatabaseName): number | undefined;
	/** True for one that was there and was dropped. */
	isDropped(db: DatabaseName): boolean;
	/** The generation that comes after all there ever were. */
	next(db: DatabaseName): number;
	databases(): DatabaseName[];
	create(db: DatabaseName): void;
	/** A path for the next generation, where there is nothing yet. */
	begin(db: DatabaseName): string;
	/** Makes what was begun the current generation, on the disk when this returns. */
	commit(db: DatabaseName): void;
	/** Removes what was begun, and all generations but the current one. */
	tidy(db: DatabaseName): Promise<void>;
	/** Nobody may open it from now on; once `closed` resolves it is destroyed. */
	drop(db: DatabaseName, closed: () => Promise<void>): Promise<void>;
}

interface Highest {
	readonly generation: number;
	readonly isThere: boolean;
}

const NEXT = '.next';
const GONE = '.gone';

export function openFolder(folder: string): Folder {
	mkdirSync(folder, { recursive: true });
	const highest = new Map<DatabaseName, Highest>();
	for (const { db, generation, state } of entriesIn(folder))
		if (state !== NEXT && generation > (highest.get(db)?.generation ?? 0))
			highest.set(db, { generation, isThere: state === '' });
	for (const entry of entriesIn(folder))
		if (isLeftOver(entry)) rmSync(join(folder, entry.name), { recursive: true, force: true });
		else if (entry.state === GONE) emptied(join(folder, entry.name));

	function isLeftOver({ db, generation, state }: Entry): boolean {
		return state === NEXT || generation !== highest.get(db)?.generation;
	}
	const next = (db: DatabaseName): number =>
		(highest.get(db)?.generation ?? FIRST_GENERATION - 1) + 1;
	const pathOf = (db: DatabaseName, generation: number): string =>
		join(folder, physicalName(db, generation));

	async function tidy(db: DatabaseName): Promise<void> {
		for (const entry of entriesIn(folder))
			if (entry.db === db && isLeftOver(entry))
				await rm(join(folder, entry.name), { recursive: true, force: true });
		flush(folder);
	}

	return {
		current(db) {
			const known = highest.get(db);
			return known?.isThere ? known.generation : undefined;
		},
		isDropped: (db) => highest.get(db)?.isThere === false,
		next,
		databases: () => [...highest].flatMap(([db, { isThere }]) => (isThere ? [db] : [])),
		create(db) {
			const generation = next(db);
			mkdirSync(pathOf(db, generation));
			flush(folder);
			highest.set(db, { generation, isThere: true });
		},
		begin(db) {
			const path = pathOf(db, next(db)) + NEXT;
			rmSync(path, { recursive: true, force: true });
			return path;
		},
		commit(db) {
			const generation = next(db);
			const path = pathOf(db, generation);
			renameSync(path + NEXT, path);
			flush(folder);
			highest.set(db, { generation, isThere: true });
		},
		tidy,
		async drop(db, closed) {
			const known = highest.get(db);
			if (!known?.isThere) return;
			highest.set(db, { ...known, isThere: false });
			const path = pathOf(db, known.generation);
			try {
				await closed();
				renameSync(path, path + GONE);
			} catch (error) {
				highest.set(db, known);
				throw error;
			}
			flush(folder);
			emptied(path + GONE);
			await tidy(db);
		}
	};
}

interface Entry {
	readonly name: string;
	readonly db: DatabaseName;
	readonly generation: number;
	readonly state: string;
}

const entriesIn = (folder: string): Entry[] =>
	readdirSync(folder).flatMap((name) => {
		const [, physical = '', state = ''] = /^(.+?)(\.next|\.gone)?$/.exec(name) ?? [];
		const parts = partsOfPhysical(physical);
		return parts ? [{ name, state, ...parts }] : [];
	});

function emptied(path: string): void {
	for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
}

/** Names survive a power cut only once their directory has been flushed. */
function flush(folder: string): void {
	const opened = openSync(folder, 'r');
	try {
		fsyncSync(opened);
	} finally {
		closeSync(opened);
	}
}
