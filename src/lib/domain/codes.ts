/**
 * A person's number: three digits and a check digit, so that a slip of a finger
 * is told from a wrong code. Luhn's formula (ISO/IEC 7812-1, annex B).
 */
export const NUMBER_LENGTH = 4;
export const CODE_LENGTH = 6;
/** What staff type to unlock a shared device or to leave kiosk mode. */
export const STAFF_CODE_LENGTH = 6;
/** What a first visitor types to leave. */
export const VISIT_NUMBER_LENGTH = 3;

export const isPersonNumber = (digits: string): boolean =>
	/^\d{4}$/.test(digits) && luhnSum(digits) % 10 === 0;

export const withCheckDigit = (digits: string): string =>
	digits + String((10 - (luhnSum(`${digits}0`) % 10)) % 10);

function luhnSum(digits: string): number {
	return [...digits].reverse().reduce((sum, digit, i) => {
		const doubled = Number(digit) * (i % 2 === 0 ? 1 : 2);
		return sum + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
}

/** What a kiosk holds of a person who may identify by number and code. */
export interface RosterEntry {
	readonly person: string;
	/** Short display name. */
	readonly name: string;
	readonly category: string;
	readonly code: Verifier;
}

/** PBKDF2 with SHA-256 over the code, base64. */
export interface Verifier {
	readonly salt: string;
	readonly iterations: number;
	readonly hash: string;
}

/** OWASP's figure for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet, 2023). */
export const ITERATIONS = 600_000;
export const HASH_BYTES = 32;

/** `undefined` for what nothing can be checked against. */
export function verifierIn(value: unknown): Verifier | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { salt, iterations, hash } = value as Record<string, unknown>;
	const isOne =
		typeof salt === 'string' && typeof iterations === 'number' && typeof hash === 'string';
	return isOne ? { salt, iterations, hash } : undefined;
}
