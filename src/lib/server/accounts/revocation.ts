import { database, ordersId, ordersRange } from '../../domain/ids';
import type { Holder } from '../../domain/rights';
import type { Store } from '../store/store';
import { everyAccount, isLive, readAccount, reviseAccount, type Account } from './account';
import { refuse, type Answer } from './answer';
import type { AccountParts } from './parts';
import { reaches } from './reach';

/** Ends an account at the request of somebody, who may be the one on that device. */
export async function revoke(
	parts: AccountParts,
	holder: Holder,
	account: string
): Promise<Answer<true>> {
	const { store } = parts;
	const found = await readAccount(store, account);
	if (!found || !reaches(holder, found)) return refuse('no-such-device');
	if (await isLastCoordinator(store, found)) return refuse('last-coordinator');
	await revokeAccount(parts, account, holder.account);
	return { ok: true };
}

/**
 * Ends an account whoever asks, from its next request on. The order comes first:
 * it is kept outside backups, and one that is put back brings no account to life.
 */
export async function revokeAccount(
	{ store, clock }: Pick<AccountParts, 'store' | 'clock'>,
	account: string,
	by: string
): Promise<void> {
	const at = clock.now();
	await store.insert(database.orders, [{ _id: ordersId.revocation(account), at, by }]);
	await end(store, account, at);
}

/** Revokes again what a backup may have brought back. */
export async function replayRevocations(store: Store): Promise<void> {
	for (const { _id, at } of await store.range(database.orders, ...ordersRange('revocation')))
		await end(store, _id.slice(ordersId.revocation('').length), Number(at));
}

/** Whether there would be nobody left to invite a coordinator. */
export async function isLastCoordinator(store: Store, account: Account): Promise<boolean> {
	if (account.role !== 'coordinator' || !isLive(account)) return false;
	return (await liveCoordinators(store)).every((other) => other.account === account.account);
}

export const liveCoordinators = async (store: Store): Promise<readonly Account[]> =>
	(await everyAccount(store)).filter((one) => one.role === 'coordinator' && isLive(one));

/** The sessions stay: who shows one is told why it is none. */
const end = (store: Store, account: string, at: number): Promise<void> =>
	reviseAccount(store, account, (before) =>
		before && isLive(before) ? { ...before, revoked: at } : undefined
	);
