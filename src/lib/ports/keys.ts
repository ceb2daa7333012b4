import type { Verifier } from '../domain/codes';

/** The device's own key pair, which cannot be taken out of it. ECDSA P-256 with SHA-256. */
export interface Keys {
	/** Makes a new pair unless there is one; answers the public point, uncompressed, base64url. */
	make(): Promise<string>;
	/** Signature of r and s, 32 bytes each, base64url; `undefined` where there is no key. */
	sign(text: string): Promise<string | undefined>;
	/** Whether `signature` is that of `key` (a point as `make` answers) over the text. */
	verify(key: string, text: string, signature: string): Promise<boolean>;
	/** SHA-256 of the text in UTF-8, base64url. */
	digest(text: string): Promise<string>;
	forget(): Promise<void>;
}

/** How a secret code becomes something it can be checked against, and back. */
export interface Codes {
	isCode(code: string, verifier: Verifier): Promise<boolean>;
	verifierOf(code: string): Promise<Verifier>;
}
