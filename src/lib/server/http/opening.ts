/** What stands in the document before the first script has come: `%opening.<word>%` in `src/app.html`. */
export const withWords = (html: string, words: Readonly<Record<string, string>>): string =>
	html.replace(/%opening\.([a-z.]+)%/g, (_all, word: string) => escaped(words[word] ?? ''));

/**
 * Kit asks for a screen's styles in the head, where a browser waits for each of them before
 * it shows anything. After what stands for itself they hold back the screen alone.
 */
export function stylesLater(html: string): string {
	const links = html.match(STYLES) ?? [];
	if (links.length === 0 || !html.includes(SCREEN)) return html;
	return html.replace(STYLES, '').replace(SCREEN, () => links.join('') + SCREEN);
}
const STYLES = /[\t ]*<link [^>]*rel="stylesheet"[^>]*>\n?/g;
const SCREEN = '<div class="app">';

/** The first of our languages that a request asks for; the first of all where it asks for none of them. */
export function languageAsked<L extends string>(
	accepted: string | null,
	ours: readonly [L, ...L[]]
): L {
	const asked = (accepted ?? '').slice(0, 200).split(',').map(weighed);
	const known = asked
		.toSorted((a, b) => b.weight - a.weight)
		.flatMap(({ language, weight }) => ours.filter((one) => weight > 0 && one === language));
	return known[0] ?? ours[0];
}

/** RFC 9110, 12.5.4: `en-GB;q=0.8`. What cannot be read counts for nothing. */
function weighed(part: string): { language: string; weight: number } {
	const [range = '', q] = part.trim().split(/\s*;\s*q=/i);
	const weight = q === undefined ? 1 : Number(q);
	return {
		language: range.split('-')[0]!.toLowerCase(),
		weight: Number.isFinite(weight) ? weight : 0
	};
}

const escaped = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
