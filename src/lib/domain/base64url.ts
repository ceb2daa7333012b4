/** Bytes as text that fits in a URL, a header or a QR (RFC 4648, section 5), without padding. */
export const toBase64Url = (bytes: Uint8Array): string =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');

/**
 * `undefined` for what is no such text in its one spelling: the last character may
 * have bits that say nothing, and a signature must not have several texts.
 */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
	if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
	return toBase64Url(bytes) === text ? bytes : undefined;
}
