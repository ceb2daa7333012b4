import { database, opsId, sortOfDatabase, type DatabaseName } from '../../domain/ids';
import type { Clock, Timers } from '../../ports/clock';
import type { Randomness } from '../../ports/randomness';
import { createErasureDuty } from '../erasure/duty';
import type { PlaceSettings } from '../places/config';
import { createPlacesDuty } from '../places/duty';
import { USUAL_RETENTION, type Retention } from '../retention/config';
import { createRetentionDuty } from '../retention/duty';
import type { Store } from '../store/store';
import { trainingDuties } from '../training/duties';
import { createAvailabilities, createAvailabilityDuty } from './availability';
import { createBadgeAlarmDuty } from './badge-alarms';
import { createBadgeDuty, type Signer } from './badges';
import { createCentreDuty } from './centres';
import type { Duty } from './duty';
import { createGapDuty } from './gaps';
import { createMemberDuty } from './members';
import { createPeople } from './people';
import { createRosterDuty } from './roster';
import { createVisitors } from './visitors';

export interface Relay {
	start(): void;
	/** Reads everything to its end now. Never rejects. */
	sweep(): Promise<void>;
	/** Runs while nothing else of the relay does. */
	apart<R>(run: () => Promise<R>): Promise<R>;
	/** By database, how far it has been read; for the health page. */
	position(): Readonly<Record<DatabaseName, string>>;
	stop(): Promise<void>;
}

export interface RelayParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly timers: Timers;
	/** For what is made once and kept in the store. */
	readonly random: Randomness;
	readonly onDefect: (error: unknown) => void;
	/** The network's key; without one no badge is signed. */
	readonly signer?: () => Promise<Signer>;
	readonly retention?: Retention;
	readonly places?: Partial<PlaceSettings>;
}

const READ_AT_ONCE = 500;
/** A feed can miss a change around a restart; a full look now and then cannot. */
const SWEEP_EVERY = 60_000;
/** There is a database for every member, and hardly one changes: of these, those are read that are heard of. */
const FULL_SWEEP_EVERY = 60;
const isOnesOwn = (db: DatabaseName): boolean => sortOfDatabase(db) === 'member';
const GATHER = 50;

/**
 * The one process that writes what follows from facts. It is configured, never
 * elected. Its place in each database is kept in `ops`, written after the work
 * that it stands for: after a crash that work is done again, to the same effect.
 */
export function createRelay(parts: RelayParts): Relay {
	const { store, timers, onDefect } = parts;
	const duties = dutiesOf(parts);
	const position: Record<DatabaseName, string> = {};
	const dirty = new Set<DatabaseName>();
	let running = false;
	let untilFull = 0;
	let current: Promise<void> = Promise.resolve();
	let due = false;
	let cancelSweep = (): void => {};
	let unfollow = (): void => {};

	function wake(): void {
		if (!running || due) return;
		due = true;
		timers.after(GATHER, () => {
			due = false;
			// Stopped since: the store may be closed.
			if (running) void next(readDirty);
		});
	}

	/** Rounds and sweeps run one after the other. */
	function next(run: () => Promise<void>): Promise<void> {
		current = current.then(run).catch(onDefect);
		return current;
	}

	async function readDirty(): Promise<void> {
		for (const db of [...dirty]) {
			dirty.delete(db);
			await read(db).catch((error: unknown) => {
				dirty.add(db);
				throw error;
			});
		}
	}

	/** Only who has read every database since can say that something is in none of them. */
	async function sweep(): Promise<void> {
		for (const duty of duties) await duty.sweepBegins?.();
		const isFull = !running || untilFull === 0;
		for (const db of await store.databases())
			if (isFull || !isOnesOwn(db) || dirty.has(db)) await read(db);
		untilFull = isFull ? FULL_SWEEP_EVERY : untilFull - 1;
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
			// What is said anywhere may rest on what had been said in public before: a wish on new opening
			// hours. Read only now, that is there, whichever of the two was heard of first.
			if (docs.length > 0 && db !== database.public) await read(database.public);
			if (docs.length > 0) for (const duty of duties) await duty.seen(db, docs);
			// In `ops` the relay would follow its own footsteps for ever.
			if (changes.seq !== seq && docs.length > 0) await save(db, changes.seq);
			// Whose there are is nobody's business.
			if (!isOnesOwn(db)) position[db] = changes.seq;
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
		apart(run) {
			const result = current.then(run);
			current = result.then(
				() => {},
				() => {} // told to who asked
			);
			return result;
		},
		position: () => position,
		async stop() {
			running = false;
			unfollow();
			cancelSweep();
			await current;
		}
	};
}

/**
 * In the order they see what has changed: numbers are counted before anything
 * leaves, and what leaves is not published first.
 */
function dutiesOf(parts: RelayParts): Duty[] {
	const { store, clock, random, signer, retention = USUAL_RETENTION, places = {} } = parts;
	const people = createPeople(store);
	const visitors = createVisitors(store, clock);
	const availabilities = createAvailabilities(store, clock);
	return [
		createCentreDuty({ store }),
		createGapDuty(store, clock),
		createErasureDuty({ store, clock, random }),
		createRetentionDuty({ store, clock, availabilities, retention }),
		createPlacesDuty({ store, clock, random, settings: places }),
		createAvailabilityDuty(availabilities),
		createRosterDuty({ store, clock, people, visitors }),
		createBadgeDuty({ store, clock, people, signer }),
		createBadgeAlarmDuty({ store, clock, visitors }),
		createMemberDuty(store, people),
		...trainingDuties({ store, clock, random, people, signer, retention })
	];
}
