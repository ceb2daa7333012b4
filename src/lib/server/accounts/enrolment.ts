import { certificateText, type Enrolled, type EnrolmentRequest } from '../../domain/accounts';
import {
	MEMBER_NAME_LENGTH,
	accountsId,
	database,
	databasesOfCentre,
	networkDatabases,
	type DatabaseName
} from '../../domain/ids';
import { isLive, readAccount, reviseAccount, type Account } from './account';
import { refuse, type Answer } from './answer';
import { isKey } from './checks';
import { invitedBy, takeInvitation, type Taken } from './invitations';
import type { AccountParts } from './parts';
import { isLastCoordinator, revokeAccount } from './revocation';
import { newSession, withSession } from './sessions';
import { beginTry, rightTry, wrongTry } from './tries';

const TRIES = 'enrol';

/**
 * Makes an account of an invitation. Whatever was lost on the way, the same key
 * with the same code gets the same account, and a session of its own each time.
 * @param source where the request comes from, as `sourceOf` tells
 */
export async function enrol(
	parts: AccountParts,
	{ code, key, label }: EnrolmentRequest,
	source: string
): Promise<Answer<Enrolled>> {
	if (!isKey(key)) return refuse('bad-key');
	const wait = await beginTry(parts, TRIES, source);
	if (wait > 0) return { refused: 'too-many', retryAfter: Math.ceil(wait / 1_000) };
	const place = await invitedBy(parts, code, key);
	if (!place) return noSuchCode(parts);
	const former = await formerOf(parts, key);
	if (former && place.role !== 'coordinator' && (await isLastCoordinator(parts.store, former)))
		return refuse('last-coordinator');
	const taken = await takeInvitation(parts, code, key);
	if (!taken) return noSuchCode(parts);
	const opened = await open(parts, taken, { key, ...(label && { label }) });
	if (!opened) return noSuchCode(parts);
	await succeed(parts, former, opened.account);
	await rightTry(parts, TRIES, source);
	return { ok: await enrolled(parts, opened.account), cookie: opened.cookie };
}

/** What a device is told of its account. */
export async function enrolled(parts: AccountParts, of: Account): Promise<Enrolled> {
	const { account, role, centre, person, own, key } = of;
	const signer = await parts.signer();
	const place = { role, ...(centre && { centre }), ...(person && { person }) };
	return {
		...place,
		account,
		...(own && { own }),
		networkKey: signer.publicKey,
		certificate: signer.sign(certificateText({ account, ...place }, key))
	};
}

async function noSuchCode(parts: AccountParts): Promise<Answer<Enrolled>> {
	await wrongTry(parts, TRIES);
	return refuse('no-such-code');
}

/** The account with its new session; `undefined` where it has been revoked since. */
async function open(
	parts: AccountParts,
	{ account, by, ...place }: Taken,
	said: Pick<Account, 'key' | 'label'>
): Promise<{ readonly account: Account; readonly cookie: string } | undefined> {
	const own = place.person === undefined ? undefined : await ownOf(parts, place.person);
	// What it will write has to have somewhere to go: a fact that is refused stays refused.
	const ofIts = own ? [own] : place.centre ? databasesOfCentre(place.centre) : [];
	for (const db of [...networkDatabases, ...ofIts]) await parts.store.ensure(db);
	const { session, cookie } = newSession(parts, account);
	let opened: Account | undefined;
	await reviseAccount(parts.store, account, (before) => {
		const fresh = { ...place, ...said, account, by, since: session.at, sessions: [] };
		const found: Account = before ?? { ...fresh, ...(own && { own }) };
		if (found.key !== said.key) throw new Error('two devices were given one account');
		opened = isLive(found) ? withSession(found, session) : undefined;
		return opened;
	});
	return opened && { account: opened, cookie };
}

/** All phones of one person share one database, whichever of them came first. */
async function ownOf({ store, random }: AccountParts, person: string): Promise<DatabaseName> {
	const _id = accountsId.own(person);
	const there = await store.get(database.accounts, _id);
	if (there) return String(there['db']);
	const doc = { _id, db: database.member(random.text(MEMBER_NAME_LENGTH)) };
	const [made] = await store.insert(database.accounts, [doc]);
	return String((made?.is === 'there' ? made.doc : doc)['db']);
}

/** The account that this key has now, where it is good. */
async function formerOf(
	{ store, checks }: AccountParts,
	key: string
): Promise<Account | undefined> {
	const doc = await store.get(database.accounts, accountsId.key(checks.digest(key)));
	const former = doc && (await readAccount(store, String(doc['account'])));
	return former && isLive(former) ? former : undefined;
}

/**
 * A device is one thing: the account it had ends, and what was its own, such as
 * the names its facts carry, goes on under the new one.
 */
async function succeed(
	parts: AccountParts,
	former: Account | undefined,
	{ account, key }: Account
): Promise<void> {
	const { store, checks } = parts;
	if (former && former.account !== account) {
		await reviseAccount(store, former.account, (before) =>
			before && before.successor !== account ? { ...before, successor: account } : undefined
		);
		await revokeAccount(parts, former.account, account);
	}
	await store.revise(database.accounts, accountsId.key(checks.digest(key)), (before) =>
		before?.['account'] === account ? undefined : { account }
	);
}
