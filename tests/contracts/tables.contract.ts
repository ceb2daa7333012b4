import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NoRoom, type Index, type Range, type Tables } from '../../src/lib/ports/tables';
import { addOne, all, ids, put, range, row } from './tables-bench';

/** One browser profile: what its tabs share. */
export interface Browser {
	/** A tab: one more opening of the same database. */
	tab(): Tables;
	/** From now on the device has no room for anything that is written; `undefined`: it has again. */
	fill(when: 'while writing' | 'at the commit' | undefined): void;
}

/** What the fact log needs of the device's tables. */
export function tablesContract(name: string, newBrowser: () => Browser): void {
	describe(`tables: ${name}`, () => {
		let browser: Browser;
		let tables: Tables;
		let other: Tables;
		beforeEach(() => {
			browser = newBrowser();
			tables = browser.tab();
			other = browser.tab();
		});
		afterEach(() => {
			browser.fill(undefined);
			tables.close();
			other.close();
		});

		test('rows come back as they were put, a later one in place of an earlier', async () => {
			await put(tables, row('a', { out: '1' }), row('b'));
			await put(tables, row('a', { sentAt: 3 }));
			const found = await tables.read((tx) => tx.many('facts', ['b', 'none', 'a', 'b']));
			expect(found).toEqual([row('b'), undefined, row('a', { sentAt: 3 }), row('b')]);
			expect(await tables.read((tx) => tx.get('facts', 'none'))).toBeUndefined();
			expect(await tables.read((tx) => tx.get('facts', 'b'))).toEqual(row('b'));
		});

		test('what was read may be changed without changing what rests', async () => {
			await put(tables, row('a', { pages: ['x'] }));
			const read = await tables.read((tx) => tx.get('facts', 'a'));
			(read?.pages as string[]).push('y');
			expect(await tables.read((tx) => tx.get('facts', 'a'))).toEqual(row('a', { pages: ['x'] }));
		});

		test('a range has its first and its last key, in order, and no more than its limit', async () => {
			await put(tables, ...['b', 'd', 'a', 'c', 'ca'].map((id) => row(id)));
			expect(await range(tables, { from: 'b', to: 'ca' })).toEqual(['b', 'c', 'ca']);
			expect(await range(tables, { ...all, limit: 2 })).toEqual(['a', 'b']);
			expect(await range(tables, { ...all, limit: 0 })).toEqual([]);
			expect(await range(tables, { from: 'c', to: 'b' })).toEqual([]);
		});

		test('a row is in an index by what it holds now, and in none by what it does not hold', async () => {
			await put(tables, row('a', { out: '2' }), row('b', { out: '1' }), row('c'));
			await put(tables, row('d', { refused: { code: 'bad-id' } }), row('e', { out: '1' }));
			expect(await range(tables, { ...all, index: 'out' })).toEqual(['b', 'e', 'a']);
			expect(await range(tables, { ...all, index: 'refused.code' })).toEqual(['d']);
			await put(tables, row('b', { sentAt: 1 }), row('d'));
			await tables.write((tx) => tx.remove('facts', ['e', 'never there']));
			expect(await range(tables, { ...all, index: 'out' })).toEqual(['a']);
			expect(await range(tables, { ...all, index: 'refused.code' })).toEqual([]);
		});

		test('a row is found by each of its pages', async () => {
			await put(tables, row('a', { pages: ['p', 'q'] }), row('b', { pages: ['q'] }));
			await put(tables, row('c', { pages: [] }), row('d'));
			const by = (page: string): Promise<string[]> =>
				range(tables, { index: 'pages', from: page, to: page });
			expect([await by('p'), await by('q'), await by('r')]).toEqual([['a'], ['a', 'b'], []]);
		});

		test('rows, keys and counts of a range agree with one another and with the rows put', async () => {
			const key = fc.stringMatching(/^[a-c]{1,2}[~\uffff]?$/);
			const rows = fc.uniqueArray(fc.record({ id: key, out: fc.option(key, { nil: undefined }) }), {
				selector: ({ id }) => id,
				maxLength: 12
			});
			const index = fc.constantFrom<(Index & 'out') | undefined>('out', undefined);
			const limit = fc.option(fc.nat(6), { nil: undefined });
			await fc.assert(
				fc.asyncProperty(rows, index, key, key, limit, async (put, index, from, to, limit) => {
					const wanted: Range = { index, from, to, limit };
					const found = await tables.write(async (tx) => {
						await tx.remove('facts', await tx.keys('facts', all));
						await tx.put(
							'facts',
							put.map(({ id, out }) => row(id, out === undefined ? {} : { out }))
						);
						return {
							rows: ids(await tx.range('facts', wanted)),
							keys: await tx.keys('facts', wanted),
							count: await tx.count('facts', wanted)
						};
					});
					const keyed = put.map(({ id, out }) => ({ id, at: index ? out : id }));
					const inside = keyed.filter(({ at }) => at !== undefined && at >= from && at <= to);
					const text = ({ at, id }: { at?: string; id: string }): string => `${at}\u0000${id}`;
					const sorted = inside.sort((a, b) => (text(a) < text(b) ? -1 : 1)).slice(0, limit);
					const expected = sorted.map(({ id }) => id);
					expect(found).toEqual({ rows: expected, keys: expected, count: expected.length });
				}),
				{ numRuns: 60 }
			);
		});

		test('a transaction sees its own writes, and nobody else sees them before it is done', async () => {
			await put(tables, row('a'));
			let reading: Promise<string[]> | undefined;
			await tables.write(async (tx) => {
				await tx.put('facts', [row('b', { out: '1' }), row('c')]);
				await tx.remove('facts', ['a']);
				reading = range(other, all);
				expect(ids(await tx.range('facts', all))).toEqual(['b', 'c']);
				expect(await tx.count('facts', { ...all, index: 'out' })).toBe(1);
				expect(await tx.get('facts', 'a')).toBeUndefined();
			});
			expect([['a'], ['b', 'c']]).toContainEqual(await reading);
			expect(await range(other, all)).toEqual(['b', 'c']);
		});

		test('a transaction that throws leaves nothing, and passes on what it threw', async () => {
			await put(tables, row('a'));
			const defect = new Error('decided otherwise');
			const failed = tables.write(async (tx) => {
				await tx.put('facts', [row('a', { out: '1' }), row('b')]);
				await tx.put('cursors', [{ db: 'public', cursor: '1' }]);
				await tx.remove('facts', ['a']);
				throw defect;
			});
			await expect(failed).rejects.toBe(defect);
			expect(await tables.read((tx) => tx.range('facts', all))).toEqual([row('a')]);
			expect(await other.read((tx) => tx.count('cursors', all))).toBe(0);
			await put(tables, row('b'));
			expect(await range(other, all)).toEqual(['a', 'b']);
		});

		test('writers run one after the other, whichever tab they are in', async () => {
			const turns = Array.from({ length: 30 }, (_, i) => (i % 2 ? tables : other).write(addOne));
			await Promise.all(turns);
			expect((await tables.read((tx) => tx.get('cursors', 'n')))?.cursor).toBe('30');
		});

		test('whoever reads sees one state, between transactions and not within one', async () => {
			const write = (n: number): Promise<void> =>
				other.write(async (tx) => {
					await tx.put('cursors', [{ db: 'n', cursor: String(n) }]);
					await tx.get('facts', 'a');
					await tx.put('reports', [{ key: 'n', body: n }]);
				});
			await write(0);
			const pairs = await Promise.all(
				Array.from({ length: 20 }, async (_, n) => {
					void write(n);
					return tables.read(async (tx) => [
						(await tx.get('cursors', 'n'))?.cursor,
						String((await tx.get('reports', 'n'))?.body)
					]);
				})
			);
			for (const [cursor, report] of pairs) expect(cursor).toBe(report);
		});

		test('who watches is told what there is, and again after a commit in any tab', async () => {
			const seen: string[][] = [];
			const watch = tables
				.watch(() => range(tables, all))
				.subscribe({ next: (ids) => seen.push(ids) });
			await vi.waitFor(() => expect(seen).toEqual([[]]));
			await put(tables, row('a'));
			await vi.waitFor(() => expect(seen.at(-1)).toEqual(['a']));
			await put(other, row('b'));
			await vi.waitFor(() => expect(seen.at(-1)).toEqual(['a', 'b']));
			await other.write((tx) => tx.remove('facts', ['a']));
			await vi.waitFor(() => expect(seen.at(-1)).toEqual(['b']));
			watch.unsubscribe();
			const told = seen.length;
			const later: string[][] = [];
			const second = tables
				.watch(() => range(tables, all))
				.subscribe({ next: (ids) => later.push(ids) });
			await put(other, row('c'));
			await vi.waitFor(() => expect(later.at(-1)).toEqual(['b', 'c']));
			expect(seen).toHaveLength(told);
			second.unsubscribe();
		});

		test('who watches is never shown what is not committed', async () => {
			const seen: string[] = [];
			const watching = [tables, other].map((tab) =>
				tab.watch(() => range(tab, all)).subscribe({ next: (ids) => seen.push(...ids) })
			);
			const failed = tables.write(async (tx) => {
				await tx.put('facts', [row('never')]);
				for (let i = 0; i < 20; i += 1) await tx.get('facts', 'never');
				expect(seen).toEqual([]);
				throw new Error('decided otherwise');
			});
			await expect(failed).rejects.toThrow('decided otherwise');
			await put(tables, row('saved'));
			await vi.waitFor(() => expect(seen.filter((id) => id === 'saved').length).toBeGreaterThan(1));
			expect(seen).not.toContain('never');
			for (const watch of watching) watch.unsubscribe();
		});

		test('a query that fails says so to who watches', async () => {
			const defect = new Error('cannot');
			const told: unknown[] = [];
			const watch = tables
				.watch(() => Promise.reject(defect))
				.subscribe({ next: (value) => told.push(value), error: (error) => told.push(error) });
			await vi.waitFor(() => expect(told).toEqual([defect]));
			watch.unsubscribe();
		});

		test.each(['while writing', 'at the commit'] as const)(
			'a device that has no room left %s says so, and keeps what it had',
			async (when) => {
				await put(tables, row('a'));
				browser.fill(when);
				const failed = tables.write(async (tx) => {
					await tx.put('cursors', [{ db: 'public', cursor: '1' }]);
					await tx.put('facts', [row('a', { out: '1' }), row('b')]);
				});
				await expect(failed).rejects.toBeInstanceOf(NoRoom);
				expect(await tables.read((tx) => tx.range('facts', all))).toEqual([row('a')]);
				expect(await tables.read((tx) => tx.count('cursors', all))).toBe(0);
				browser.fill(undefined);
				await put(tables, row('b'));
				expect(await range(tables, all)).toEqual(['a', 'b']);
			}
		);

		test('what was written is there when the database is opened again', async () => {
			await put(tables, row('a', { out: '1', pages: ['p'] }));
			tables.close();
			other.close();
			tables = browser.tab();
			expect(await range(tables, { ...all, index: 'out' })).toEqual(['a']);
			expect(await range(tables, { ...all, index: 'pages' })).toEqual(['a']);
		});
	});
}
