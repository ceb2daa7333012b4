/**
 * The little of a font file that a PDF needs (OpenType 1.9; WOFF 1.0, W3C): which
 * letters it has, how wide they are, and their outlines. A library that does this
 * weighs more than the fonts do.
 */

export interface Sfnt {
	/** Units per em. */
	readonly em: number;
	readonly bounds: readonly number[];
	readonly ascent: number;
	readonly descent: number;
	/** Glyph of a character; `undefined` where the font has none. */
	glyphOf(code: number): number | undefined;
	/** In units of the em. */
	widthOf(glyph: number): number;
	/** A TrueType font of these glyphs alone, the first being what stands for no glyph, in this order. */
	subset(glyphs: readonly number[]): Uint8Array<ArrayBuffer>;
}

/** Reads a WOFF file. Rejects for what is none: the fonts are ours, so that is a defect. */
export async function readWoff(bytes: ArrayBuffer): Promise<Sfnt> {
	const file = new DataView(bytes);
	if (file.getUint32(0) !== 0x774f4646) throw new Error('not a WOFF file');
	const tables = new Map<string, DataView>();
	for (let i = 0; i < file.getUint16(12); i += 1) {
		const at = 44 + 20 * i;
		const tag = String.fromCharCode(...new Uint8Array(bytes, at, 4));
		const [offset, packed, length] = [4, 8, 12].map((field) => file.getUint32(at + field));
		const data = new Uint8Array(bytes, offset, packed);
		tables.set(tag, new DataView(packed === length ? data.slice().buffer : await inflated(data)));
	}
	const table = (tag: string): DataView => {
		const found = tables.get(tag);
		if (!found) throw new Error(`a font without ${tag}`);
		return found;
	};
	return sfntOf(table);
}

async function inflated(packed: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
	return new Response(stream).arrayBuffer();
}

type Tables = (tag: string) => DataView;

function sfntOf(table: Tables): Sfnt {
	const [head, hhea, hmtx] = [table('head'), table('hhea'), table('hmtx')];
	const letters = lettersOf(table('cmap'));
	const measured = hhea.getUint16(34);
	const widthOf = (glyph: number): number => hmtx.getUint16(4 * Math.min(glyph, measured - 1));
	return {
		em: head.getUint16(18),
		bounds: [36, 38, 40, 42].map((at) => head.getInt16(at)),
		ascent: hhea.getInt16(4),
		descent: hhea.getInt16(6),
		glyphOf: (code) => letters.get(code),
		widthOf,
		subset: (glyphs) => subsetOf(table, glyphs, widthOf)
	};
}

/** From the one table of letters every web font has (format 4: the first plane). */
function lettersOf(cmap: DataView): ReadonlyMap<number, number> {
	const letters = new Map<number, number>();
	for (let i = 0; i < cmap.getUint16(2); i += 1) {
		const start = cmap.getUint32(8 + 8 * i);
		if (cmap.getUint16(start) !== 4) continue;
		const twice = cmap.getUint16(start + 6);
		const [ends, starts] = [start + 14, start + 16 + twice];
		for (let at = 0; at < twice; at += 2) {
			const first = cmap.getUint16(starts + at);
			const delta = cmap.getUint16(starts + twice + at);
			const rangeAt = starts + 2 * twice + at;
			const range = cmap.getUint16(rangeAt);
			for (let code = first; code <= cmap.getUint16(ends + at) && code < 0xffff; code += 1) {
				const named = range === 0 ? code : cmap.getUint16(rangeAt + range + 2 * (code - first));
				const glyph = named === 0 ? 0 : (named + delta) & 0xffff;
				if (glyph !== 0) letters.set(code, glyph);
			}
		}
	}
	return letters;
}

/** Flags of a part of a composed glyph. */
const WORDS = 0x1;
const SCALED = 0x8;
const MORE = 0x20;
const SCALED_TWICE = 0x40;
const TURNED = 0x80;

/** Where the parts of a composed glyph name their glyphs; none in one that is drawn. */
function partsOf(glyph: DataView): readonly number[] {
	if (glyph.byteLength === 0 || glyph.getInt16(0) >= 0) return [];
	const parts: number[] = [];
	for (let at = 10, more = true; more;) {
		const flags = glyph.getUint16(at);
		parts.push(at + 2);
		at += 4 + (flags & WORDS ? 4 : 2);
		if (flags & SCALED) at += 2;
		else if (flags & SCALED_TWICE) at += 4;
		else if (flags & TURNED) at += 8;
		more = (flags & MORE) !== 0;
	}
	return parts;
}

function subsetOf(
	table: Tables,
	wanted: readonly number[],
	widthOf: (glyph: number) => number
): Uint8Array<ArrayBuffer> {
	const [head, glyf, loca] = [table('head'), table('glyf'), table('loca')];
	const isLong = head.getInt16(50) === 1;
	const startOf = (glyph: number): number =>
		isLong ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph);
	const dataOf = (glyph: number): DataView =>
		new DataView(glyf.buffer.slice(startOf(glyph), startOf(glyph + 1)) as ArrayBuffer);

	// What is composed brings its parts, at the end, where nobody counts on a place.
	const glyphs = [...wanted];
	const drawn: DataView[] = [];
	for (let i = 0; i < glyphs.length; i += 1) {
		const data = dataOf(glyphs[i]!);
		for (const at of partsOf(data)) {
			const part = data.getUint16(at);
			if (!glyphs.includes(part)) glyphs.push(part);
			data.setUint16(at, glyphs.indexOf(part));
		}
		drawn.push(data);
	}

	const places = new DataView(new ArrayBuffer(4 * (glyphs.length + 1)));
	const measures = new DataView(new ArrayBuffer(4 * glyphs.length));
	const sides = table('hmtx');
	const measured = table('hhea').getUint16(34);
	let end = 0;
	drawn.forEach((data, i) => {
		end += 4 * Math.ceil(data.byteLength / 4);
		places.setUint32(4 * (i + 1), end);
		const glyph = glyphs[i]!;
		const side = glyph < measured ? 4 * glyph + 2 : 4 * measured + 2 * (glyph - measured);
		measures.setUint16(4 * i, widthOf(glyph));
		measures.setInt16(4 * i + 2, sides.getInt16(side));
	});
	const outlines = new Uint8Array(end);
	drawn.forEach((data, i) => outlines.set(new Uint8Array(data.buffer), places.getUint32(4 * i)));

	const changed = (tag: string, change: (view: DataView) => void): DataView => {
		const copy = new DataView(table(tag).buffer.slice(0) as ArrayBuffer);
		change(copy);
		return copy;
	};
	return fileOf([
		['glyf', outlines],
		['head', changed('head', (view) => view.setInt16(50, 1))],
		['hhea', changed('hhea', (view) => view.setUint16(34, glyphs.length))],
		['hmtx', measures],
		['loca', places],
		['maxp', changed('maxp', (view) => view.setUint16(4, glyphs.length))]
	]);
}

/** A font file of these tables, in the order of their names. */
function fileOf(tables: readonly (readonly [string, ArrayBufferView])[]): Uint8Array<ArrayBuffer> {
	const padded = tables.map(([, { byteLength }]) => 4 * Math.ceil(byteLength / 4));
	const start = 12 + 16 * tables.length;
	const file = new Uint8Array(start + padded.reduce((sum, length) => sum + length, 0));
	const view = new DataView(file.buffer);
	const power = Math.floor(Math.log2(tables.length));
	view.setUint32(0, 0x00010000);
	view.setUint16(4, tables.length);
	view.setUint16(6, 16 * 2 ** power);
	view.setUint16(8, power);
	view.setUint16(10, 16 * tables.length - 16 * 2 ** power);
	let offset = start;
	tables.forEach(([tag, { buffer, byteOffset, byteLength }], i) => {
		file.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
		const at = 12 + 16 * i;
		file.set(new TextEncoder().encode(tag), at);
		let sum = 0;
		for (let word = 0; word < padded[i]!; word += 4)
			sum = (sum + view.getUint32(offset + word)) >>> 0;
		view.setUint32(at + 4, sum);
		view.setUint32(at + 8, offset);
		view.setUint32(at + 12, byteLength);
		offset += padded[i]!;
	});
	return file;
}
