import {
	TABLES,
	type Index,
	type Range,
	type ReadTx,
	type Rows,
	type TableName,
	type Tables,
	type Tx
} from '../../src/lib/ports/tables';

/** What survives a crash of the device that used it: the committed rows. */
export type Disk = { [T in TableName]: ReadonlyMap<string, Rows[T]> };

const NAMES = Object.keys(TABLES) as TableName[];

export const emptyDisk = (): Disk =>
	Object.fromEntries(NAMES.map((name) => [name, new Map()])) as unknown as Disk;

/** The tables as they are now. Neither rows nor maps are ever changed, only replaced. */
export const copyOfDisk = (disk: Disk): Disk => ({ ...disk });

export interface MemoryTables extends Tables {
	/**
	 * The tab is gone: nothing of what it had under way happens any more, and who
	 * waits behind it goes on, as a browser sees to it.
	 */
	abandon(): void;
}

/**
 * Tables on a disk of memory, shared by all who open the same one. `step` is
 * waited for before every operation, before every commit and right after it, so a
 * scheduler can put anything in between: another device's turn, or a crash, which
 * is a `step` that never returns.
 */
export function openMemoryTables(
	disk: Disk,
	step: (what: string) => Promise<void> = async () => {}
): MemoryTables {
	const { turns, watchers } = sharedBy(disk);
	const tab = {};
	const own = new Set<() => void>();

	async function write<R>(body: (tx: Tx) => Promise<R>): Promise<R> {
		await turns.take(tab);
		let result: R;
		try {
			const changes = overlay();
			result = await body(txOn(disk, changes, step));
			await step('commit');
			apply(disk, changes);
		} finally {
			turns.give(tab);
		}
		await step('committed');
		for (const changed of watchers) changed();
		return result;
	}

	/** Waits for the writers before it, as IndexedDB does for overlapping tables, and sees none after. */
	async function read<R>(body: (tx: ReadTx) => Promise<R>): Promise<R> {
		await turns.take(tab);
		const seen = copyOfDisk(disk);
		turns.give(tab);
		return body(txOn(seen, overlay(), step));
	}

	const stop = (ask: () => void): void => {
		watchers.delete(ask);
		own.delete(ask);
	};
	return {
		write,
		read,
		watch: (query) => ({
			subscribe({ next, error }) {
				let live = true;
				const ask = (): void => {
					query().then(
						(value) => live && next(value),
						(reason) => live && error?.(reason)
					);
				};
				watchers.add(ask);
				own.add(ask);
				ask();
				return {
					unsubscribe() {
						live = false;
						stop(ask);
					}
				};
			}
		}),
		close: () => own.forEach(stop),
		abandon() {
			own.forEach(stop);
			turns.leave(tab);
		}
	};
}

interface Shared {
	readonly turns: Turns;
	readonly watchers: Set<() => void>;
}
const shared = new WeakMap<Disk, Shared>();

function sharedBy(disk: Disk): Shared {
	let found = shared.get(disk);
	if (!found) shared.set(disk, (found = { turns: turnsOf(), watchers: new Set() }));
	return found;
}

interface Turns {
	take(tab: object): Promise<void>;
	give(tab: object): void;
	/** Gives up a turn and every place in the line. */
	leave(tab: object): void;
}

/** One turn at a time, first come, first served, whichever tab. */
function turnsOf(): Turns {
	const gone = new WeakSet();
	let holder: object | undefined;
	let line: { tab: object; go: () => void }[] = [];
	const next = (): void => {
		const first = line.shift();
		holder = first?.tab;
		first?.go();
	};
	const give = (tab: object): void => {
		if (holder === tab) next();
	};
	return {
		take: (tab) =>
			new Promise((go) => {
				if (gone.has(tab)) return;
				line.push({ tab, go });
				if (!holder) next();
			}),
		give,
		leave(tab) {
			gone.add(tab);
			line = line.filter((waiting) => waiting.tab !== tab);
			give(tab);
		}
	};
}

type Overlay = { [T in TableName]: Map<string, Rows[T] | undefined> };
const overlay = (): Overlay => emptyDisk() as unknown as Overlay;

/** Changed tables become new maps, so that who reads the old ones goes on reading one state. */
function apply(disk: Disk, changes: Overlay): void {
	for (const name of NAMES) {
		if (changes[name].size === 0) continue;
		const rows = new Map<string, unknown>(disk[name]);
		for (const [key, row] of changes[name]) {
			if (row === undefined) rows.delete(key);
			else rows.set(key, row);
		}
		Object.assign(disk, { [name]: rows });
	}
}

function txOn(disk: Disk, changes: Overlay, step: (what: string) => Promise<void>): Tx {
	const rowAt = (name: TableName, key: string): unknown =>
		changes[name].has(key) ? changes[name].get(key) : disk[name].get(key);
	const found = (name: TableName, { index, from, to, limit }: Range): unknown[] => {
		const entries: [string, string, unknown][] = [];
		const look = (key: string, row: unknown): void => {
			if (row === undefined) return;
			for (const at of index ? indexed(row, index) : [key])
				if (at >= from && at <= to) entries.push([at, key, row]);
		};
		for (const [key, row] of disk[name]) if (!changes[name].has(key)) look(key, row);
		for (const [key, row] of changes[name]) look(key, row);
		entries.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
		return entries.slice(0, limit).map(([, , row]) => row);
	};
	const keyOf = (name: TableName, row: unknown): string =>
		(row as Record<string, string>)[TABLES[name].key]!;

	const read: ReadTx = {
		async get(name, key) {
			await step(`get ${name}`);
			return copy(rowAt(name, key)) as never;
		},
		async many(name, keys) {
			await step(`many ${name}`);
			return keys.map((key) => copy(rowAt(name, key))) as never;
		},
		async range(name, range) {
			await step(`range ${name}`);
			return copy(found(name, range)) as never;
		},
		async keys(name, range) {
			await step(`keys ${name}`);
			return found(name, range).map((row) => keyOf(name, row));
		},
		async count(name, range) {
			await step(`count ${name}`);
			return found(name, range).length;
		}
	};
	return {
		...read,
		async put(name, rows) {
			await step(`put ${name}`);
			for (const row of rows)
				(changes[name] as Map<string, unknown>).set(keyOf(name, row), copy(row));
		},
		async remove(name, keys) {
			await step(`remove ${name}`);
			for (const key of keys) changes[name].set(key, undefined);
		}
	};
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a structured clone makes of JSON, in a third of the time. */
function copy<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(copy) as T;
	const made: Record<string, unknown> = {};
	for (const key in value) made[key] = copy(value[key]);
	return made as T;
}

function indexed(row: unknown, index: Index): readonly string[] {
	const { out, pages, refused } = row as Partial<Rows['facts']>;
	if (index === 'pages') return pages ?? [];
	const value = index === 'out' ? out : refused?.code;
	return value === undefined ? [] : [value];
}
