import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Doc, Store } from '../../src/lib/server/store/store';
import type { Place } from './store.contract';

const DB = 'centre_murat';
const people = (count: number): Doc[] =>
	Array.from({ length: count }, (_, i) => ({
		_id: `2026-11-22~murat~k7f3.1~${String(i + 1).padStart(6, '0')}`,
		person: i % 3 === 0 ? 'p_marie0001' : `p_other${i}`
	}));
const notMarie = (doc: Doc): boolean => doc['person'] !== 'p_marie0001';
const everything = (store: Store, db = DB): Promise<readonly Doc[]> => store.range(db, '', '~');

/** What every store promises of leaving things for good. */
export function generationsContract(name: string, make: () => Promise<Place>): void {
	describe(`generations of a store: ${name}`, () => {
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

		const seqOf = async (db = DB): Promise<string> => {
			const changes = await store.changes(db, null, 100_000);
			if ('gone' in changes) throw new Error('gone');
			return changes.seq;
		};

		test('what a rewrite is told to leave is nowhere, and all else is as it was', async () => {
			const docs = people(1_000);
			await store.insert(DB, docs);
			await store.revise(DB, 'report~a', () => ({ n: 1 }));
			await store.revise(DB, 'report~a', () => ({ n: 2 }));
			const kept = docs.filter(notMarie);
			expect(await store.rewrite(DB, notMarie)).toEqual({
				kept: kept.length + 1,
				left: docs.length - kept.length
			});
			const now = [...kept, { _id: 'report~a', n: 2 }];
			expect(await everything(store)).toEqual(now);
			const changes = await store.changes(DB, null, 10_000);
			expect('docs' in changes && changes.docs).toHaveLength(now.length);
			expect(await store.get(DB, docs[0]!._id)).toBeUndefined();
			expect(await store.insert(DB, [kept[0]!])).toEqual([{ is: 'there', doc: kept[0] }]);
			await store.revise(DB, 'report~a', (before) => ({ n: (before?.['n'] as number) + 1 }));
			expect(await store.get(DB, 'report~a')).toEqual({ _id: 'report~a', n: 3 });
			expect(await store.databases()).toEqual([DB]);
		});

		test('a sequence from before a rewrite is gone, and one from after it is good', async () => {
			await store.insert(DB, people(9));
			const before = await seqOf();
			await store.rewrite(DB, notMarie);
			expect(await store.changes(DB, before, 10)).toEqual({ gone: true });
			const after = await seqOf();
			expect(after).not.toBe(before);
			expect(await store.changes(DB, after, 10)).toEqual({ docs: [], seq: after, more: false });
			await store.insert(DB, [{ _id: 'later' }]);
			await vi.waitFor(async () =>
				expect(await store.changes(DB, after, 10)).toMatchObject({ docs: [{ _id: 'later' }] })
			);
		});

		test('where nothing is to be left, nothing moves and sequences stay good', async () => {
			await store.insert(DB, people(3).filter(notMarie));
			const seq = await seqOf();
			expect(await store.rewrite(DB, notMarie)).toEqual({ kept: 2, left: 0 });
			expect(await store.changes(DB, seq, 10)).toEqual({ docs: [], seq, more: false });
		});

		test('a database may be rewritten again and again, and emptied', async () => {
			await store.insert(DB, people(9));
			const seqs = new Set([await seqOf()]);
			for (const left of (await everything(store)).slice(0, 4)) {
				await store.rewrite(DB, ({ _id }) => _id !== left._id);
				seqs.add(await seqOf());
			}
			expect(seqs.size).toBe(5);
			expect(await everything(store)).toHaveLength(5);
			expect(await store.rewrite(DB, () => false)).toEqual({ kept: 0, left: 5 });
			expect(await everything(store)).toEqual([]);
			expect(await store.databases()).toEqual([DB]);
		});

		test('it stays rewritten after a restart', async () => {
			await store.insert(DB, people(9));
			const before = await seqOf();
			await store.rewrite(DB, notMarie);
			const after = await seqOf();
			await store.close();
			store = await place.open();
			expect(await everything(store)).toEqual(people(9).filter(notMarie));
			expect(await store.changes(DB, before, 10)).toEqual({ gone: true });
			expect(await store.changes(DB, after, 10)).not.toEqual({ gone: true });
		});

		test('who writes and reads while it is rewritten loses nothing and never finds it half', async () => {
			const stores = place.beside ? [store, await place.beside(), await place.beside()] : [store];
			const docs = people(600);
			await store.insert(DB, docs);
			await store.insert(DB, [{ _id: 'counted' }]);
			let rewriting = true;
			const stored: Doc[] = [];
			let revised = 0;
			const write = async (to: Store, name: number): Promise<void> => {
				for (let n = 0; rewriting; n += 1) {
					const doc = { _id: `new~${name}~${n}`, person: 'p_new' };
					const [inserted] = await to.insert(DB, [doc]);
					expect(inserted).toEqual({ is: 'stored' });
					stored.push(doc);
					await to.revise(DB, 'report~n', (before) => ({
						n: ((before?.['n'] as number | undefined) ?? 0) + 1
					}));
					revised += 1;
				}
			};
			const read = async (from: Store): Promise<void> => {
				while (rewriting) {
					const found = (await everything(from)).filter(({ _id }) => _id.startsWith('2026'));
					const whole = [docs, docs.filter(notMarie), docs.filter(notMarie).slice(9)];
					expect(whole.map(({ length }) => length)).toContain(found.length);
				}
			};
			const busy = stores.flatMap((one, i) => [write(one, i), read(one)]);
			await store.rewrite(DB, notMarie);
			const early = new Set(docs.filter(notMarie).slice(0, 9));
			await store.rewrite(DB, ({ _id }) => ![...early].some((doc) => doc._id === _id));
			rewriting = false;
			await Promise.all(busy);
			expect(stored.length).toBeGreaterThan(0);
			const there = new Set((await everything(store)).map(({ _id }) => _id));
			expect(stored.filter(({ _id }) => !there.has(_id))).toEqual([]);
			expect(await store.get(DB, 'report~n')).toEqual({ _id: 'report~n', n: revised });
			expect([...there].filter((id) => id.startsWith('2026'))).toHaveLength(391);
			for (const other of stores.slice(1)) await other.close();
		});

		test('who follows hears that a database was rewritten', async () => {
			await store.insert(DB, people(3));
			const heard: string[] = [];
			const unfollow = store.follow((db) => heard.push(db));
			await vi.waitFor(async () => {
				await store.insert('ops', [{ _id: `a${heard.length}~${Math.random()}` }]);
				expect(heard).toContain('ops');
			}, 20_000);
			await store.rewrite(DB, notMarie);
			await vi.waitFor(() => expect(heard).toContain(DB), 20_000);
			unfollow();
		});

		test('reading what is not there makes nothing', async () => {
			const db = 'member_0123456789abcdef';
			expect(await store.get(db, 'a')).toBeUndefined();
			expect(await everything(store, db)).toEqual([]);
			const changes = await store.changes(db, null, 10);
			expect(changes).toMatchObject({ docs: [], more: false });
			const seq = await seqOf(db);
			expect(await store.changes(db, seq, 10)).toEqual({ docs: [], seq, more: false });
			expect(await store.changes(db, 'nonsense', 10)).toEqual({ gone: true });
			expect(await store.rewrite(db, () => false)).toEqual({ kept: 0, left: 0 });
			await store.revise(db, 'a', () => undefined);
			await store.drop(db);
			expect(await store.databases()).toEqual([]);
			expect(await store.insert(db, [{ _id: 'a' }])).toEqual([{ is: 'stored' }]);
			await vi.waitFor(async () => {
				const later = await store.changes(db, seq, 10);
				expect('gone' in later || later.docs).toEqual([{ _id: 'a' }]);
			});
		});

		test('what was dropped is gone, takes nothing, and comes back empty when it is made anew', async () => {
			const db = 'member_0123456789abcdef';
			await store.insert(db, people(6));
			await store.rewrite(db, notMarie);
			const seq = await seqOf(db);
			await store.drop(db);
			await store.drop(db);
			expect(await store.databases()).toEqual([]);
			expect(await everything(store, db)).toEqual([]);
			expect(await store.changes(db, seq, 10)).toEqual({ gone: true });
			const [late] = await store.insert(db, people(1));
			expect(late).toMatchObject({ is: 'forbidden' });
			await expect(store.revise(db, 'report~a', () => ({ n: 1 }))).rejects.toThrow();
			await store.close();
			store = await place.open();
			expect(await store.databases()).toEqual([]);
			expect((await store.insert(db, people(1)))[0]).toMatchObject({ is: 'forbidden' });
			await store.ensure(db);
			expect(await everything(store, db)).toEqual([]);
			await store.insert(db, people(9));
			expect(await store.changes(db, seq, 10)).toEqual({ gone: true });
			expect(await store.databases()).toEqual([db]);
		});
	});
}
