import type { Place } from '../../domain/accounts';
import { accountsId, accountsRange, database, type DatabaseName } from '../../domain/ids';
import type { Holder } from '../../domain/rights';
import type { Doc, Store } from '../store/store';

/** One enrolled device, as `accounts` holds it. */
export interface Account extends Place {
	readonly account: string;
	/** As `EnrolmentRequest.key`. */
	readonly key: string;
	readonly label?: string;
	readonly own?: DatabaseName;
	/** Server clock, milliseconds. */
	readonly since: number;
	/** The account that invited it, or `server`. */
	readonly by: string;
	/** The last session, and the one before: the answer that brought the last may have been lost. */
	readonly sessions: readonly Session[];
	readonly revoked?: number;
	/** The account under which the same device goes on. */
	readonly successor?: string;
	/** Facts that are kept aside since it was revoked. */
	readonly quarantined?: number;
}

/** A secret that the device has, and the server only the digest of. */
export interface Session {
	readonly digest: string;
	/** When it was given, server clock. */
	readonly at: number;
}

export const isLive = ({ revoked }: Account): boolean => revoked === undefined;

export function holderOf({ role, account, centre, person, own }: Account): Holder {
	return {
		role,
		account,
		...(centre && { centre }),
		...(person && { person }),
		...(own && { own })
	};
}

export async function readAccount(store: Store, account: string): Promise<Account | undefined> {
	return accountIn(await store.get(database.accounts, accountsId.account(account)));
}

export async function everyAccount(store: Store): Promise<readonly Account[]> {
	const docs = await store.range(database.accounts, ...accountsRange('account'));
	return docs.map((doc) => accountIn(doc)!);
}

/** As `Store.revise`, by account. */
export const reviseAccount = (
	store: Store,
	account: string,
	decide: (before: Account | undefined) => Account | undefined
): Promise<void> =>
	store.revise(database.accounts, accountsId.account(account), (doc) => {
		const after = decide(accountIn(doc));
		if (!after) return undefined;
		const { account: _account, ...body } = after;
		return body;
	});

function accountIn(doc: Doc | undefined): Account | undefined {
	if (!doc) return undefined;
	const { _id, ...body } = doc;
	return { ...(body as unknown as Account), account: _id.slice(accountsId.account('').length) };
}
