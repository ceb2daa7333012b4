import type { QuarantineRequest, Quarantined } from '../../domain/accounts';
import { canonical } from '../../domain/facts';
import { opsId, parseFactId } from '../../domain/ids';
import type { Outcome } from '../../domain/protocol';
import type { Holder } from '../../domain/rights';
import { asideAs, createNames } from '../gateway/names';
import type { Doc, Store } from '../store/store';
import { everyAccount, isLive, reviseAccount } from './account';
import { refuse, type Answer } from './answer';
import { asideOf } from './aside';
import type { AccountParts } from './parts';
import { reaches } from './reach';
import { provenBy } from './renewal';

/** Characters kept of one fact: enough for a host to see what it was. */
const KEPT = 4_000;
/** Of one device: months of work, and no more than a disk can bear from a thief. */
const MOST_KEPT = 10_000;
/** In one answer. How many there are stands with the device. */
const MOST_SHOWN = 1_000;

/**
 * Takes in what a revoked device had not sent, signed by its key. Nothing of it
 * is a fact: each is refused by name, and kept aside for a host to look at.
 */
export async function handIn(
	parts: AccountParts,
	request: QuarantineRequest
): Promise<Answer<{ readonly outcomes: readonly Outcome[] }>> {
	const { store, clock, rate, checks } = parts;
	const digest = checks.digest(request.facts);
	const proof = await provenBy(parts, 'quarantine', request, digest);
	if ('refused' in proof) return proof;
	const { account, revoked, quarantined = 0 } = proof.proven;
	if (revoked === undefined) return refuse('not-revoked');
	const given = factsIn(request.facts);
	if (!given) return refuse('not-understood');
	const busy = rate.take(`quarantine ${account}`, { requests: 1, facts: given.length });
	if (busy) return { refused: 'too-many', ...busy };
	if (quarantined + given.length > MOST_KEPT) return refuse('quarantine-full');
	const at = clock.now();
	const own = await ownNamesIn(store, account, given);
	const docs = given.map(([db, value]) =>
		quarantineDoc({ account, own, at, digest: checks.digest }, db, value)
	);
	const inserted = await store.insert('ops', docs);
	const fresh = inserted.filter(({ is }) => is === 'stored').length;
	if (fresh > 0)
		await reviseAccount(store, account, (before) =>
			before ? { ...before, quarantined: (before.quarantined ?? 0) + fresh } : undefined
		);
	const why = { code: 'revoked' } as const;
	return { ok: { outcomes: given.map(([, value]) => ({ id: idOf(value), is: 'refused', why })) } };
}

/** What is kept aside of the devices somebody may see. */
export async function quarantinedFor(
	store: Store,
	holder: Holder
): Promise<readonly Quarantined[]> {
	const accounts = (await everyAccount(store)).filter(
		(account) => !isLive(account) && account.quarantined && reaches(holder, account)
	);
	const found: Quarantined[] = [];
	for (const { account } of accounts) {
		const docs = await asideOf(store, account);
		found.push(...docs.slice(0, MOST_SHOWN - found.length).map(shown));
		if (found.length >= MOST_SHOWN) break;
	}
	return found;
}

const shown = ({ account, at, db, body }: Doc): Quarantined => ({
	account: String(account),
	at: Number(at),
	db: String(db),
	body: String(body)
});

/** `[database, anything][]`; `undefined` for what is not even that. */
function factsIn(text: string): readonly (readonly [string, unknown])[] | undefined {
	try {
		const value: unknown = JSON.parse(text);
		const isList = (one: unknown): one is [string, unknown] =>
			Array.isArray(one) && one.length === 2 && typeof one[0] === 'string';
		return Array.isArray(value) && value.every(isList) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The account's own names, of those the facts are written under. */
async function ownNamesIn(
	store: Store,
	account: string,
	given: readonly (readonly [string, unknown])[]
): Promise<ReadonlySet<string>> {
	const names = createNames(store);
	const own = new Set<string>();
	for (const name of new Set(given.map(([, value]) => parseFactId(idOf(value))?.device)))
		if (name !== undefined && (await names.isOf(name, account))) own.add(name);
	return own;
}

interface Aside {
	readonly account: string;
	readonly own: ReadonlySet<string>;
	readonly at: number;
	readonly digest: (text: string) => string;
}

function quarantineDoc({ account, own, at, digest }: Aside, db: string, value: unknown): Doc {
	const body = textOf(value);
	const id = idOf(value).replace(/[^\w.~-]/g, '?');
	// One without an id still has a place of its own, the same when it comes again.
	const name = asideAs(id, (author) => own.has(author)) || digest(body).slice(0, 32);
	return {
		_id: opsId.quarantined(account, name),
		account,
		at,
		db: db.slice(0, 60).toWellFormed(),
		body: body.slice(0, KEPT).toWellFormed()
	};
}

function textOf(value: unknown): string {
	try {
		return canonical(value);
	} catch {
		return ''; // nested too deeply to be walked
	}
}

function idOf(value: unknown): string {
	const id = (value as { _id?: unknown } | null)?._id;
	return typeof id === 'string' ? id.slice(0, 200) : '';
}
