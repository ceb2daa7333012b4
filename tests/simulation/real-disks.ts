import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dexieDisk } from './dexie-disk';
import { embeddedDisk } from './embedded-disk';
import { settled } from './scheduler';
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
		lookEvery: 5,
		isUnordered: true
	};
}

/** Counts what is under way. */
export type During = <R>(work: () => Promise<R>) => Promise<R>;
