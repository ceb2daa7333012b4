import type { Device } from '../../src/lib/domain/device';
import type { FactRow } from '../../src/lib/domain/rows';
import type { Page } from '../../src/lib/domain/pages';
import type { CursorRow, ReportRow, SegmentRow, Tables } from '../../src/lib/ports/tables';
import { NoRoom } from '../../src/lib/ports/tables';
import { copyOfDisk, emptyDisk, openMemoryTables, type Disk } from '../support/memory-tables';
import type { Life } from './life';

/** What rests on a device's disk at one moment. */
export interface Resting {
	readonly device: Device | undefined;
	readonly facts: ReadonlyMap<string, FactRow>;
	readonly pages: ReadonlyMap<string, Page>;
	readonly segments: ReadonlyMap<string, SegmentRow>;
	readonly cursors: ReadonlyMap<string, CursorRow>;
	readonly reports: ReadonlyMap<string, ReportRow>;
}

/** The disk of one device, shared by its tabs. */
export interface DeviceDisk {
	/** Tables for one tab. When the tab dies, what it had under way never happens. */
	open(life: Life): Tables;
	resting(): Promise<Resting>;
	snapshot(): Promise<unknown>;
	/** Puts a snapshot back; without one, the disk is empty. No tab is open meanwhile. */
	restore(snapshot?: unknown): Promise<void>;
	end(): Promise<void>;
}

export interface DiskEvents {
	/** True while the browser has no room left. */
	readonly full: () => boolean;
	/** Told after each commit, before anybody else. */
	readonly committed: (resting: Resting) => void;
}

export function memoryDeviceDisk({ full, committed }: DiskEvents): DeviceDisk {
	const disk = emptyDisk();
	const resting = (): Resting => {
		const row = disk.meta.get('device');
		return { ...disk, device: row?.key === 'device' ? row.device : undefined };
	};
	return {
		open(life) {
			const tables = openMemoryTables(disk, (what) => {
				if (what === 'commit' && full()) return Promise.reject(new NoRoom());
				if (what === 'committed') committed(resting());
				return life.step(what);
			});
			life.onEnd(() => tables.abandon());
			return tables;
		},
		resting: async () => resting(),
		snapshot: async () => copyOfDisk(disk),
		async restore(snapshot) {
			const from = snapshot ? copyOfDisk(snapshot as Disk) : emptyDisk();
			Object.assign(disk, from);
		},
		end: async () => {}
	};
}
