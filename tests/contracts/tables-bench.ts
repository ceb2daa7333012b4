import type { Fact } from '../../src/lib/domain/facts';
import type { FactRow } from '../../src/lib/domain/rows';
import type { Range, Tables, Tx } from '../../src/lib/ports/tables';

export const row = (id: string, more: Partial<FactRow> = {}): FactRow => ({
	id,
	db: 'centre_murat',
	fact: { _id: id, n: 1, list: [{ a: null }] } as unknown as Fact,
	...more
});
export const all: Range = { from: '', to: '\uffff' };
export const ids = (rows: readonly FactRow[]): string[] => rows.map(({ id }) => id);
export const put = (tables: Tables, ...rows: FactRow[]): Promise<void> =>
	tables.write((tx) => tx.put('facts', rows));
export const range = (tables: Tables, wanted: Range): Promise<string[]> =>
	tables.read(async (tx) => ids(await tx.range('facts', wanted)));
export const addOne = async (tx: Tx): Promise<void> => {
	const n = Number((await tx.get('cursors', 'n'))?.cursor ?? 0);
	await tx.put('cursors', [{ db: 'n', cursor: String(n + 1) }]);
};
