import writeWorkbook, { type CellObject } from 'write-excel-file/universal';
import { local } from '../../domain/calendar';
import { seen } from '../../domain/cells';
import type { Column, Sheets, Table, Value } from '../../ports/sheets';

/** Widths of columns in characters: beyond the widest, lines are broken. */
const NARROWEST = 8;
const WIDEST = 42;

/** Workbooks by write-excel-file. A text is a text there, whatever it begins with: only a cell that is said to be a formula is one, and none is. */
export const xlsxSheets: Pick<Sheets, 'workbook'> = {
	workbook: (tables) =>
		writeWorkbook(
			tables.map((table) => ({
				sheet: titleOf(table),
				stickyRowsCount: 1,
				columns: table.columns.map((column, i) => ({ width: widthOf(table, column, i) })),
				data: [
					table.columns.map(({ title }): CellObject => ({
						...text(title),
						fontWeight: 'bold',
						wrap: true,
						backgroundColor: '#e8efe9'
					})),
					...table.rows.map((row) => table.columns.map((column, i) => cellOf(column, row[i])))
				]
			}))
		).toBlob()
};

const text = (value: string): CellObject => ({
	value: own(seen(value)),
	type: String,
	format: '@'
});

/** The writer looks texts up in a bare object (seen in 4.1.1): one that every object has, such as `toString`, gets a blank behind it. */
const own = (value: string): string => (value in {} ? `${value} ` : value);

function cellOf({ is }: Column, value: Value): CellObject | null {
	if (value === undefined || value === '') return null;
	if (typeof value === 'number') {
		if (is !== 'moment') return { value, type: Number, alignVertical: 'top' };
		return { value: wall(value), type: Date, format: 'dd/mm/yyyy hh:mm', alignVertical: 'top' };
	}
	if (is === 'day')
		return { value: new Date(value), type: Date, format: 'dd/mm/yyyy', alignVertical: 'top' };
	return { ...text(value), wrap: true, alignVertical: 'top' };
}

/** A sheet knows no time zones: what the network's clocks show, to the minute, as if it were UTC. */
function wall(instant: number): Date {
	const { day, time } = local(instant);
	return new Date(`${day}T${time}Z`);
}

function widthOf({ rows }: Table, { title, is }: Column, i: number): number {
	if (is === 'day') return 12;
	if (is === 'moment') return 17;
	const longest = rows.reduce((most, row) => Math.max(most, String(row[i] ?? '').length), 0);
	return Math.min(WIDEST, Math.max(NARROWEST, longest + 2, Math.ceil(title.length / 2) + 2));
}

/** What a sheet may be called: at most 31 characters, and not these. */
const titleOf = ({ title }: Table): string =>
	seen(title)
		.replace(/[[\]/\\:*?']/g, ' ')
		.trim()
		.slice(0, 31) || '1';
