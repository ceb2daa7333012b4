import type { Dossier } from '../../domain/accounts';
import { database, sortOfDatabase, type DatabaseName } from '../../domain/ids';
import { reachOf, type Holder } from '../../domain/rights';
import type { Doc, Store } from '../store/store';
import { refuse, type Answer } from './answer';
import { devicesFor } from './devices';
import type { AccountParts } from './parts';
import { isKnownIn, isPersonId, naming } from './person';

/**
 * Everything the server holds about somebody. People see all of their own. Staff
 * see it as far as their role may read, which is not what only the person's own
 * database says, such as who is in a confidential room.
 */
export async function dossierOf(
	{ store, clock }: AccountParts,
	holder: Holder,
	person: string
): Promise<Answer<Dossier>> {
	if (!isPersonId(person) || !(await mayAsk(store, holder, person)))
		return refuse('no-such-person');
	const isOwn = holder.person === person;
	const databases: Record<DatabaseName, readonly unknown[]> = {};
	for (const db of (await store.databases()).toSorted()) {
		if (!(isOwn ? isAboutThem(holder, db) : maySee(holder, db))) continue;
		// All of what is theirs alone, such as what became of their places, whether or not it names them.
		const isWanted = isOwn && db === holder.own ? () => true : naming(person);
		const named = await documentsIn(store, db, isWanted);
		if (named.length > 0)
			databases[db] = named.map((doc) => withoutSecrets(withoutOthers(doc, person)));
	}
	const everyone: Holder = { role: 'coordinator', account: holder.account };
	const devices = (await devicesFor(store, everyone)).filter((one) => one.person === person);
	return { ok: { person, at: clock.now(), databases, devices } };
}

async function mayAsk(store: Store, holder: Holder, person: string): Promise<boolean> {
	if (holder.role === 'coordinator') return true;
	if (holder.role === 'host') return isKnownIn(store, holder.centre ?? '', person);
	return holder.role === 'member' && holder.person === person;
}

/** Everything but what other people keep for themselves, and what only proves who somebody is. */
const isAboutThem = (holder: Holder, db: DatabaseName): boolean =>
	db !== database.accounts && (sortOfDatabase(db) !== 'member' || db === holder.own);

/** What kiosks are told of people is less than what their hosts know. */
function maySee(holder: Holder, db: DatabaseName): boolean {
	const isRoster = sortOfDatabase(db) === 'roster';
	return reachOf(holder, isRoster ? db.replace(/^roster/, 'people') : db) !== undefined;
}

const READ_AT_ONCE = 500;

/** Read in pieces: a database may be larger than what this process should hold. */
async function documentsIn(
	store: Store,
	db: DatabaseName,
	isWanted: (doc: Doc) => boolean
): Promise<readonly Doc[]> {
	let found = new Map<string, Doc>();
	for (let seq: string | null = null; ;) {
		const changes = await store.changes(db, seq, READ_AT_ONCE);
		if ('gone' in changes) {
			// Rewritten meanwhile: what was read may be no more.
			found = new Map();
			seq = null;
			continue;
		}
		for (const doc of changes.docs) if (isWanted(doc)) found.set(doc._id, doc);
		if (!changes.more) return [...found.values()].toSorted((a, b) => (a._id < b._id ? -1 : 1));
		seq = changes.seq;
	}
}

/** Of what somebody has written about somebody else, that they have: the rest is the other's. */
function withoutOthers(doc: Doc, author: string): unknown {
	const { _id, kind, v, count, at, by, person } = doc;
	const isOthers = typeof person === 'string' && person !== author;
	const isOnlyAuthor = isOthers && !naming(author)({ ...doc, by: '' });
	return isOnlyAuthor ? { _id, kind, v, count, at, by } : doc;
}

const HIDDEN = 'kept, not shown';

/** What a code is checked against would let it be guessed. */
function withoutSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (typeof value !== 'object' || value === null) return value;
	const isVerifier = 'salt' in value && 'hash' in value;
	return Object.fromEntries(
		Object.entries(value).map(([key, field]) =>
			isVerifier && (key === 'salt' || key === 'hash')
				? [key, HIDDEN]
				: [key, withoutSecrets(field)]
		)
	);
}
