/** What no decomposition takes the stroke from. */
const STROKES: Readonly<Record<string, string>> = { đ: 'd', ł: 'l', ø: 'o' };
const LONGEST = 80;

/** `presences-automne-2026-2026-11-28.csv`: letters, digits and dashes, so that every disk takes it. */
export function fileName(ending: 'csv' | 'xlsx' | 'pdf', ...parts: readonly string[]): string {
	const plain = parts
		.map((part) =>
			part
				.normalize('NFKD')
				.replace(/\p{M}/gu, '')
				.toLowerCase()
				.replace(/[đłø]/g, (letter) => STROKES[letter]!)
				.replace(/[^\p{L}\p{N}]+/gu, '-')
				.replace(/^-|-$/g, '')
				.slice(0, LONGEST)
		)
		.filter(Boolean)
		.join('-');
	return `${plain}.${ending}`;
}
