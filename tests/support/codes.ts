import { pbkdf2Sync } from 'node:crypto';
import type { Verifier } from '../../src/lib/domain/codes';
import { browserCodes } from '../../src/lib/adapters/browser/verifier';
import type { Codes } from '../../src/lib/ports/keys';

/** A verifier that takes a test no time. The real number of rounds has a test of its own. */
export function quickVerifier(code: string, salted = code): Verifier {
	const salt = Buffer.from(salted.padEnd(16, '.'));
	const iterations = 1_000;
	const hash = pbkdf2Sync(code, salt, iterations, 32, 'sha256').toString('base64');
	return { salt: salt.toString('base64'), iterations, hash };
}

/** The browser's codes, and what was checked against what. Strangers are checked in no time either. */
export function watchedCodes(): Codes & { readonly checked: Verifier[] } {
	const checked: Verifier[] = [];
	return {
		checked,
		isCode(code, verifier) {
			checked.push(verifier);
			return browserCodes.isCode(code, { ...verifier, iterations: 1_000 });
		},
		verifierOf: async (code) => quickVerifier(code)
	};
}
