import type { DatabaseName } from '../../src/lib/domain/ids';
import type { Doc, Store } from '../../src/lib/server/store/store';
import {
	emptyStore,
	openMemoryStore,
	restore,
	snapshot,
	type Backup
} from '../support/memory-store';

/** Where the server's databases rest, whichever store reads them. */
export interface ServerDisk {
	/** A store on this disk, for one process. */
	open(step: (what: string) => Promise<void>): Promise<Store>;
	snapshot(): Promise<unknown>;
	/** Puts a snapshot back, sequences included. No store is open meanwhile. */
	restore(backup: unknown): Promise<void>;
	/** Every document, by database. */
	contents(): Promise<ReadonlyMap<DatabaseName, readonly Doc[]>>;
	end(): Promise<void>;
}

export type Wrote = (db: DatabaseName, doc: Doc) => void;

export function memoryServerDisk(wrote: Wrote): ServerDisk {
	const disk = { ...emptyStore(), wrote };
	return {
		open: async (step) => openMemoryStore(disk, step),
		snapshot: async () => snapshot(disk),
		restore: async (backup) => restore(disk, backup as Backup),
		contents: async () =>
			new Map(
				[...disk.databases].map(([name, { docs }]) => [
					name,
					[...docs.values()].map(({ doc }) => doc)
				])
			),
		end: async () => {}
	};
}
