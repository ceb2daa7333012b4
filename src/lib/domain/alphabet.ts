/** Crockford's 32 digits in lower case: none is taken for another when read aloud or written down. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** One character of 5 bits a byte. */
export const textFrom = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('');
