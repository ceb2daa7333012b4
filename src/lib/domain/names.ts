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
