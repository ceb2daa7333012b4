import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/lib/adapters/csv/csv';
import { FORMULA, seen } from '../../src/lib/domain/cells';
import type { Profile, Table } from '../../src/lib/ports/sheets';
import { sheets } from '../../src/lib/sheets';

/** A second reader of such files, by RFC 4180 and nothing else: no code is shared with who writes. */
function read(text: string, separator: string): string[][] {
	const rows: string[][] = [[]];
	let cell = '';
	let quoted = false;
	for (let i = 0; i < text.length; i += 1) {
		const sign = text[i]!;
		if (quoted) {
			if (sign !== '"') cell += sign;
			else if (text[i + 1] === '"') cell += text[(i += 1)];
			else quoted = false;
		} else if (sign === '"' && cell === '') quoted = true;
		else if (sign === separator || (sign === '\r' && text[i + 1] === '\n')) {
			rows.at(-1)!.push(cell);
			cell = '';
			if (sign === '\r') {
				rows.push([]);
				i += 1;
			}
		} else cell += sign;
	}
	expect([quoted, cell, rows.pop()]).toEqual([false, '', []]);
	return rows;
}
const SEPARATOR: Readonly<Record<Profile, string>> = { excel: ';', open: ',' };
const PROFILES: readonly Profile[] = ['excel', 'open'];
const cellsOf = (table: Table, profile: Profile): string[][] =>
	read(textOf(table, profile).replace(/^\ufeff/, ''), SEPARATOR[profile]);
const tableOf = (...rows: (string | number | undefined)[][]): Table => ({
	title: 'Présences',
	columns: rows[0]!.map((_, i) => ({ title: `c${i}`, is: 'text' })),
	rows
});

/** What attack 59 names, and what else begins a formula somewhere. */
const SIGNS = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', '−', '﹦'];
const BLANKS = ['', ' ', '\u00a0', '\u202f', '\u200f', '\u202e', '\ufeff', "'", "''", '\u2003 '];
const anySign = fc.constantFrom(...SIGNS);
const anyText = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.string({
		unit: fc.constantFrom(';', ',', '"', '\n', '\r', "'", ...SIGNS, 'a', 'é', 'ש'),
		maxLength: 12
	}),
	fc.constantFrom('O’Neill; "Kim"', 'ליאת כהן', 'Zoë\nRoux', "'t Hart", '=1+1\nx', '#N/A', '')
);
/** As Excel, LibreOffice and Sheets look at a cell: by its first sign that is seen. */
const isFormula = (cell: string): boolean =>
	/^[\t\r\n\0]/.test(cell) ||
	/^[=+\-@\u2212]/.test(cell.replace(/^[\p{Z}\p{C}]+/u, '').normalize('NFKC'));

describe('59 · a table of signs', () => {
	test('no cell of a spreadsheet begins a formula', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...BLANKS),
				anySign,
				anyText,
				fc.constantFrom(...PROFILES),
				(blank, sign, text, profile) => {
					const cells = cellsOf(tableOf([blank + sign + text, text]), profile).flat();
					for (const cell of cells) expect([cell, isFormula(cell)]).toEqual([cell, false]);
				}
			),
			{ numRuns: 2_000 }
		);
	});

	test('what is written reads back the same with a second parser, but for the mark before a formula', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(anyText, anyText, anyText), { minLength: 1, maxLength: 5 }),
				fc.constantFrom(...PROFILES),
				(rows, profile) => {
					const [, ...back] = cellsOf(tableOf(...rows), profile);
					const unmarked = (cell: string): string => (FORMULA.test(cell) ? cell.slice(1) : cell);
					expect(back.map((row) => row.map(unmarked))).toEqual(rows.map((row) => row.map(seen)));
				}
			),
			{ numRuns: 1_000 }
		);
	});

	test('an Excel in France opens it: marks, lines, commas, days and numbers with their zeros', () => {
		const table: Table = {
			title: 'x',
			columns: [
				{ title: 'Nom', is: 'text' },
				{ title: 'Numéro', is: 'code' },
				{ title: 'Heures', is: 'number' },
				{ title: 'Jour', is: 'day' },
				{ title: 'Signé', is: 'moment' }
			],
			rows: [['Zoé; R', '01420', 3.25, '2026-11-23', Date.parse('2026-11-23T08:14:09Z')], ['B']]
		};
		expect(textOf(table, 'excel')).toBe(
			'\ufeffNom;Numéro;Heures;Jour;Signé\r\n"Zoé; R";\'01420;3,25;23/11/2026;23/11/2026 09:14\r\nB;;;;\r\n'
		);
		expect(textOf(table, 'open')).toBe(
			'Nom,Numéro,Heures,Jour,Signé\r\nZoé; R,01420,3.25,2026-11-23,2026-11-23T08:14:09.000Z\r\nB,,,,\r\n'
		);
	});

	test('the file itself begins with the mark Excel looks for, and is UTF-8', async () => {
		const file = new Uint8Array(await (await sheets.csv(tableOf(['é']), 'excel')).arrayBuffer());
		expect([...file.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		expect(new TextDecoder('utf-8', { fatal: true }).decode(file)).toContain('é');
	});
});

/** The files of an archive, by its own directory at the end. */
function unzip(bytes: Buffer): ReadonlyMap<string, string> {
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const files = new Map<string, string>();
	let at = bytes.readUInt32LE(end + 16);
	for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
		const [size, name, extra, comment] = [20, 28, 30, 32].map((offset) =>
			offset === 20 ? bytes.readUInt32LE(at + offset) : bytes.readUInt16LE(at + offset)
		) as [number, number, number, number];
		const start = bytes.readUInt32LE(at + 42);
		const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
		const packed = bytes.subarray(from, from + size);
		const isPacked = bytes.readUInt16LE(at + 10) === 8;
		const title = bytes.subarray(at + 46, at + 46 + name).toString();
		files.set(title, (isPacked ? inflateRawSync(packed) : packed).toString());
		at += 46 + name + extra + comment;
	}
	return files;
}

const plain = (text: string): string =>
	text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name]!);
const ENTITIES: Readonly<Record<string, string>> = {
	lt: '<',
	gt: '>',
	amp: '&',
	quot: '"',
	apos: "'"
};

async function workbookOf(...tables: Table[]) {
	const files = unzip(Buffer.from(await (await sheets.workbook(tables)).arrayBuffer()));
	const strings = [...files.get('xl/sharedStrings.xml')!.matchAll(/<t[^>]*>([^<]*)<\/t>/g)];
	const sheet = files.get('xl/worksheets/sheet1.xml')!;
	/** By address: how it is typed, what it says. */
	const cells = new Map(
		[...sheet.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(.*?)<\/c>/g)].map(([, at, said, inside]) => {
			const value = /<v>([^<]*)<\/v>/.exec(inside!)?.[1];
			const isText = said!.includes('t="s"');
			return [at!, { isText, value: isText ? plain(strings[Number(value)]![1]!) : value, inside }];
		})
	);
	return { files, sheet, cells };
}

describe('a workbook', () => {
	const table: Table = {
		title: 'Présences: [automne]/2026, un titre bien trop long',
		columns: [
			{ title: 'Nom', is: 'text' },
			{ title: 'Numéro', is: 'code' },
			{ title: 'Heures', is: 'number' },
			{ title: 'Jour', is: 'day' },
			{ title: 'Signé', is: 'moment' }
		],
		rows: [
			['Zoé <Roux> & "Co"', '01420', 3.25, '2026-11-23', Date.parse('2026-11-23T08:14:09Z')],
			[undefined, undefined, 0, undefined, undefined]
		]
	};

	test('has numbers as numbers, days as days and codes as text', async () => {
		const { cells, files } = await workbookOf(table, table);
		expect(cells.get('A2')).toMatchObject({ isText: true, value: 'Zoé <Roux> & "Co"' });
		expect(cells.get('B2')).toMatchObject({ isText: true, value: '01420' });
		expect(cells.get('C2')).toMatchObject({ isText: false, value: '3.25' });
		expect(cells.get('C3')).toMatchObject({ isText: false, value: '0' });
		// Days since 30 December 1899, by the clocks of the network.
		const day = (Date.UTC(2026, 10, 23) - Date.UTC(1899, 11, 30)) / 86_400_000;
		expect(cells.get('D2')).toMatchObject({ isText: false, value: String(day) });
		expect(Number(cells.get('E2')!.value)).toBeCloseTo(day + (9 * 60 + 14) / 1440, 5);
		expect(files.get('xl/styles.xml')).toContain('formatCode="dd/mm/yyyy hh:mm"');
		expect(cells.has('A3')).toBe(false);
		expect([...files.keys()].filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(
			2
		);
	});

	test('keeps its first line in sight, bold, and its columns wide enough to be read', async () => {
		const { sheet, files } = await workbookOf(table);
		expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
		const widths = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) =>
			Number(width)
		);
		expect(widths).toHaveLength(5);
		for (const width of widths) expect(width).toBeGreaterThanOrEqual(8);
		expect(widths[0]).toBeGreaterThan('Zoé <Roux> & "Co"'.length);
		const style = Number(/<c r="A1"[^>]* s="(\d+)"/.exec(sheet)![1]);
		const styles = files.get('xl/styles.xml')!;
		const xf = [.../<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(styles)![1]!.matchAll(/<xf [^>]*>/g)][
			style
		]![0];
		const font = Number(/fontId="(\d+)"/.exec(xf)![1]);
		expect([...styles.matchAll(/<font>.*?<\/font>/gs)][font]![0]).toContain('<b/>');
	});

	test('59 · holds no formula, whatever somebody is called', async () => {
		await fc.assert(
			fc.asyncProperty(anySign, anyText, async (sign, text) => {
				const name = `${sign}${text}`;
				const { sheet, cells } = await workbookOf(tableOf([`a${name}`, name]));
				expect(sheet).not.toContain('<f>');
				expect(cells.get('B2')?.isText ?? true).toBe(true);
				expect(cells.get('A2')!.value).toBe(seen(`a${name}`));
			}),
			{ numRuns: 200 }
		);
	});

	test('takes words that programs stumble over for words', async () => {
		const words = ['toString', 'constructor', '__proto__', 'hasOwnProperty'];
		const { cells } = await workbookOf(tableOf(words));
		for (const [i, word] of words.entries())
			expect(cells.get(`${'ABCD'[i]}2`)).toMatchObject({ isText: true, value: `${word} ` });
	});

	test('is packed without a worker, however many half-days it holds', async () => {
		const many = Array.from({ length: 4_000 }, (_, i) => [
			`Personne ${i}`,
			i,
			'présent',
			undefined
		]);
		const { files } = await workbookOf(tableOf(...many));
		expect(files.get('xl/worksheets/sheet1.xml')!.length).toBeGreaterThan(200_000);
		const zip = await import('fflate');
		expect(Object.keys(zip).sort()).toEqual(['strToU8', 'zip', 'zipSync']);
	});
});
