import { HASH_BYTES, type Verifier } from '../../domain/codes';

/** Whether a typed code is the one a verifier was made from. Takes a noticeable moment, on purpose. */
export async function isCode(code: string, verifier: Verifier): Promise<boolean> {
	const typed = new TextEncoder().encode(code);
	const key = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
	const bits = await crypto.subtle.deriveBits(
		{
			name: 'PBKDF2',
			hash: 'SHA-256',
			salt: bytesOf(verifier.salt),
			iterations: verifier.iterations
		},
		key,
		HASH_BYTES * 8
	);
	const derived = new Uint8Array(bits);
	const wanted = bytesOf(verifier.hash);
	return wanted.length === derived.length && wanted.every((byte, i) => byte === derived[i]);
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
