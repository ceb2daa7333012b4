import { HASH_BYTES, ITERATIONS, type Verifier } from '../../domain/codes';
import type { Codes } from '../../ports/keys';

const SALT_BYTES = 16;
/** More takes a slow tablet a minute: no verifier of ours, whoever wrote it. */
const MOST_ITERATIONS = 10_000_000;

/** Secret codes by WebCrypto's PBKDF2. Each call takes a noticeable moment, on purpose. */
export const browserCodes: Codes = {
	async isCode(code, { salt, iterations, hash }) {
		const [salted, wanted] = [bytesOf(salt), bytesOf(hash)];
		if (!salted || !wanted || !(iterations >= 1 && iterations <= MOST_ITERATIONS)) return false;
		const derived = await derive(code, salted, iterations);
		return wanted.length === derived.length && wanted.every((byte, i) => byte === derived[i]);
	},
	async verifierOf(code): Promise<Verifier> {
		const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
		const hash = await derive(code, salt, ITERATIONS);
		return { salt: textOf(salt), iterations: ITERATIONS, hash: textOf(hash) };
	}
};

async function derive(
	code: string,
	salt: Uint8Array<ArrayBuffer>,
	iterations: number
): Promise<Uint8Array> {
	const typed = new TextEncoder().encode(code);
	const key = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
	const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
	return new Uint8Array(await crypto.subtle.deriveBits(how, key, HASH_BYTES * 8));
}

const textOf = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
	} catch {
		return undefined;
	}
}
