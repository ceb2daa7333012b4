import { opsId, type DatabaseName } from '../../domain/ids';
import type { Clock, Timers } from '../../ports/clock';
import type { Store } from '../store/store';
import { createAvailabilityDuty } from './availability';
import type { Duty } from './duty';
import { createGapDuty } from './gaps';

export interface Relay {
	start(): void;
	/** Reads everything to its end now. Never rejects. */
	sweep(): Promise<void>;
	/** By database, how far it has been read; for the health page. */
	position(): Readonly<Record<DatabaseName, string>>;
	stop(): Promise<void>;
}

export interface RelayParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly timers: Timers;
	readonly onDefect: (error: unknown) => void;
}

const READ_AT_ONCE = 500;
/** A feed can miss a change around a restart; a full look now and then cannot. */
const SWEEP_EVERY = 60_000;
const GATHER = 50;

/**
 * The one process that writes what follows from facts. It is configured, never
 * elected. Its place in each database is kept in `ops`, written after the work
 * that it stands for: after a crash that work is done again, to the same effect.
 */
export function createRelay({ store, clock, timers, onDefect }: RelayParts): Relay {
	const duties: readonly Duty[] = [createGapDuty(store, clock), createAvailabilityDuty(store)];
	const position: Record<DatabaseName, string> = {};
	const dirty = new Set<DatabaseName>();
	let running = false;
	let current: Promise<void> = Promise.resolve();
	let due = false;
	let cancelSweep = (): void => {};
	let unfollow = (): void => {};

	function wake(): void {
		if (!running || due) return;
		due = true;
		timers.after(GATHER, () => {
			due = false;
			void next(readDirty);
		});
	}

	/** Rounds and sweeps run one after the other. */
	function next(run: () => Promise<void>): Promise<void> {
		current = current.then(run).catch(onDefect);
		return current;
	}

	async function readDirty(): Promise<void> {
		const databases = [...dirty];
		dirty.clear();
		for (const db of databases) await read(db);
	}

	/** Only who has read every database since can say that something is in none of them. */
	async function sweep(): Promise<void> {
		for (const duty of duties) await duty.sweepBegins?.();
		for (const db of await store.databases()) await read(db);
		for (const duty of duties) await duty.sweepDone?.();
	}

	async function read(db: DatabaseName): Promise<void> {
		const saved = await store.get('ops', opsId.relayCursor(db));
		let seq = typeof saved?.['seq'] === 'string' ? saved['seq'] : null;
		for (;;) {
			const changes = await store.changes(db, seq, READ_AT_ONCE);
			if ('gone' in changes) {
				seq = null;
				continue;
			}
			const docs = changes.docs.filter(({ _id }) => !_id.startsWith('relay~'));
			if (docs.length > 0) for (const duty of duties) await duty.seen(db, docs);
			// In `ops` the relay would follow its own footsteps for ever.
			if (changes.seq !== seq && docs.length > 0) await save(db, changes.seq);
			position[db] = changes.seq;
			seq = changes.seq;
			if (!changes.more) return;
		}
	}

	const save = (db: DatabaseName, seq: string): Promise<void> =>
		store.revise('ops', opsId.relayCursor(db), (before) =>
			before?.['seq'] === seq ? undefined : { seq }
		);

	function sweepLater(): void {
		cancelSweep = timers.after(SWEEP_EVERY, () => {
			void next(sweep).then(() => running && sweepLater());
		});
	}

	return {
		start() {
			running = true;
			unfollow = store.follow((db) => {
				dirty.add(db);
				wake();
			});
			void next(sweep);
			sweepLater();
		},
		sweep: () => next(sweep),
		position: () => position,
		async stop() {
			running = false;
			unfollow();
			cancelSweep();
			await current;
		}
	};
}
