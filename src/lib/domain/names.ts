/** Longest display name, in UTF-16 units, as facts hold it. */
export const NAME_LENGTH = 80;

/**
 * A typed name as it may be kept: control and direction marks gone, white space
 * single, no half of a character at the end. Empty where nothing is left.
 */
export const cleanName = (typed: string): string =>
	typed
		.normalize('NFC')
		.replace(/\p{White_Space}+/gu, ' ')
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
		.trim()
		.slice(0, NAME_LENGTH)
		.replace(/[\ud800-\udbff]$/, '');

/** Thirteen or fifteen digits, however spaced: what a French social-security number looks like. Never kept. */
export const looksLikeNir = (text: string): boolean =>
	/(?<!\d)[12](?:[\s.-]?\d){5}[\s.-]?[\dAB](?:[\s.-]?\d){6}(?:[\s.-]?\d{2})?(?!\d)/i.test(text);

/** A first name longer than this is cut where it is shown to others. */
const SHORT_LENGTH = 24;

/**
 * What a screen at the door may say of somebody: the first name and the initial of
 * the last. Small words before a name (de, van, d’) are none; who has one name
 * only is called by it.
 */
export function shortName(name: string): string {
	const [first = '', ...others] = cleanName(name).split(' ');
	const last = others.findLast((word) => /^\p{Lu}/u.test(word)) ?? others.at(-1);
	const initial = /\p{L}\p{M}*/u.exec(last?.replace(/^\p{Ll}{1,2}['’]/u, '') ?? '')?.[0];
	const shown = [...first].slice(0, SHORT_LENGTH).join('');
	return initial ? `${shown} ${initial.toUpperCase()}.` : shown;
}
