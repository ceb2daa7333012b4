import type { SyncAnswer, SyncRequest } from '../../domain/protocol';

/** Which copy of a device's store goes by its name. */
export interface Identity {
	readonly epoch: number;
	/** The token last given, and the one it replaced: the answer that brought it may have been lost. */
	readonly token: string;
	readonly previous?: string;
	/** The run of the app that was given it, and those it has taken over from, latest first. */
	readonly run?: string;
	readonly earlier?: readonly string[];
	/** The highest epoch offered to another copy, and to which run: no two are offered the same. */
	readonly offered?: { readonly epoch: number; readonly run?: string };
}

export interface Met {
	/** What the device's document is to say when it is next written. */
	readonly identity: Identity;
	readonly told: Pick<SyncAnswer, 'token' | 'estranged'>;
	/** It must be written now: otherwise only where there is something else to write. */
	readonly mustWrite?: true;
	/** A new token, and told only where it is written. */
	readonly rolls?: true;
	/** Two copies of one store speak under one name. */
	readonly isClone?: true;
	/** It has begun anew of its own accord: its store was missing, or older than it remembers. */
	readonly isReset?: true;
}

/**
 * Decides whether a store is the one that spoke last. A run of the app that shows
 * an older token than it was given is only late, or was not answered; another run
 * that does so has an older disk, or a copy of it.
 */
export function meet(before: Identity | undefined, request: SyncRequest, fresh: string): Met {
	const { epoch, token, run } = request;
	const offered = before?.offered;
	const earlier = takenOver(before, run);
	const rolled: Met = {
		identity: { epoch, token: fresh, previous: token, run, earlier, offered },
		told: { token: fresh },
		rolls: true
	};
	const isPromised = epoch === offered?.epoch && run !== offered.run;
	if (!before || (epoch > before.epoch && !isPromised)) {
		const isReset = before && token === undefined && epoch !== offered?.epoch;
		const identity = { epoch, token: fresh, run, earlier, offered };
		return { ...rolled, identity, mustWrite: true, ...(isReset && { isReset }) };
	}
	const isSameRun = run !== undefined && run === before.run;
	const identity = identityIn(before);
	if (epoch < before.epoch)
		// Another copy of this store has already moved on: this one must take another name.
		return { identity, told: { estranged: { fork: true } }, ...(!isSameRun && { isClone: true }) };
	if (token === before.token) return rolled;
	if (isSameRun && epoch === before.epoch) return { identity, told: { token: before.token } };
	// The very first answer of an epoch may have been lost: then neither of them is there.
	const isFirst = token === undefined && isPromised;
	if (token === before.previous && epoch === before.epoch && !isFirst)
		// What a run that is over still had on its way must not void what the next was given.
		return run !== undefined && before.earlier?.includes(run) ? { identity, told: {} } : rolled;
	if (run !== undefined && offered?.run === run && offered.epoch > epoch)
		return { identity, told: { estranged: { epoch: offered.epoch } }, isClone: true };
	const next = { epoch: Math.max(epoch, offered?.epoch ?? 0) + 1, run };
	return {
		identity: { ...identity, offered: next },
		told: { estranged: { epoch: next.epoch } },
		isClone: true,
		mustWrite: true
	};
}

/** False where the store does not know the token: then the cursors beside it mean nothing to it either. */
export const isRemembered = (before: Identity | undefined, { token }: SyncRequest): boolean =>
	token === undefined || token === before?.token || token === before?.previous;

/** So many runs back, a request may still be on its way. */
const MOST_RUNS = 4;

const takenOver = (before: Identity | undefined, run: string | undefined): Identity['earlier'] =>
	before?.run === undefined || before.run === run
		? before?.earlier
		: [before.run, ...(before.earlier ?? [])].slice(0, MOST_RUNS);

const identityIn = ({ epoch, token, previous, run, earlier, offered }: Identity): Identity => ({
	epoch,
	token,
	previous,
	run,
	earlier,
	offered
});
