import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Rules } from '../../src/lib/server/store/rules';
import type { Changes, Doc, Store } from '../../src/lib/server/store/store';

/** Where a store keeps what it is given. */
export interface Place {
	/** The store on this place: empty the first time, later as it was left. */
	open(rules?: Rules): Promise<Store>;
	/** Another process on the same place, where there can be one. */
	beside?(): Promise<Store>;
	end(): Promise<void>;
}

const DB = 'centre_murat';
const MANY = 100;
const numbered = (first: number, last: number): Doc[] =>
	Array.from({ length: last - first + 1 }, (_, i) => ({
		_id: `2026-11-22~murat~k7f3.1~${String(first + i).padStart(6, '0')}`,
		n: first + i
	}));
const one = numbered(1, 1)[0] as Doc;

type Read = Exclude<Changes, { gone: true }>;
async function readFrom(store: Store, since: string | null, limit: number): Promise<Read> {
	const changes = await store.changes(DB, since, limit);
	if ('gone' in changes) throw new Error('gone');
	return changes;
}
async function readAll(store: Store, since: string | null, limit: number): Promise<Doc[]> {
	const docs: Doc[] = [];
	for (let seq = since; ;) {
		const changes = await readFrom(store, seq, limit);
		docs.push(...changes.docs);
		seq = changes.seq;
		if (!changes.more) return docs;
	}
}
/** The nodes of a cluster may differ in the order, and may be a moment behind. */
const comesToBe = (
	store: Store,
	since: string | null,
	expected: readonly Doc[],
	limit = 100
): Promise<void> =>
	vi.waitFor(async () => {
		const docs = await readAll(store, since, limit);
		expect(inOrderOf(store, docs)).toEqual(inOrderOf(store, expected));
	}, 5_000);

const inOrderOf = ({ kind }: Store, docs: readonly Doc[]): readonly Doc[] =>
	kind === 'couchdb' ? docs.toSorted((a, b) => (a._id < b._id ? -1 : 1)) : docs;

/** What every store promises the gateway and the relay. */
export function storeContract(name: string, make: () => Promise<Place>): void {
	describe(`a store: ${name}`, () => {
		let place: Place;
		let store: Store;
		beforeEach(async () => {
			place = await make();
			store = await place.open();
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		test('a document that is new is stored, and can be read as it was given', async () => {
			const odd = {
				...one,
				text: 'œ é \u0000 \u202e \uffff \ud83d\ude00 "\\/',
				numbers: [0, -1, 0.1, 44.9261, 1e-7, 1e21, 2 ** 53 - 1],
				nested: { '': [null, true, false, {}, []] }
			};
			expect(await store.insert(DB, [odd])).toEqual([{ is: 'stored' }]);
			expect(await store.get(DB, one._id)).toEqual(odd);
		});

		test('the same document again is answered with the one that is there', async () => {
			await store.insert(DB, [one]);
			expect(await store.insert(DB, [{ ...one }])).toEqual([{ is: 'there', doc: one }]);
		});

		test('another document under a known id is answered with the first, which stays', async () => {
			await store.insert(DB, [one]);
			expect(await store.insert(DB, [{ ...one, n: 2 }])).toEqual([{ is: 'there', doc: one }]);
			expect(await store.get(DB, one._id)).toEqual(one);
		});

		test('each document of a batch is answered by itself, in the order given', async () => {
			const [a, b, c] = numbered(1, 3) as [Doc, Doc, Doc];
			await store.insert(DB, [b]);
			expect(await store.insert(DB, [c, b, a])).toEqual([
				{ is: 'stored' },
				{ is: 'there', doc: b },
				{ is: 'stored' }
			]);
			expect(await store.insert(DB, [])).toEqual([]);
		});

		test('a batch that names one id twice stores one and answers the other with it', async () => {
			const [same, other] = numbered(1, 2) as [Doc, Doc];
			const batch = [same, { ...same }, other, { ...other, n: 'other' }];
			expect(await store.insert(DB, batch)).toEqual([
				{ is: 'stored' },
				{ is: 'there', doc: same },
				{ is: 'stored' },
				{ is: 'there', doc: other }
			]);
			await comesToBe(store, null, [same, other]);
		});

		test('every change comes once, oldest first, whatever the number asked for', async () => {
			const docs = numbered(1, 30).reverse();
			for (const doc of docs) await store.insert(DB, [doc]);
			for (const limit of [1, 7, 30, 100]) await comesToBe(store, null, docs, limit);
		});

		test('reading goes on after any sequence, and says whether there is more', async () => {
			const docs = numbered(1, 9);
			for (const doc of docs) await store.insert(DB, [doc]);
			await comesToBe(store, null, docs);
			const first = await readFrom(store, null, 4);
			expect(first.more).toBe(true);
			const came = [...first.docs, ...(await readAll(store, first.seq, 3))];
			expect(inOrderOf(store, came)).toEqual(docs);
			const last = await readFrom(store, first.seq, 100);
			expect(last.more).toBe(false);
			expect(await readFrom(store, last.seq, 1)).toEqual({ docs: [], seq: last.seq, more: false });
			await store.insert(DB, [{ _id: 'later' }]);
			await comesToBe(store, last.seq, [{ _id: 'later' }]);
		});

		test('what was revised comes once more, as it is now, after everything older', async () => {
			const [a, b] = numbered(1, 2) as [Doc, Doc];
			await store.revise(DB, 'report~a', () => ({ n: 1 }));
			const { seq } = await readFrom(store, null, 10);
			await store.insert(DB, [a, b]);
			await store.revise(DB, 'report~a', () => ({ n: 2 }));
			await store.revise(DB, 'report~a', () => ({ n: 3 }));
			const now = [a, b, { _id: 'report~a', n: 3 }];
			await comesToBe(store, null, now);
			await comesToBe(store, seq, now);
		});

		test('a sequence that no store gave is gone', async () => {
			await store.insert(DB, [one]);
			expect(await store.changes(DB, 'nonsense', 10)).toEqual({ gone: true });
		});

		test('a sequence from a store that knew more hides nothing', async () => {
			await store.insert(DB, numbered(1, 20));
			const { seq } = await readFrom(store, null, 100);
			const elsewhere = await make();
			const poorer = await elsewhere.open();
			await poorer.insert(DB, numbered(1, 2));
			const changes = await poorer.changes(DB, seq, 100);
			if (!('gone' in changes)) expect(inOrderOf(store, changes.docs)).toEqual(numbered(1, 2));
			// Where sequences are plain numbers, only saying so can be right.
			if (store.kind === 'embedded') expect(changes).toEqual({ gone: true });
			await poorer.close();
			await elsewhere.end();
		});

		test('a range has its first and its last key, by id, however many lie between', async () => {
			const docs = numbered(1, 2_100);
			await store.insert(DB, docs.toReversed());
			await store.revise(DB, 'report~z', () => ({}));
			const [first, last] = [docs[3] as Doc, docs[2_090] as Doc];
			expect(await store.range(DB, first._id, last._id)).toEqual(docs.slice(3, 2_091));
			expect(await store.range(DB, '2026-11-22~', '2026-11-22~\uffff')).toEqual(docs);
			expect(await store.range(DB, 'a', 'b')).toEqual([]);
		});

		test('a revision is decided on what is there; saying nothing leaves it', async () => {
			let seen: unknown;
			const look = (): Promise<void> =>
				store.revise('ops', 'device~a', (before) => void (seen = before));
			await look();
			expect(seen).toBeUndefined();
			expect(await store.get('ops', 'device~a')).toBeUndefined();
			await store.revise('ops', 'device~a', () => ({ n: 1 }));
			await look();
			expect(seen).toEqual({ _id: 'device~a', n: 1 });
			await store.revise('ops', 'device~a', (before) => ({ was: before?.['n'] }));
			expect(await store.get('ops', 'device~a')).toEqual({ _id: 'device~a', was: 1 });
		});

		test('many revising one document at once lose none of their revisions', async () => {
			const stores = place.beside ? [store, await place.beside(), await place.beside()] : [store];
			const add = (to: Store): Promise<void> =>
				to.revise('ops', 'device~a', (before) => ({ n: ((before?.['n'] as number) ?? 0) + 1 }));
			await Promise.all(stores.flatMap((to) => Array.from({ length: MANY }, () => add(to))));
			expect(await store.get('ops', 'device~a')).toEqual({
				_id: 'device~a',
				n: MANY * stores.length
			});
			for (const other of stores.slice(1)) await other.close();
		});

		test('who follows hears of each database that changes, until they stop', async () => {
			const heard: string[] = [];
			const stillHeard: string[] = [];
			const unfollow = store.follow((db) => heard.push(db));
			let n = 0;
			const writes = {
				centre_murat: () => store.insert(DB, [{ _id: `a${(n += 1)}` }]),
				ops: () => store.revise('ops', 'device~a', () => ({ n: (n += 1) }))
			};
			const until = async (db: keyof typeof writes, told: readonly string[]): Promise<void> =>
				vi.waitFor(async () => {
					await writes[db]();
					expect(told).toContain(db);
				}, 20_000);
			await until('centre_murat', heard);
			await until('ops', heard);
			unfollow();
			const before = heard.length;
			const alsoUnfollow = store.follow((db) => stillHeard.push(db));
			await until('ops', stillHeard);
			expect(heard).toHaveLength(before);
			alsoUnfollow();
		});

		test('databases are listed under the names they are asked for by, and survive a restart', async () => {
			for (const db of ['public', 'ops', 'roster_saint-flour']) await store.ensure(db);
			await store.ensure('public');
			await store.insert(DB, numbered(1, 3));
			const { seq } = await readFrom(store, null, 2);
			await store.close();
			store = await place.open();
			const names = ['centre_murat', 'ops', 'public', 'roster_saint-flour'];
			expect((await store.databases()).toSorted()).toEqual(names);
			expect(await store.range(DB, '', '~')).toEqual(numbered(1, 3));
			expect(seq).not.toBe('');
			await vi.waitFor(async () =>
				expect(await readAll(store, seq, 10)).toContainEqual(numbered(3, 3)[0])
			);
		});

		test('a database that is not there holds nothing, and is made by the first who writes', async () => {
			expect(await store.get('people_ydes', 'a')).toBeUndefined();
			expect(await store.insert('people_ydes', [one])).toEqual([{ is: 'stored' }]);
			await store.revise('roster_ydes', 'report~a', () => ({ n: 1 }));
			expect(await store.databases()).toEqual(
				expect.arrayContaining(['people_ydes', 'roster_ydes'])
			);
		});
	});
}
