import { decodePDFRawStream, PDFArray, PDFDocument, PDFRawStream } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { badgeText, badgeWith } from '../../src/lib/domain/badge';
import { drawCard, type CardWords, type Painted } from '../../src/lib/ui/people/card';

const QR = badgeWith(
	badgeText({
		badge: 'b_0123456789ab',
		person: 'p_marie00000',
		home: 'murat',
		category: 'independent',
		name: 'Marie'
	}),
	'A'.repeat(86)
);
const WORDS: CardWords = {
	network: 'Télécentres du Cantal',
	centre: 'Télécentre de Saint-Flour',
	name: 'Zoé Œrsted d’Été-Île',
	number: 'N° 1420',
	found: 'Carte trouvée\u202f? Merci.',
	qr: QR
};
/** One transparent pixel. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);
const painted: string[] = [];
const paint = async (text: string): Promise<Painted> => {
	painted.push(text);
	return { png: PIXEL, width: 300, height: 120 };
};

/** The page's lines of text, and how many dark rectangles it has besides. */
async function read(bytes: Uint8Array) {
	const document = await PDFDocument.load(bytes);
	const [page, ...more] = document.getPages();
	const contents = page!.node.Contents();
	const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
	const drawn = streams
		.map((ref) => document.context.lookup(ref))
		.filter((stream) => stream instanceof PDFRawStream)
		.map((stream) => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'))
		.join('\n');
	const lines = [...drawn.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, hex]) => spelled(hex!));
	return {
		lines,
		size: page!.getSize(),
		pages: 1 + more.length,
		rectangles: drawn.match(/\bf\b/g)?.length ?? 0
	};
}

/** Windows-1252, where it is not Latin-1: Node decodes it as if it were. */
const OTHERS: Readonly<Record<string, string>> = { '\x8c': 'Œ', '\x92': '’' };
const spelled = (hex: string): string =>
	Buffer.from(hex, 'hex')
		.toString('latin1')
		.replace(/[\x80-\x9f]/g, (letter) => OTHERS[letter] ?? letter);

describe('the printed card', () => {
	test('is one page of the size of a bank card, with name, centre and number spelled right', async () => {
		const { lines, size, pages } = await read(await drawCard(WORDS, paint));
		expect(pages).toBe(1);
		expect((size.width / 72) * 25.4).toBeCloseTo(85.6, 1);
		expect((size.height / 72) * 25.4).toBeCloseTo(53.98, 1);
		expect(lines).toContain('Télécentres du Cantal');
		expect(lines).toContain('Télécentre de Saint-Flour');
		expect(lines).toContain('N° 1420');
		expect(lines).toContain('Carte trouvée\u00a0? Merci.');
		expect(lines.join(' ')).toContain('Zoé Œrsted d’Été-Île');
		expect(painted).toEqual([]);
	});

	test('carries the badge once it is signed, and nothing in its place before', async () => {
		const { qr: _none, ...before } = WORDS;
		const blank = await read(await drawCard(before, paint));
		const whole = await read(await drawCard(WORDS, paint));
		expect(blank.rectangles).toBe(4);
		expect(whole.rectangles).toBeGreaterThan(300);
		expect(blank.lines).toEqual(whole.lines);
	});

	test.each(['محمد العربي', 'Łukasz Nowak', '李明', '😀 Jo'])(
		'a name the fonts cannot write is painted: %s',
		async (name) => {
			painted.length = 0;
			const { lines } = await read(await drawCard({ ...WORDS, name }, paint));
			expect(painted).toEqual([name]);
			expect(lines).toContain('N° 1420');
		}
	);

	test('a name of eighty letters fits, whole', async () => {
		for (const name of ['Marie-Antoinette '.repeat(4) + 'Dupont-Durand', 'm'.repeat(80)]) {
			const { lines } = await read(await drawCard({ ...WORDS, name }, paint));
			expect(lines.join('').replaceAll(' ', '')).toContain(name.replaceAll(' ', ''));
		}
	});
});
