import type { Unauthorized } from '../../domain/accounts';
import { VISITOR, type Holder } from '../../domain/rights';
import {
	holderOf,
	isLive,
	readAccount,
	reviseAccount,
	type Account,
	type Session
} from './account';
import { NO_DIGEST, type Checks } from './checks';
import type { AccountParts } from './parts';

/** Who asks. `cookie` is a new session, to go with the answer. */
export type Asker =
	{ readonly holder: Holder; readonly cookie?: string } | { readonly unauthorized: Unauthorized };

/** `__Host-`: of this very host, never of a neighbour's (RFC 6265bis, 4.1.3.2). */
const NAME = '__Host-s';
/** The longest browsers keep one, seconds (RFC 6265bis, 5.5). */
const LIFE = 400 * 86_400;
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';
/** Renewed so seldom that an idle poll carries no cookie down. */
const ROLL_AFTER = 30 * 86_400_000;
/** Who still shows the one before after so long has not received the last. */
const LOST_AFTER = 3_600_000;
const SECRET_LENGTH = 26;

/** Takes the cookie away. */
export const NO_COOKIE = `${NAME}=; Max-Age=0; ${ATTRIBUTES}`;

/**
 * Who a request comes from: one read of the store, and nothing is remembered, so
 * that a revocation holds from the next request on. Why a session is none is told
 * only to who has its secret.
 */
export async function askerOf(
	parts: AccountParts,
	request: Pick<Request, 'headers'>
): Promise<Asker> {
	const shown = shownBy(request.headers);
	if (!shown) return { holder: VISITOR };
	const account = await readAccount(parts.store, shown.account);
	const session = sessionShown(parts.checks, account, shown.secret);
	if (!account || session === undefined) return { unauthorized: 'unknown' };
	if (!isLive(account)) return { unauthorized: 'revoked' };
	const holder = holderOf(account);
	if (!shown.isCookie || !isDue(account, session, parts.clock.now())) return { holder };
	const cookie = await roll(parts, shown);
	return { holder, ...(cookie && { cookie }) };
}

/** What the server keeps of a new session, and the cookie with its secret. */
export function newSession(
	{ checks, clock, random }: Pick<AccountParts, 'checks' | 'clock' | 'random'>,
	account: string
): { readonly session: Session; readonly cookie: string } {
	const secret = random.text(SECRET_LENGTH);
	return {
		session: { digest: checks.digest(secret), at: clock.now() },
		cookie: `${NAME}=${account}.${secret}; Max-Age=${LIFE}; ${ATTRIBUTES}`
	};
}

/** The last one stays good beside the new one until that has been seen. */
export const withSession = (account: Account, session: Session): Account => ({
	...account,
	sessions: [session, ...account.sessions.slice(0, 1)]
});

interface Shown {
	readonly account: string;
	readonly secret: string;
	/** What brought it takes a new one in. Other programs are given theirs once. */
	readonly isCookie: boolean;
}

/** Nobody has it: looked for all the same. */
const NOBODY = { account: '-', secret: '' };

function shownBy(headers: Headers): Shown | undefined {
	const authorization = headers.get('authorization');
	if (authorization !== null) {
		// RFC 7617. Scheme names know no case.
		const [, packed = ''] = /^basic ([A-Za-z0-9+/=]{1,200})$/i.exec(authorization) ?? [];
		return { ...partsIn(Buffer.from(packed, 'base64').toString(), ':'), isCookie: false };
	}
	const cookie = new RegExp(`(?:^|;\\s*)${NAME}=([^;]*)`).exec(headers.get('cookie') ?? '');
	return cookie ? { ...partsIn(cookie[1]!, '.'), isCookie: true } : undefined;
}

function partsIn(text: string, between: string): typeof NOBODY {
	const [account = '', secret = '', ...more] = text.split(between);
	const isSound = /^[a-z0-9]{8,24}$/.test(account) && /^[A-Za-z0-9_-]{22,64}$/.test(secret);
	return isSound && more.length === 0 ? { account, secret } : NOBODY;
}

/** Which of an account's sessions a secret is that of. The same work whatever there is. */
function sessionShown(
	checks: Checks,
	account: Account | undefined,
	secret: string
): number | undefined {
	const digest = checks.digest(secret);
	const [last, before] = account?.sessions ?? [];
	const isLast = checks.same(digest, last?.digest ?? NO_DIGEST);
	const isBefore = checks.same(digest, before?.digest ?? NO_DIGEST);
	return isLast ? 0 : isBefore ? 1 : undefined;
}

const isDue = ({ sessions: [last] }: Account, shown: number, now: number): boolean =>
	now - (last?.at ?? now) > (shown === 0 ? ROLL_AFTER : LOST_AFTER);

/** Of two requests that come at once, one brings the new session back. */
async function roll(parts: AccountParts, shown: Shown): Promise<string | undefined> {
	const { checks, clock, store } = parts;
	const { session, cookie } = newSession(parts, shown.account);
	let isRolled = false;
	await reviseAccount(store, shown.account, (account) => {
		const kept = sessionShown(checks, account, shown.secret);
		isRolled =
			account !== undefined &&
			kept !== undefined &&
			isLive(account) &&
			isDue(account, kept, clock.now());
		return isRolled ? { ...account!, sessions: [session, account!.sessions[kept!]!] } : undefined;
	}).catch(() => {
		// A store that cannot be written may still be read: there will be another time.
		isRolled = false;
	});
	return isRolled ? cookie : undefined;
}
