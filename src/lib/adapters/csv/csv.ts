import { unparse } from 'papaparse';
import { local } from '../../domain/calendar';
import { FORMULA, seen } from '../../domain/cells';
import type { Column, Profile, Sheets, Table, Value } from '../../ports/sheets';

const TYPE = 'text/csv;charset=utf-8';

/** Papaparse does the quoting, and no more of it is used: reading would start workers. */
export const csvSheets: Pick<Sheets, 'csv'> = {
	csv: async (table, profile) => new Blob([textOf(table, profile)], { type: TYPE })
};

/** The text of such a file. */
export function textOf({ columns, rows }: Table, profile: Profile): string {
	const cells = rows.map((row) => columns.map((column, i) => cellOf(column, row[i], profile)));
	const text = unparse([columns.map(({ title }) => seen(title)), ...cells], {
		delimiter: profile === 'excel' ? ';' : ',',
		newline: '\r\n',
		// Of its own it lets pass what has a second line, or a blank in front.
		escapeFormulae: FORMULA
	});
	return profile === 'excel' ? `\ufeff${text}\r\n` : `${text}\r\n`;
}

function cellOf({ is }: Column, value: Value, profile: Profile): string | number {
	if (value === undefined) return '';
	if (typeof value === 'string') {
		if (profile === 'open') return seen(value);
		if (is === 'day') return value.split('-').reverse().join('/');
		// The mark by which a spreadsheet knows text: it would take the zeros in front away.
		return is === 'code' && /^\d/.test(value) ? `'${seen(value)}` : seen(value);
	}
	if (is === 'moment') return profile === 'open' ? new Date(value).toISOString() : momentOf(value);
	// A number is never guarded, in the one form and in the other.
	return profile === 'open' || Number.isInteger(value) ? value : String(value).replace('.', ',');
}

/** `23/11/2026 09:14`, on the network's clocks. */
function momentOf(instant: number): string {
	const { day, time } = local(instant);
	return `${day.split('-').reverse().join('/')} ${time}`;
}
