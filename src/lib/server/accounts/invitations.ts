import {
	INVITATION_LENGTH,
	INVITATION_LIFE,
	cleanInvitation,
	type Invitation,
	type Place
} from '../../domain/accounts';
import { accountsId, database } from '../../domain/ids';
import type { Holder } from '../../domain/rights';
import { isErased } from '../erasure/erased';
import { isLive, readAccount } from './account';
import { refuse, type Answer } from './answer';
import type { AccountParts } from './parts';
import { isKnownIn } from './person';
import { isPlace, placeOffered } from './reach';

/** What `accounts` holds of an invitation, under the digest of its code. */
interface Invited extends Place {
	/** The account that made it, or `server`. */
	readonly by: string;
	readonly at: number;
	readonly expires: number;
	/** One use: by this key, as this account. */
	readonly taken?: { readonly key: string; readonly account: string; readonly at: number };
}

/** Who takes it stands here from now on. */
export interface Taken extends Place {
	readonly account: string;
	readonly by: string;
}

const ACCOUNT_LENGTH = 10;
/** Its own invitations are the server's. */
const SERVER = 'server';

/** Invites a device, as far as the role of who asks goes. */
export async function invite(
	parts: AccountParts,
	holder: Holder,
	asked: Place
): Promise<Answer<Invitation>> {
	const place = placeOffered(holder, asked);
	if (!place) return refuse('forbidden');
	if (!isPlace(place)) return refuse('not-understood');
	// Who could invite a phone for anybody could read anybody's own database with it.
	const isStrange = holder.role === 'host' && place.person !== undefined;
	if (isStrange && !(await isKnownIn(parts.store, holder.centre!, place.person!)))
		return refuse('no-such-person');
	return { ok: await newInvitation(parts, place, holder.account) };
}

/** An invitation, whoever asked. Its code is nowhere but in the answer. */
export async function newInvitation(
	{ store, clock, random, checks }: Pick<AccountParts, 'store' | 'clock' | 'random' | 'checks'>,
	place: Place,
	by = SERVER
): Promise<Invitation> {
	const code = random.text(INVITATION_LENGTH);
	const at = clock.now();
	const expires = at + INVITATION_LIFE;
	const invited: Invited = { ...place, by, at, expires };
	const _id = accountsId.invitation(checks.digest(code));
	const [made] = await store.insert(database.accounts, [{ _id, ...invited }]);
	if (made?.is !== 'stored') throw new Error('the invitation was not stored');
	return { ...place, code, expires };
}

/** What an invitation is good for, for this key; `undefined` alike for unknown, used and over. */
export async function invitedBy(
	parts: AccountParts,
	code: string,
	key: string
): Promise<Place | undefined> {
	const { store, clock, checks } = parts;
	const digest = checks.digest(cleanInvitation(code));
	const doc = await store.get(database.accounts, accountsId.invitation(digest));
	const invited = openTo(doc, key, clock.now());
	if (!invited) return undefined;
	// A device that was revoked in the meantime invites nobody, and who is forgotten stays so.
	const inviter = invited.by === SERVER ? undefined : await readAccount(store, invited.by);
	if (inviter && !isLive(inviter)) return undefined;
	if (invited.person !== undefined && (await isErased(store, invited.person))) return undefined;
	return placeOf(invited);
}

/** Uses an invitation up; again with the same key, the answer is the same. */
export async function takeInvitation(
	{ store, clock, random, checks }: AccountParts,
	code: string,
	key: string
): Promise<Taken | undefined> {
	const digest = checks.digest(cleanInvitation(code));
	const fresh = random.text(ACCOUNT_LENGTH);
	let taken: Taken | undefined;
	await store.revise(database.accounts, accountsId.invitation(digest), (doc) => {
		const at = clock.now();
		const invited = openTo(doc, key, at);
		const account = invited?.taken?.account ?? fresh;
		taken = invited && { ...placeOf(invited), account, by: invited.by };
		return invited && !invited.taken ? { ...invited, taken: { key, account, at } } : undefined;
	});
	return taken;
}

function openTo(
	doc: Readonly<Record<string, unknown>> | undefined,
	key: string,
	now: number
): Invited | undefined {
	const invited = doc as unknown as Invited | undefined;
	const isOpen = invited && now < invited.expires;
	return isOpen && (!invited.taken || invited.taken.key === key) ? invited : undefined;
}

const placeOf = ({ role, centre, person }: Place): Place => ({
	role,
	...(centre && { centre }),
	...(person && { person })
});
