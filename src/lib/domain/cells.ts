/**
 * What somebody typed, as a cell of a table. A spreadsheet takes a cell that begins
 * like a formula for one, and runs it on the computer of whoever opens the file
 * (OWASP, *CSV injection*).
 */

/**
 * Begins like a formula: by a sign of one, in any of its widths, after whatever is not
 * seen; or by what some programs cut off before they look. The marks put before such
 * cells are looked through, so that a mark taken away again leaves what was written.
 */
export const FORMULA = new RegExp(
	String.raw`^'*(?:[\t\r\n\0]|[\p{Z}\p{C}]*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b])`,
	'u'
);

/**
 * Control characters other than blanks, halves of characters, what is no character or
 * stands for one that was lost: no table can show them, and some programs end at the first.
 */
const UNSEEN =
	// eslint-disable-next-line no-control-regex -- They are what it is about.
	/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** The text without what no cell can hold. */
export const seen = (text: string): string => text.replace(UNSEEN, '');
