import { local } from '../domain/calendar';
import { PROTOCOL, type SyncAnswer, type SyncRequest } from '../domain/protocol';
import { databasesReadBy } from '../domain/subscriptions';
import type { Clock, Timers } from '../ports/clock';
import type { Absorbed, FactLog, Outbox } from '../ports/fact-log';
import type { Failure, Network } from '../ports/network';
import type { Randomness } from '../ports/randomness';
import { backOff } from './back-off';
import { FIRST_BATCH, grown, halved, type Batch } from './batch';
import { observable, type Observed, type Status } from './status';

/** What the engine is driven by: the same in a browser and in the simulation. */
export interface Surroundings {
	readonly log: FactLog;
	readonly network: Network;
	readonly clock: Clock;
	readonly timers: Timers;
	readonly random: Randomness;
	/** Milliseconds between polls while nothing happens. */
	readonly pollEvery: () => number;
	/** Told of what should never happen; the engine goes on. */
	readonly onDefect: (error: unknown) => void;
	readonly version?: string;
}

export interface Engine {
	readonly status: Observed<Status>;
	start(): void;
	/** There is something to send, or a hint that the link is back: try now. */
	nudge(): void;
	/** Ends for good. What is under way is abandoned, and harmless. */
	stop(): void;
}

/** A nudge during back-off is heeded, but no more often than this. */
const NUDGES_APART = 1_000;
/** So many names back, what the server has lost can still be asked for. */
const MOST_NAMES = 20;
const RUN_LENGTH = 8;
const MAINTAIN_EVERY = 3_600_000;

/**
 * Sends what waits and fetches what is new, one request at a time, until it is
 * stopped. One engine runs per device: whoever creates it sees to that.
 */
export function createEngine(around: Surroundings): Engine {
	const { log, network, clock, timers, random } = around;
	const run = random.text(RUN_LENGTH);
	const status = observable<Status>({ link: { is: 'unknown' }, busy: false });
	let running = false;
	let busy = false;
	let nudged = false;
	let loading = false;
	let failures = 0;
	let batch: Batch = FIRST_BATCH;
	let rested = true;
	let maintainedAt = -Infinity;
	let cancel = (): void => {};

	function wake(after: number): void {
		cancel();
		if (running) cancel = timers.after(after, () => void turn());
	}

	/** One exchange, then the decision when the next is due. Never rejects. */
	async function turn(): Promise<void> {
		if (busy || !running) return;
		busy = true;
		nudged = false;
		rested = false;
		timers.after(NUDGES_APART, () => (rested = true));
		status.set({ ...status.current(), busy: true });
		let wait: number;
		try {
			wait = await exchange();
		} catch (error) {
			around.onDefect(error);
			wait = backOff(failures++, { why: 'busy' }, random);
		}
		busy = false;
		if (!running) return;
		status.set({ ...status.current(), busy: false });
		wake(nudged && failures === 0 ? 0 : wait);
	}

	async function exchange(): Promise<number> {
		const outbox = await log.outbox(batch);
		const exchanged = await network.exchange(requestFrom(outbox, run, around.version));
		const receivedAt = clock.now();
		if (!running) return 0;
		if ('failure' in exchanged) return failed(exchanged.failure, outbox.facts.length);
		const { answer, bytes } = exchanged;
		const absorbed = await log.absorb(answer, { receivedAt });
		// Segments are asked for before the bytes are counted: a first load should not wait for that.
		const wait = succeeded(outbox, answer, absorbed, receivedAt);
		await log.tally(outbox.facts.length > 0 ? 'facts' : 'poll', bytes);
		return wait;
	}

	function failed(failure: Failure, sent: number): number {
		status.set({ link: { is: 'down', why: failure.why, at: clock.now() }, busy: true });
		if (sent > 1 && (failure.why === 'too-large' || failure.why === 'timeout'))
			batch = halved(batch);
		return backOff(failures++, failure, random);
	}

	function succeeded(outbox: Outbox, answer: SyncAnswer, absorbed: Absorbed, at: number): number {
		status.set({ link: { is: 'up', at }, busy: true });
		if (outbox.facts.length >= batch.facts) batch = grown(batch);
		void loadSegments().catch(around.onDefect);
		void maintain(answer.now).catch(around.onDefect);
		const progress = absorbed.settled + absorbed.learned > 0 || movedOn(outbox, answer);
		if (!progress && outbox.facts.length > 0) return backOff(failures++, { why: 'busy' }, random);
		failures = 0;
		const more =
			outbox.waiting > outbox.facts.length ||
			Object.values(answer.news ?? {}).some((news) => news.more) ||
			answer.resend !== undefined ||
			answer.estranged !== undefined;
		return more && progress ? 0 : around.pollEvery();
	}

	/** Runs beside the exchanges, so that a check-in does not wait for last month. */
	async function loadSegments(): Promise<void> {
		if (loading || !running) return;
		loading = true;
		try {
			const { pending } = await log.outbox({ facts: 0, bytes: 0 });
			for (const [db, names] of Object.entries(pending)) {
				const newestFirst = names.toSorted((a, b) => (a.day < b.day ? 1 : -1));
				const done = await network.segments({ db, names: newestFirst }, (segment) =>
					running ? log.land(segment) : Promise.resolve()
				);
				await log.tally('segments', done.bytes);
				// The next exchange that succeeds asks for what is still missing.
				if (done.failure) return;
				if (running) await log.forgo(db, names);
			}
		} finally {
			loading = false;
		}
	}

	/** By the server's idea of the day: a device whose clock is years ahead must not clear itself out. */
	async function maintain(serverNow: number): Promise<void> {
		if (Math.abs(serverNow - maintainedAt) < MAINTAIN_EVERY) return;
		maintainedAt = serverNow;
		await log.maintain(local(serverNow).day);
	}

	return {
		status,
		start() {
			running = true;
			wake(0);
		},
		nudge() {
			nudged = true;
			if (busy || !running) return;
			wake(failures > 0 && !rested ? NUDGES_APART : 0);
		},
		stop() {
			running = false;
			cancel();
		}
	};
}

function requestFrom(outbox: Outbox, run: string, version: string | undefined): SyncRequest {
	const { device, facts, cursors } = outbox;
	return {
		sync: PROTOCOL,
		device: device.device,
		epoch: device.epoch,
		...(device.formerly && { formerly: device.formerly.slice(-MOST_NAMES) }),
		...(device.token !== undefined && { token: device.token }),
		run,
		...(device.instance !== undefined && { instance: device.instance }),
		...(device.role && { role: device.role }),
		...(device.centre && { centre: device.centre }),
		acked: outbox.acked,
		waiting: outbox.waiting,
		facts: facts.map(({ db, fact }) => [db, fact]),
		cursors: Object.fromEntries(databasesReadBy(device).map((db) => [db, cursors[db] ?? null])),
		...(version !== undefined && { version })
	};
}

/** True where a cursor of the answer is another than the one asked from. */
const movedOn = (outbox: Outbox, answer: SyncAnswer): boolean =>
	Object.entries(answer.news ?? {}).some(([db, { cursor }]) => cursor !== outbox.cursors[db]);
