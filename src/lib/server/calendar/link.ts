import type { CalendarLink, NewCalendarLink } from '../../domain/accounts';
import { accountsId, database, ordersId } from '../../domain/ids';
import type { Holder } from '../../domain/rights';
import { isLive, readAccount, type Account } from '../accounts/account';
import { refuse, type Answer } from '../accounts/answer';
import type { AccountParts } from '../accounts/parts';
import { isErased } from '../erasure/erased';
import type { Store } from '../store/store';

/** Who has the address reads somebody’s places, with no session: its secret is 130 bits, and the server keeps the digest. */
const SECRET_LENGTH = 26;

/** The one address of a person that is good, as `accounts` holds it; without a digest, none is. */
interface Link {
	readonly digest?: string;
	/** The phone it was made on. */
	readonly account: string;
	/** Server clock, milliseconds. */
	readonly at: number;
}

type Parts = Pick<AccountParts, 'store' | 'clock' | 'random' | 'checks'>;

/** Whether there is an address, for who asks from their phone. */
export async function calendarLink(
	{ store }: Parts,
	holder: Holder
): Promise<Answer<CalendarLink>> {
	if (holder.person === undefined) return refuse('forbidden');
	const link = await linkOf(store, holder.person);
	return { ok: link ? { since: link.at } : { none: true } };
}

/** A new address in the place of the one there was. */
export async function linkCalendar(
	{ store, clock, random, checks }: Parts,
	{ person, account }: Holder
): Promise<Answer<NewCalendarLink>> {
	if (person === undefined) return refuse('forbidden');
	const token = random.text(SECRET_LENGTH);
	const digest = checks.digest(token);
	const at = clock.now();
	const _id = accountsId.calendar(digest);
	const [made] = await store.insert(database.accounts, [{ _id, person }]);
	if (made?.is !== 'stored') throw new Error('the calendar’s address was not stored');
	await make(store, person, { digest, account, at });
	return { ok: { token, since: at } };
}

/** From now on there is none. */
export async function unlinkCalendar(
	{ store, clock }: Parts,
	{ person, account }: Holder
): Promise<Answer<true>> {
	if (person === undefined) return refuse('forbidden');
	await make(store, person, { account, at: clock.now() });
	return { ok: true };
}

/** Whose places may be read with this secret; `undefined` alike for one that never was and one that is no more. */
export async function personReadBy(
	{ store, checks }: Pick<AccountParts, 'store' | 'checks'>,
	token: string
): Promise<string | undefined> {
	if (!/^[a-z0-9]{26}$/.test(token)) return undefined;
	const digest = checks.digest(token);
	const person = (await store.get(database.accounts, accountsId.calendar(digest)))?.['person'];
	if (typeof person !== 'string') return undefined;
	return (await linkOf(store, person))?.digest === digest ? person : undefined;
}

/** What was good before is ended outside backups as well. */
async function make(store: Store, person: string, link: Link): Promise<void> {
	let before: Link | undefined;
	await store.revise(database.accounts, accountsId.calendarOf(person), (doc) => {
		before = doc as unknown as Link | undefined;
		return { ...link };
	});
	if (before?.digest === undefined) return;
	await store.insert(database.orders, [{ _id: ordersId.unlinked(before.digest), at: link.at }]);
}

async function linkOf(
	store: Store,
	person: string
): Promise<(Link & { digest: string }) | undefined> {
	const doc = await store.get(database.accounts, accountsId.calendarOf(person));
	const link = doc as unknown as Link | undefined;
	if (link?.digest === undefined) return undefined;
	if (await store.get(database.orders, ordersId.unlinked(link.digest))) return undefined;
	if (await isErased(store, person)) return undefined;
	const { digest, account, at } = link;
	return (await isStillTheirs(store, account, person)) ? { digest, account, at } : undefined;
}

/** A phone that changes hands or invitations this often is none. */
const MOST_SUCCESSORS = 20;

/**
 * It ends with the phone it was made on, whose thief may have seen it. A phone that
 * is enrolled again for the same person goes on as itself.
 */
async function isStillTheirs(store: Store, account: string, person: string): Promise<boolean> {
	let at: Account | undefined = await readAccount(store, account);
	for (let steps = 0; at && !isLive(at) && steps < MOST_SUCCESSORS; steps += 1)
		at = at.successor === undefined ? undefined : await readAccount(store, at.successor);
	return at !== undefined && isLive(at) && at.person === person;
}
