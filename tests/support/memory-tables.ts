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
export type Disk = { [T in TableName]: Map<string, Rows[T]> };

export const emptyDisk = (): Disk =>
	Object.fromEntries(Object.keys(TABLES).map((name) => [name, new Map()])) as unknown as Disk;

/**
 * Tables on a disk of memory. `step` is waited for before every single operation
 * and before every commit, so a scheduler can put anything in between: another
 * device's turn, or a crash, which is a `step` that never returns.
 */
export function openMemoryTables(
	disk: Disk,
	step: (what: string) => Promise<void> = async () => {}
): Tables {
	let last: Promise<unknown> = Promise.resolve();
	const watchers = new Set<() => void>();

	async function write<R>(body: (tx: Tx) => Promise<R>): Promise<R> {
		const turn = last.then(async () => {
			const changes = overlay();
			const result = await body(txOn(disk, changes, step));
			await step('commit');
			apply(disk, changes);
			return result;
		});
		last = turn.catch(() => {});
		const result = await turn;
		for (const changed of watchers) changed();
		return result;
	}

	return {
		write,
		// Waits for the writer before it, as IndexedDB does for overlapping tables, and sees none after.
		read: (body) => last.then(() => body(txOn(snapshot(disk), overlay(), step))),
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
				ask();
				return {
					unsubscribe() {
						live = false;
						watchers.delete(ask);
					}
				};
			}
		}),
		close: () => watchers.clear()
	};
}

/** Rows are replaced whole, never changed, so copying the maps is enough. */
const snapshot = (disk: Disk): Disk =>
	Object.fromEntries(
		Object.entries(disk).map(([name, rows]) => [name, new Map<string, unknown>(rows)])
	) as unknown as Disk;

type Overlay = { [T in TableName]: Map<string, Rows[T] | undefined> };
const overlay = (): Overlay => emptyDisk() as unknown as Overlay;

function apply(disk: Disk, changes: Overlay): void {
	for (const name of Object.keys(TABLES) as TableName[])
		for (const [key, row] of changes[name]) {
			if (row === undefined) disk[name].delete(key);
			else (disk[name] as Map<string, unknown>).set(key, row);
		}
}

function txOn(disk: Disk, changes: Overlay, step: (what: string) => Promise<void>): Tx {
	const rowAt = (name: TableName, key: string): unknown =>
		changes[name].has(key) ? changes[name].get(key) : disk[name].get(key);
	const found = (name: TableName, range: Range): unknown[] => {
		const keys = new Set([...disk[name].keys(), ...changes[name].keys()]);
		const entries: [string, string, unknown][] = [];
		for (const key of keys) {
			const row = rowAt(name, key);
			if (row === undefined) continue;
			for (const at of range.index ? indexed(row, range.index) : [key])
				if (at >= range.from && at <= range.to) entries.push([at, key, row]);
		}
		entries.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]));
		return entries.slice(0, range.limit).map(([, , row]) => row);
	};
	const keyOf = (name: TableName, row: unknown): string =>
		(row as Record<string, string>)[TABLES[name].key]!;

	const read: ReadTx = {
		async get(name, key) {
			await step(`get ${name}`);
			return structuredClone(rowAt(name, key)) as never;
		},
		async many(name, keys) {
			await step(`many ${name}`);
			return keys.map((key) => structuredClone(rowAt(name, key))) as never;
		},
		async range(name, range) {
			await step(`range ${name}`);
			return structuredClone(found(name, range)) as never;
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
				(changes[name] as Map<string, unknown>).set(keyOf(name, row), structuredClone(row));
		},
		async remove(name, keys) {
			await step(`remove ${name}`);
			for (const key of keys) changes[name].set(key, undefined);
		}
	};
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function indexed(row: unknown, index: Index): string[] {
	const value = index
		.split('.')
		.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], row);
	if (value === undefined) return [];
	return index === 'pages' ? (value as string[]) : [value as string];
}
