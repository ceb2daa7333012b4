import { createHash, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';

/**
 * The work that proves who somebody is. Where it fails, as much of it is done for
 * accounts that do not exist: how long an answer takes must not say which do.
 */
export interface Checks {
	/** SHA-256 over UTF-8, hexadecimal. */
	digest(text: string): string;
	/** Whether two digests are equal, in a time that does not depend on where they differ. */
	same(a: string, b: string): boolean;
	/** Whether a signature (r and s, base64url) over a text is that of a key as `EnrolmentRequest.key`. */
	verify(key: string, text: string, signature: string): boolean;
}

export const nodeChecks: Checks = {
	digest: (text) => createHash('sha256').update(text).digest('hex'),
	same: (a, b) => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex')),
	verify(point, text, signature) {
		const key = keyAt(point);
		if (!key) return false;
		const how = { key, dsaEncoding: 'ieee-p1363' } as const;
		const given = Buffer.from(signature, 'base64url');
		// In its one spelling, as a browser reads it: what follows a signature names its text.
		if (given.toString('base64url') !== signature) return false;
		return verify('sha256', Buffer.from(text), how, given);
	}
};

/** Whether it is a point of the curve, in its one spelling. */
export const isKey = (point: string): boolean => keyAt(point) !== undefined;

const COORDINATE = 32;

function keyAt(point: string): KeyObject | undefined {
	const bytes = Buffer.from(point, 'base64url');
	const isWhole = bytes.length === 1 + 2 * COORDINATE && bytes[0] === 4;
	if (!isWhole || bytes.toString('base64url') !== point) return undefined;
	const x = bytes.subarray(1, 1 + COORDINATE).toString('base64url');
	const y = bytes.subarray(1 + COORDINATE).toString('base64url');
	try {
		return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
	} catch {
		return undefined; // not on the curve
	}
}

/** A digest that nothing has. */
export const NO_DIGEST = '0'.repeat(64);

/** The generator of P-256 (NIST SP 800-186, 3.2.1.3): a good key, and no account's. */
export const NOBODYS_KEY =
	'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU';
