import { PDFHexString, PDFName, type PDFDocument, type PDFPage, type PDFRef } from 'pdf-lib';
import { readWoff, type Sfnt } from './sfnt';

export type Weight = 'plain' | 'bold';
/** Where each weight's files are, the first that has a letter being used. */
export type Files = Readonly<Record<Weight, readonly (() => Promise<ArrayBuffer>)[]>>;

/** Letters that follow each other in one font file, as that font of the PDF numbers them. */
export interface Run {
	/** Puts the font among those of a page, and answers what it is called there. */
	readonly on: (page: PDFPage) => PDFName;
	readonly text: PDFHexString;
}

export interface Type {
	/** Whether every letter can be written. */
	has(text: string): boolean;
	/** In points. */
	widthOf(text: string, weight: Weight, size: number): number;
	runsOf(text: string, weight: Weight): readonly Run[];
	/** Puts what was used into the document. */
	embed(): void;
}

/** The em of every PDF font. */
const EM = 1_000;
/** Spaces narrower than a space, which French has before its signs; fonts rarely do. */
const NARROW = /[\u202f\u2009]/;
const NARROW_WIDTH = 180;
/** What stands for what in a font that lacks it. */
const INSTEAD: Readonly<Record<string, string>> = { '\u202f': ' ', '\u2009': ' ', '\u2011': '-' };

/** Text as it is written and found: composed, with no sign that only says how to break it. */
const written = (text: string): string =>
	text.normalize('NFC').replace(/[\u200b-\u200f\u2060]/g, '');

export async function openType(document: PDFDocument, files: Files): Promise<Type> {
	const open = async (weight: Weight) =>
		Promise.all(
			files[weight].map(async (file, i) =>
				faceOf(document, await readWoff(await file()), `Paper${i}-${weight}`)
			)
		);
	const [plain, bold] = await Promise.all([open('plain'), open('bold')]);
	const faces = { plain, bold };
	const faceFor = (letter: string, weight: Weight): Face | undefined =>
		faces[weight].find((face) => face.has(letter));
	return {
		has: (text) => [...written(text)].every((letter) => faceFor(letter, 'plain')),
		widthOf: (text, weight, size) =>
			[...written(text)].reduce(
				(sum, letter) => sum + (faceFor(letter, weight)?.widthOf(letter) ?? 0),
				0
			) *
			(size / EM),
		runsOf(text, weight) {
			const runs: { face: Face; letters: string[] }[] = [];
			for (const letter of written(text)) {
				const face = faceFor(letter, weight);
				if (!face) continue;
				const last = runs.at(-1);
				if (last?.face === face) last.letters.push(letter);
				else runs.push({ face, letters: [letter] });
			}
			return runs.map(({ face, letters }) => ({ on: face.on, text: face.encode(letters) }));
		},
		embed: () => [...plain, ...bold].forEach((face) => face.embed())
	};
}

type Face = ReturnType<typeof faceOf>;

/** One font file as a font of the PDF: of the letters used alone, each with what it means, so that it can be searched and copied. */
function faceOf(document: PDFDocument, sfnt: Sfnt, name: string) {
	const { context } = document;
	const ref: PDFRef = context.nextRef();
	const glyphOf = (letter: string): number | undefined =>
		sfnt.glyphOf((INSTEAD[letter] ?? letter).codePointAt(0)!);
	/** By letter, its number here; 0 is no letter. */
	const numbers = new Map<string, number>();
	const widthOf = (letter: string): number =>
		NARROW.test(letter) ? NARROW_WIDTH : (sfnt.widthOf(glyphOf(letter)!) * EM) / sfnt.em;
	const names = new WeakMap<PDFPage, PDFName>();

	function embed(): void {
		if (numbers.size === 0) return;
		const letters = [...numbers.keys()];
		const glyphs = [...new Set([0, ...letters.map((letter) => glyphOf(letter)!)])];
		const places = new DataView(new ArrayBuffer(2 * (letters.length + 1)));
		letters.forEach((letter, i) => places.setUint16(2 * (i + 1), glyphs.indexOf(glyphOf(letter)!)));
		const file = sfnt.subset(glyphs);
		const scaled = (value: number): number => Math.round((value * EM) / sfnt.em);
		const descriptor = context.register(
			context.obj({
				...{ Type: 'FontDescriptor', FontName: `${TAG}+${name}`, Flags: 4, ItalicAngle: 0 },
				...{ FontBBox: sfnt.bounds.map(scaled), StemV: 80 },
				...{
					Ascent: scaled(sfnt.ascent),
					Descent: scaled(sfnt.descent),
					CapHeight: scaled(sfnt.ascent)
				},
				FontFile2: context.register(context.flateStream(file, { Length1: file.length }))
			})
		);
		const inner = context.register(
			context.obj({
				...{ Type: 'Font', Subtype: 'CIDFontType2', BaseFont: `${TAG}+${name}` },
				CIDSystemInfo: {
					Registry: PDFHexString.fromText('Adobe'),
					Ordering: PDFHexString.fromText('Identity'),
					Supplement: 0
				},
				FontDescriptor: descriptor,
				W: [1, letters.map(widthOf)],
				CIDToGIDMap: context.register(context.flateStream(new Uint8Array(places.buffer)))
			})
		);
		const meaning = context.register(context.flateStream(meaningOf(letters)));
		const font = context.obj({
			...{ Type: 'Font', Subtype: 'Type0', BaseFont: `${TAG}+${name}`, Encoding: 'Identity-H' },
			...{ DescendantFonts: [inner], ToUnicode: meaning }
		});
		context.assign(ref, font);
	}
	return {
		has: (letter: string) => glyphOf(letter) !== undefined,
		widthOf,
		encode(letters: readonly string[]): PDFHexString {
			const codes = letters.map((letter) => {
				const number = numbers.get(letter) ?? numbers.size + 1;
				numbers.set(letter, number);
				return hex(number);
			});
			return PDFHexString.of(codes.join(''));
		},
		on(page: PDFPage): PDFName {
			const there = names.get(page) ?? page.node.newFontDictionary(name, ref);
			names.set(page, there);
			return there;
		},
		embed
	};
}

/** A font of which only a part is there has six letters before its name. */
const TAG = 'PAPERS';
const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');

/** Which letter a number means (CMap, in pieces of a hundred at most). */
function meaningOf(letters: readonly string[]): string {
	const lines = letters.map((letter, i) => {
		const units = [...Array(letter.length).keys()].map((at) => hex(letter.charCodeAt(at)));
		return `<${hex(i + 1)}> <${units.join('')}>`;
	});
	const pieces: string[] = [];
	for (let at = 0; at < lines.length; at += 100) {
		const some = lines.slice(at, at + 100);
		pieces.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
	}
	return [
		'/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
		'/CMapName /Papers def /CMapType 2 def',
		'1 begincodespacerange <0000> <FFFF> endcodespacerange',
		...pieces,
		'endcmap CMapName currentdict /CMap defineresource pop end end'
	].join('\n');
}
