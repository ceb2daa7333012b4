import {
	proofText,
	type Enrolled,
	type QuarantineRequest,
	type SessionRequest
} from '../../domain/accounts';
import type { Holder } from '../../domain/rights';
import { isLive, readAccount, reviseAccount, type Account } from './account';
import { refuse, type Answer } from './answer';
import { isFresh } from './challenge';
import { NOBODYS_KEY } from './checks';
import { enrolled } from './enrolment';
import type { AccountParts } from './parts';
import { revoke } from './revocation';
import { NO_COOKIE, newSession, withSession } from './sessions';

/** A new session for who holds the account's key. Weeks offline strand nobody. */
export async function renew(
	parts: AccountParts,
	request: SessionRequest
): Promise<Answer<Enrolled>> {
	const proven = await provenBy(parts, 'session', request);
	if ('refused' in proven) return proven;
	const { session, cookie } = newSession(parts, request.account);
	let opened: Account | undefined;
	await reviseAccount(parts.store, request.account, (before) => {
		opened = before && isLive(before) ? withSession(before, session) : undefined;
		return opened;
	});
	if (!opened) return refuse('revoked');
	return { ok: await enrolled(parts, opened), cookie };
}

/**
 * The account whose key has signed, revoked or not. That there is no such account
 * and that it was another key are one answer, after the same work.
 * @param subject a digest of what else was signed
 */
export async function provenBy(
	parts: AccountParts,
	purpose: 'session' | 'quarantine',
	{ account, challenge, signature }: SessionRequest | QuarantineRequest,
	subject?: string
): Promise<{ readonly proven: Account } | { readonly refused: 'stale-challenge' | 'unknown' }> {
	if (!(await isFresh(parts, challenge))) return { refused: 'stale-challenge' };
	const found = await readAccount(parts.store, account);
	const text = proofText(purpose, account, challenge, subject);
	const isSigned = parts.checks.verify(found?.key ?? NOBODYS_KEY, text, signature);
	return found && isSigned ? { proven: found } : { refused: 'unknown' };
}

/** The device leaves by itself. */
export async function signOut(parts: AccountParts, holder: Holder): Promise<Answer<true>> {
	const answer = await revoke(parts, holder, holder.account);
	return 'ok' in answer ? { ...answer, cookie: NO_COOKIE } : answer;
}
