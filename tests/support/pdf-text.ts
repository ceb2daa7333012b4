import {
	decodePDFRawStream,
	PDFArray,
	PDFDict,
	PDFDocument,
	PDFName,
	PDFRawStream,
	PDFString,
	type PDFPage
} from 'pdf-lib';

/** What a reader of PDFs makes of one: its text, as it is searched and copied. */
export interface ReadPdf {
	readonly title: string | undefined;
	readonly language: string | undefined;
	/** By page, what was written at once, in the order of writing. */
	readonly pages: readonly (readonly string[])[];
	/** All of it. */
	readonly text: string;
	/** Every text with where it begins, points from the lower left corner. */
	readonly placed: readonly {
		readonly page: number;
		readonly x: number;
		readonly y: number;
		readonly text: string;
	}[];
	readonly size: { readonly width: number; readonly height: number };
	/** Where its links lead. */
	readonly links: readonly string[];
	/** The streams of the pages, as they are drawn. */
	readonly drawn: readonly string[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
	const document = await PDFDocument.load(bytes, { updateMetadata: false });
	const pages = document.getPages();
	const drawn = pages.map(contentOf);
	const placed = pages.flatMap((page, i) =>
		textsIn(drawn[i]!, fontsOf(page)).map((one) => ({ page: i, ...one }))
	);
	const texts = pages.map((_, i) =>
		placed.filter(({ page }) => page === i).map(({ text }) => text)
	);
	const language = document.catalog.lookup(PDFName.of('Lang'));
	return {
		title: document.getTitle(),
		language: language instanceof PDFString ? language.asString() : undefined,
		pages: texts,
		text: texts.flat().join('\n'),
		links: pages.flatMap(linksOf),
		...{ placed, drawn, size: pages[0]!.getSize() }
	};
}

const latin = (stream: PDFRawStream): string =>
	Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');

function contentOf(page: PDFPage): string {
	const contents = page.node.Contents();
	const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
	return streams
		.map((ref) => page.node.context.lookup(ref))
		.filter((stream) => stream instanceof PDFRawStream)
		.map(latin)
		.join('\n');
}

function linksOf(page: PDFPage): string[] {
	const annotations = page.node.Annots()?.asArray() ?? [];
	return annotations.map((ref) => {
		const action = page.node.context.lookup(ref, PDFDict).lookup(PDFName.of('A'), PDFDict);
		return action.lookup(PDFName.of('URI'), PDFString).asString();
	});
}

type Letters = ReadonlyMap<string, string>;

/** What each font of a page means by its numbers. */
function fontsOf(page: PDFPage): ReadonlyMap<string, Letters> {
	const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
	return new Map(
		(fonts?.keys() ?? []).map((name) => {
			const font = fonts!.lookup(name, PDFDict);
			const meaning = font.lookup(PDFName.of('ToUnicode')) as PDFRawStream;
			const pairs = [...latin(meaning).matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)];
			return [name.decodeText(), new Map(pairs.map(([, from, to]) => [from!, utf16(to!)]))];
		})
	);
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function textsIn(drawn: string, fonts: ReadonlyMap<string, Letters>) {
	const all: { x: number; y: number; text: string }[] = [];
	const BLOCK = /BT([\s\S]*?)ET|ActualText <FEFF([0-9A-F]*)>/g;
	for (const [, block, instead] of drawn.matchAll(BLOCK)) {
		if (instead !== undefined) {
			all.push({ x: 0, y: 0, text: utf16(instead) });
			continue;
		}
		let letters: Letters = new Map();
		let text = '';
		for (const [, font, hex] of block!.matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-F]*)> Tj/g))
			if (font !== undefined) letters = fonts.get(font)!;
			else
				text += (hex!.match(/.{4}/g) ?? []).map((code) => letters.get(code) ?? '\ufffd').join('');
		const [, x, y] = /(-?[\d.]+) (-?[\d.]+) Td/.exec(block!) ?? [];
		all.push({ x: Number(x), y: Number(y), text });
	}
	return all;
}
