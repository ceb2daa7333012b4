import type { Enrolled } from '../domain/accounts';
import type { Verifier } from '../domain/codes';
import type { Device } from '../domain/device';
import type { Draft, Fact, Filed } from '../domain/facts';
import type { DatabaseName, Day, FactId, PageKey } from '../domain/ids';
import type { PageValues, Sort } from '../domain/pages';
import type { Refusal } from '../domain/parse';
import type { Outcome, SyncAnswer } from '../domain/protocol';
import type { Handled } from '../domain/rows';
import type { Segment, SegmentName } from '../domain/segments';
import type { Watch } from './tables';

/**
 * The facts a device holds, and the pages folded from them. What `commit`
 * resolves is on the disk; a crash before that leaves nothing of it.
 */
export interface FactLog extends Reader {
	/**
	 * Reads the pages, lets `decide` answer with new facts, numbers them, writes
	 * them and refolds their pages: all in one strict transaction, so that two taps
	 * or two tabs decide one after the other. `decide` must not wait for anything.
	 */
	commit<R>(reads: readonly PageKey[], decide: Decide<R>): Promise<Committed<R>>;

	/** Changes what the device knows of itself; never its numbers. */
	configure(change: Settings): Promise<Device>;

	/**
	 * The device is what its enrolment says, and good again if it was revoked. What
	 * it may no longer read leaves it; what it has not sent stays. Said again, it
	 * changes nothing. Where its name is another account's, it takes a new one.
	 * `lock` is what its staff's code is checked against. Rejects with `NoRoom`, and
	 * then nothing has changed.
	 */
	enrolled(enrolled: Enrolled, lock?: Verifier): Promise<Device>;

	/** The server has revoked this account; one that was enrolled since is as good as before. */
	revoked(account: string | undefined): Promise<void>;

	/** The device is nobody's any more. What it has not sent stays. */
	signedOut(): Promise<Device>;

	/** What to send next, most urgent first, and how far each database is read. */
	outbox(limit: { facts: number; bytes: number }): Promise<Outbox>;

	/**
	 * Takes an answer in: outcomes, news, cursors and token in one transaction, so
	 * that a cursor never runs ahead of its rows. `receivedAt` is this device's clock.
	 */
	absorb(answer: SyncAnswer, exchange: Exchange): Promise<Absorbed>;

	/**
	 * Says refused facts anew, in the order they were written: `decide` answers with what
	 * to write instead of one, as a new fact that waits; nothing, and it stays as it is.
	 * What was taken up already is not asked about. One strict transaction: two taps, or
	 * two tabs, say it once. The one that was refused stays, marked.
	 */
	takeUp(keys: readonly string[], decide: TakeUp): Promise<TakenUp>;

	/** Puts refused facts away, or back among those that want somebody. Nothing leaves the device. */
	putAway(keys: readonly string[], away: boolean): Promise<'kept' | 'no-room'>;

	/** Takes in outcomes that came by themselves; answers how many facts have one now. */
	settle(outcomes: readonly Outcome[], exchange: { receivedAt: number }): Promise<number>;

	/** Keeps a segment and crosses it off what its database still waits for. */
	land(segment: Segment): Promise<void>;

	/** Stops waiting for these days: the server has answered and has nothing there any more. */
	forgo(db: DatabaseName, names: readonly SegmentName[]): Promise<void>;

	/** Keeps reports that were asked for one by one, such as the lessons of a course. */
	shelve(
		db: DatabaseName,
		reports: readonly { readonly id: string; readonly body: unknown }[]
	): Promise<'kept' | 'no-room'>;

	/** Adds to the bytes counted under a class of traffic. */
	tally(traffic: string, bytes: { up: number; down: number }): Promise<void>;

	/**
	 * Housekeeping in small transactions: pages of an older fold are rebuilt, closed
	 * days become segments, what may leave the device leaves it.
	 */
	maintain(today: Day): Promise<Maintained>;

	/**
	 * What time alone takes from a device: after 30 days without the server the names
	 * it knows, after their day those it was only to pass on. What waits is sent all
	 * the same. `now` is this device's clock.
	 */
	lapse(now: number): Promise<void>;

	close(): void;
}

export type Decide<R> = (
	read: <S extends Sort>(key: PageKey, sort: S) => PageValues[S],
	device: Device
) => { readonly drafts: readonly Draft[]; readonly result: R };

export type Committed<R> =
	| { readonly facts: readonly Fact[]; readonly result: R }
	/** The browser has no room left. Nothing was written. */
	| { readonly failed: 'no-room' };

export type Settings = Partial<Pick<Device, 'role' | 'centre' | 'persisted' | 'lock' | 'trainer'>>;

export interface Outbox {
	readonly device: Device;
	readonly facts: readonly Filed[];
	/** How many wait in all. */
	readonly waiting: number;
	/** Every number of this epoch up to this one has an outcome. */
	readonly acked: number;
	readonly cursors: Readonly<Record<DatabaseName, string>>;
	/** Segments announced and not yet here, per database. */
	readonly pending: Readonly<Record<DatabaseName, readonly SegmentName[]>>;
}

/** What an answer is taken in with. */
export interface Exchange {
	/** Device clock, milliseconds. */
	readonly receivedAt: number;
	/** How far each database had been read when it was asked; absent where nothing can have changed since. */
	readonly asked?: Outbox['cursors'];
}

export interface Absorbed {
	/** Facts that now have an outcome. */
	readonly settled: number;
	/** Facts that were new to this device. */
	readonly learned: number;
	/** Facts that cannot be: known id, other body; or not parseable. They are left out. */
	readonly rejected: number;
}

export interface Maintained {
	readonly rebuilt: number;
	readonly compacted: number;
	readonly evicted: number;
}

/** What became of one of this device's own facts. */
export type Fate =
	| { readonly is: 'waiting' }
	| { readonly is: 'sent'; readonly at: number }
	| { readonly is: 'refused'; readonly why: Refusal };

export interface Refused {
	/** By which `takeUp` and `putAway` know it: its id, but where another fact has that. */
	readonly key: string;
	readonly id: FactId;
	readonly db: DatabaseName;
	readonly fact: Fact;
	readonly why: Refusal;
	/** What was done about it here. */
	readonly handled?: Handled;
}

/**
 * What to write instead of a refused fact. `read` reads the pages that fact is about;
 * `renamed` says which facts that were taken up are which now.
 */
export type TakeUp = (
	refused: Refused,
	device: Device,
	known: {
		readonly read: Parameters<Decide<unknown>>[0];
		readonly renamed: ReadonlyMap<FactId, FactId>;
	}
) => Draft | undefined;

export type TakenUp =
	/** The new facts, in order. */
	| { readonly facts: readonly Fact[] }
	/** The browser has no room left. Nothing was written. */
	| { readonly failed: 'no-room' };

/** Of the databases that days are on their way of. */
export interface Progress {
	readonly here: number;
	readonly of: number;
}

/** How much is not yet on the server. */
export interface Backlog {
	readonly waiting: number;
	/** Device clock of the oldest that waits. */
	readonly oldest?: number;
	/** Refused, and nobody has done anything about it. */
	readonly refused: number;
	/** Refused and put away, where anything was. */
	readonly aside?: number;
}

/** What can be read, and watched. */
export interface Reader {
	device(): Promise<Device>;
	page<S extends Sort>(sort: S, key: PageKey): Promise<PageValues[S]>;
	/** All pages of a sort that this device holds, by key. */
	pages<S extends Sort>(sort: S): Promise<ReadonlyMap<PageKey, PageValues[S]>>;
	/**
	 * The same, made anew from the facts, however the pages rest: for whoever checks
	 * whether what screens show is what was written. Reads everything: not to be watched.
	 */
	afresh<S extends Sort>(sort: S): Promise<ReadonlyMap<PageKey, PageValues[S]>>;
	report(db: DatabaseName, id: string): Promise<unknown>;
	reports(db: DatabaseName, prefix: string): Promise<ReadonlyMap<string, unknown>>;
	/** `undefined` for a fact this device no longer or never held. */
	fate(id: FactId): Promise<Fate | undefined>;
	/** Refused facts, those that somebody has dealt with among them. */
	refusals(): Promise<readonly Refused[]>;
	/** Facts not yet sent, in the order they will be; the first so many. */
	waiting(limit: number): Promise<readonly Fact[]>;
	backlog(): Promise<Backlog>;
	/** How many announced segments are still on their way. */
	loading(): Promise<number>;
	/** How far a load of past days has come: days here, of all there are; `undefined` where none is on its way. */
	progress(): Promise<Progress | undefined>;
	/** Whether the server has ever answered about a database: an empty page then means that nothing happened. */
	heard(db: DatabaseName): Promise<boolean>;
	bytes(): Promise<Readonly<Record<string, { up: number; down: number }>>>;
}

export interface WatchableLog extends FactLog {
	/** `query` may read through its parameter only. */
	watch<T>(query: (read: Reader) => Promise<T>): Watch<T>;
}
