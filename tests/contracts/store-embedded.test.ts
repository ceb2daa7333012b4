import { once } from 'node:events';
import { existsSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OPEN_DATABASES, openEmbedded, type Embedded } from '../../src/lib/server/store/embedded';
import { program } from './child';
import { embeddedPlace, newFolder } from './places';
import { generationsContract } from './store-generations.contract';
import { rulesContract } from './store-rules.contract';
import { storeContract } from './store.contract';

storeContract('embedded', embeddedPlace);
generationsContract('embedded', embeddedPlace);
rulesContract('embedded', embeddedPlace);

describe('the embedded store', () => {
	let folder: string;
	let store: Embedded;
	beforeEach(async () => {
		folder = await newFolder();
		store = openEmbedded(folder);
	});
	afterEach(async () => {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	});

	/** LevelDB holds a LOCK file open for as long as a database is open. */
	const reallyOpen = (): number =>
		existsSync('/proc/self/fd')
			? readdirSync('/proc/self/fd').filter((fd) => linkOf(fd).startsWith(folder)).length
			: store.open();
	const linkOf = (fd: string): string => {
		try {
			const path = readlinkSync(join('/proc/self/fd', fd));
			return path.endsWith('/LOCK') ? path : '';
		} catch {
			return ''; // closed since it was listed
		}
	};

	test('a hundred databases used at once are never more than so many open', async () => {
		const names = Array.from({ length: 100 }, (_, i) => `centre_c${i}`);
		let inside = 0;
		let most = 0;
		let mostOpen = 0;
		let filled = (): void => {};
		const full = new Promise<void>((resolve) => (filled = resolve));
		await Promise.all(names.map((db) => store.ensure(db)));
		await Promise.all(
			names.map((db) =>
				store.use(db, async (pouch) => {
					inside += 1;
					most = Math.max(most, inside);
					mostOpen = Math.max(mostOpen, reallyOpen(), store.open());
					if (inside === OPEN_DATABASES) filled();
					await full;
					await pouch.bulkDocs([{ _id: 'mine', db }]);
					inside -= 1;
				})
			)
		);
		expect(most).toBe(OPEN_DATABASES);
		expect(mostOpen).toBe(OPEN_DATABASES);
		await Promise.all(
			names.flatMap((db) => [
				expect(store.get(db, 'mine')).resolves.toEqual({ _id: 'mine', db }),
				store.insert(db, [{ _id: 'other' }])
			])
		);
		expect(reallyOpen()).toBeLessThanOrEqual(OPEN_DATABASES);
		expect(await store.databases()).toHaveLength(100);
	});

	test('a database that could not be opened is tried again when next asked for', async () => {
		writeFileSync(join(folder, 'public-g1'), 'in the way');
		await expect(store.insert('public', [{ _id: 'a' }])).rejects.toThrow();
		rmSync(join(folder, 'public-g1'));
		expect(await store.insert('public', [{ _id: 'a' }])).toEqual([{ is: 'stored' }]);
	});

	test('a store that closes answers those it has let in, and nobody after', async () => {
		await store.insert('public', [{ _id: 'a' }]);
		const asked = store.get('public', 'a');
		const closed = store.close();
		await expect(store.get('ops', 'a')).rejects.toThrow('after the end');
		expect(await asked).toEqual({ _id: 'a' });
		await closed;
		expect(reallyOpen()).toBe(0);
		store = openEmbedded(folder);
		expect(await store.get('public', 'a')).toEqual({ _id: 'a' });
	});
});

describe('the embedded store in a process that is killed', () => {
	const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 8);

	test('every document it acknowledged is there afterwards', async () => {
		const folder = await newFolder();
		const writer = await program('./writer.process.ts');
		const acknowledged = new Map<string, Set<string>>();
		for (let round = 0; round < ROUNDS; round += 1) {
			const child = writer.run(folder, String(round * 1_000_000));
			let batches = 0;
			child.on('message', ({ db, ids }: { db: string; ids: string[] }) => {
				const known = acknowledged.get(db) ?? new Set();
				acknowledged.set(db, known);
				for (const id of ids) known.add(id);
				// The other two databases are in the middle of a batch now.
				if ((batches += 1) === 5 + 7 * round) child.kill('SIGKILL');
			});
			const [, signal] = await once(child, 'exit');
			expect(signal).toBe('SIGKILL');
			await verify(folder, acknowledged);
		}
		expect([...acknowledged.keys()].toSorted()).toEqual(['centre_murat', 'centre_ydes', 'public']);
		writer.remove();
		rmSync(folder, { recursive: true, force: true });
	});

	async function verify(folder: string, acknowledged: Map<string, Set<string>>): Promise<void> {
		const store = openEmbedded(folder);
		for (const [db, ids] of acknowledged) {
			const docs = await store.range(db, 'doc~', 'doc~\uffff');
			const found = new Set(docs.map(({ _id }) => _id));
			expect([...ids].filter((id) => !found.has(id))).toEqual([]);
			expect(docs.every((doc) => (doc['text'] as string).length === 300)).toBe(true);
			const changes = await store.changes(db, null, 1_000_000);
			const changed = 'gone' in changes ? [] : changes.docs.map(({ _id }) => _id);
			expect(changed.toSorted()).toEqual([...found].toSorted());
		}
		await store.close();
	}
});
