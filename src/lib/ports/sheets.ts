import type { Day } from '../domain/ids';

/** What a column holds, and so how a spreadsheet has to take it. */
export interface Column {
	readonly title: string;
	readonly is:
		| 'text'
		/** Digits that are no amount, such as the number of a card: no zero in front may be lost. */
		| 'code'
		| 'number'
		/** `2026-11-23`. */
		| 'day'
		/** Milliseconds since 1970. */
		| 'moment';
}

/** What stands in a cell: text, code and day as text, number (0 or more) and moment as number. `undefined` where nothing is known. */
export type Value = string | number | Day | undefined;

export interface Table {
	readonly title: string;
	readonly columns: readonly Column[];
	readonly rows: readonly (readonly Value[])[];
}

/**
 * How a file of values parted by signs is written. `excel`, as Excel opens it with a
 * double tap in France: `;`, decimal comma, CRLF, a byte order mark, codes marked as
 * text. `open`, as programs read it (RFC 4180): comma, decimal point, ISO 8601.
 */
export type Profile = 'excel' | 'open';

/** Writes tables into files, on this device and with no link. No cell of them begins a formula. */
export interface Sheets {
	csv(table: Table, profile: Profile): Promise<Blob>;
	/** One sheet a table. */
	workbook(tables: readonly Table[]): Promise<Blob>;
}
