import type { Device } from '../domain/device';
import type { Committed, WatchableLog } from '../ports/fact-log';
import type { Mark } from '../ports/mark';
import type { Randomness } from '../ports/randomness';
import { NoRoom, type Tables } from '../ports/tables';
import { commit } from './commit';
import { deviceIn, putDevice } from './device-row';
import { openDevice, writeMark, type Found } from './open';
import { createReader } from './reader';
import type { Foundations, Upkeep } from './upkeep';

export interface Opened {
	readonly log: WatchableLog;
	/** How the store was found. */
	readonly found: Found;
}

/**
 * Opens the fact log that rests in these tables. What it does for the server comes
 * from `upkeepOf`, since a screen opens and a tap is written without it: an app may
 * pass one that is fetched when it is first needed.
 */
export async function openLogWith(
	upkeepOf: (on: Foundations) => Upkeep,
	tables: Tables,
	mark: Mark,
	random: Randomness
): Promise<Opened> {
	const { found } = await openDevice(tables, mark, random);
	const reader = createReader(tables);
	const marked = (device: Device): Device => {
		writeMark(mark, device);
		return device;
	};
	const log: WatchableLog = {
		...reader,
		...upkeepOf({ tables, reader, random, marked }),
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
			})
	};
	return { log, found };
}
