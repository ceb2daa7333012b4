import { createHmac } from 'node:crypto';
import { accountsId, database } from '../../domain/ids';
import type { AccountParts } from './parts';

/** Wrong codes, counted in the store: a restart forgives nobody. */
interface Tries {
	readonly wrong: number;
	/** Of the last one, server clock. */
	readonly at: number;
	/** Until then none is looked at. */
	readonly until: number;
}

/** Nobody waits for these. */
const FREE = 5;
/** While so many are wrong from everywhere, each address has one. */
const MANY = 300;
const FREE_OF_MANY = 1;
const FIRST_WAIT = 1_000;
/** Short enough for a centre behind one address to enrol a kiosk beside somebody who guesses. */
const LONGEST_WAIT = 60_000;
const FORGOTTEN_AFTER = 3_600_000;
const HALF_LIFE = 600_000;
const EVERYWHERE = 'everywhere';

/**
 * Counts a try as wrong before it is looked at, so that many at once are many.
 * Answers the milliseconds to wait where it may not be looked at at all. How many
 * are wrong elsewhere makes waits begin sooner and never stops a first try.
 */
export async function beginTry(parts: AccountParts, what: string, source: string): Promise<number> {
	const { store, clock } = parts;
	const everywhere = await store.get(database.accounts, accountsId.tries(what, EVERYWHERE));
	const now = clock.now();
	const free = faded(everywhere, now) > MANY ? FREE_OF_MANY : FREE;
	let wait = 0;
	await store.revise(database.accounts, await idOf(parts, what, source), (before) => {
		wait = stillToWait(before, now);
		if (wait > 0) return undefined;
		const wrong = counted(before, now) + 1;
		return { wrong, at: now, until: now + waitAfter(wrong - free) } satisfies Tries;
	});
	return wait;
}

/** It was wrong indeed. */
export const wrongTry = ({ store, clock }: AccountParts, what: string): Promise<void> =>
	store.revise(database.accounts, accountsId.tries(what, EVERYWHERE), (before) => {
		const at = clock.now();
		return { wrong: faded(before, at) + 1, at, until: 0 } satisfies Tries;
	});

/** It was right: what was counted is forgotten. */
export const rightTry = async (parts: AccountParts, what: string, source: string): Promise<void> =>
	parts.store.revise(database.accounts, await idOf(parts, what, source), (before) =>
		before && before['wrong'] !== 0
			? ({ wrong: 0, at: parts.clock.now(), until: 0 } satisfies Tries)
			: undefined
	);

const waitAfter = (beyond: number): number =>
	beyond <= 0 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(beyond - 1, 20));

type Kept = Readonly<Record<string, unknown>> | undefined;
const triesIn = (doc: Kept): Tries => (doc as Tries | undefined) ?? { wrong: 0, at: 0, until: 0 };

/** Where the server's clock was set back, a wait that is too long to be one is none. */
function stillToWait(doc: Kept, now: number): number {
	const wait = triesIn(doc).until - now;
	return wait > 0 && wait <= LONGEST_WAIT ? wait : 0;
}

function counted(doc: Kept, now: number): number {
	const { wrong, at } = triesIn(doc);
	return Math.abs(now - at) < FORGOTTEN_AFTER ? wrong : 0;
}

/** How many there are at a time rather than how many there were. */
function faded(doc: Kept, now: number): number {
	const { wrong, at } = triesIn(doc);
	return wrong * 2 ** (-Math.abs(now - at) / HALF_LIFE);
}

/**
 * Addresses are kept as one of 65,536 marks that only this server can make: no
 * list of addresses, and never more documents than that. Who shares a mark shares
 * its waits.
 */
async function idOf({ secret }: AccountParts, what: string, source: string): Promise<string> {
	const mark = createHmac('sha256', await secret())
		.update(source)
		.digest('hex')
		.slice(0, 4);
	return accountsId.tries(what, mark);
}
