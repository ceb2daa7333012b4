import { accountsId, database, parseFactId } from '../../domain/ids';
import { isServerName } from '../../domain/places/holders';
import type { SyncRequest } from '../../domain/protocol';
import type { Holder } from '../../domain/rights';
import type { Store } from '../store/store';

/** Names of devices, and whose they are. */
export interface Names {
	/** Those of the names a request speaks under that are its account's own. */
	ownOf(holder: Holder, request: SyncRequest): Promise<ReadonlySet<string>>;
	/** Whether a name is an account's already. It is not taken. */
	isOf(name: string, account: string): Promise<boolean>;
}

/**
 * What a document that is no fact is kept aside under. Only of its own author is
 * it the whereabouts of a number: what somebody else sends under that id says
 * nothing of it, and would hide that the number is lost.
 */
export function asideAs(id: string, isOwn: (name: string) => boolean): string {
	const author = parseFactId(id)?.device;
	return author === undefined || isOwn(author) ? id : `another~${id}`;
}

/** So many owners are remembered; then all are forgotten, and read again. */
const MOST_REMEMBERED = 20_000;
/** So often a device may have been enrolled again. */
const MOST_ENROLMENTS = 50;
/** A device has one name, and another whenever its store was copied. */
const MOST_IN_A_REQUEST = 40;

/**
 * A name belongs to the first account that uses it: devices choose theirs at
 * random, before anybody knows them, and change it when their store turns out to
 * be a copy. From then on nobody else writes under it.
 */
export function createNames(store: Store): Names {
	const owners = new Map<string, string>();

	async function ownerOf(name: string, asking: string): Promise<string> {
		// Only good news is believed from memory: a name may have passed on since.
		if (owners.get(name) === asking) return asking;
		const claim = { _id: accountsId.name(name), account: asking };
		const there = await store.get(database.accounts, claim._id);
		const [made] = there ? [] : await store.insert(database.accounts, [claim]);
		const doc = there ?? (made?.is === 'there' ? made.doc : claim);
		const owner = await heirOf(String(doc['account']), asking);
		if (owners.size >= MOST_REMEMBERED) owners.clear();
		if (owner === asking) owners.set(name, owner);
		return owner;
	}

	/** A device that is enrolled again, while its account is good, goes on under its name. */
	async function heirOf(owner: string, asking: string): Promise<string> {
		let heir = owner;
		for (let steps = 0; heir !== asking && steps < MOST_ENROLMENTS; steps += 1) {
			const account = await store.get(database.accounts, accountsId.account(heir));
			if (typeof account?.['successor'] !== 'string') break;
			heir = account['successor'];
		}
		return heir;
	}

	return {
		async ownOf({ account }, request) {
			const names = new Set([request.device, ...(request.formerly ?? []), ...authorsIn(request)]);
			const own = new Set<string>();
			for (const name of [...names].slice(0, MOST_IN_A_REQUEST))
				if (!isServerName(name) && (await ownerOf(name, account)) === account) own.add(name);
			return own;
		},
		async isOf(name, account) {
			const doc = await store.get(database.accounts, accountsId.name(name));
			return doc !== undefined && (await heirOf(String(doc['account']), account)) === account;
		}
	};
}

const authorsIn = ({ facts }: SyncRequest): string[] =>
	facts.flatMap(([, fact]) => {
		const id: unknown = (fact as { _id?: unknown } | null)?._id;
		const parts = typeof id === 'string' ? parseFactId(id) : undefined;
		return parts ? [parts.device] : [];
	});
