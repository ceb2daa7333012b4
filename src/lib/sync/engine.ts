import { local } from '../domain/calendar';
import type { SyncAnswer } from '../domain/protocol';
import type { Clock, Timers } from '../ports/clock';
import type { Absorbed, FactLog, Outbox } from '../ports/fact-log';
import type { Failure, Network } from '../ports/network';
import type { Randomness } from '../ports/randomness';
import { backOff } from './back-off';
import { FIRST_BATCH, grown, halved, type Batch } from './batch';
import { createBeat, type Estimate } from './heart';
import { segmentLoader } from './load-segments';
import { filedIn, movedOn, requestFrom } from './request';
import { exchangeAs } from './session';
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
	/** Whether the app is on a screen that is lit: a link that is back is noticed sooner. */
	readonly isSeen?: () => boolean;
	/** Told of what should never happen; the engine goes on. */
	readonly onDefect: (error: unknown) => void;
	/**
	 * What this device has to say about what it has just learned, as a holder of
	 * places has to those who ask for one. True where it said something.
	 */
	readonly follow?: () => Promise<boolean>;
	readonly version?: string;
	readonly estimate?: Estimate;
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
const RUN_LENGTH = 8;
const MAINTAIN_EVERY = 3_600_000;
const LAPSE_EVERY = 3_600_000;
/** Nothing is due until somebody nudges. */
const NEVER = Infinity;

/**
 * Sends what waits and fetches what is new, one request at a time, until it is
 * stopped. One engine runs per device: whoever creates it sees to that.
 */
export function createEngine(around: Surroundings): Engine {
	const { log, network, clock, timers, random } = around;
	const run = random.text(RUN_LENGTH);
	const beat = createBeat(around);
	const loadSegments = segmentLoader({ log, network, isRunning: () => running });
	const status = observable<Status>({ link: { is: 'unknown' }, busy: false });
	let running = false;
	let busy = false;
	let nudged = false;
	/** In a row, each sort by itself: a server that is busy after a long cut has not been busy for long. */
	const failures = { link: 0, server: 0 };
	let batch: Batch = FIRST_BATCH;
	let rested = true;
	/** The server has asked to be left alone: no hint makes us ask sooner. */
	let heldOff = 0;
	let maintainedAt = -Infinity;
	let cancel = (): void => {};

	function wake(after: number): void {
		cancel();
		if (running && after !== NEVER) cancel = timers.after(after, () => void turn());
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
			wait = again({ why: 'busy' });
		}
		busy = false;
		if (!running) return;
		status.set({ ...status.current(), busy: false });
		wake(nudged && isWell() ? 0 : wait);
	}

	const isWell = (): boolean => failures.link + failures.server === 0;

	function again(failure: Failure): number {
		const sort = failure.why === 'no-link' ? 'link' : 'server';
		return backOff(failures[sort]++, failure, random, around.isSeen?.());
	}

	function well(): void {
		failures.link = 0;
		failures.server = 0;
	}

	async function exchange(): Promise<number> {
		const outbox = await log.outbox(batch);
		if (outbox.device.revoked) return handIn(outbox);
		const heart = await beat.due(outbox.device);
		const request = requestFrom(outbox, run, heart);
		const exchanged = await exchangeAs(outbox.device, request, network);
		const receivedAt = clock.now();
		if (!running) return 0;
		if ('failure' in exchanged) return failed(exchanged.failure, outbox);
		const { answer, bytes } = exchanged;
		const absorbed = await log.absorb(answer, { receivedAt, asked: outbox.cursors });
		if (heart) beat.heard(outbox.device);
		if (absorbed.learned > 0 && (await around.follow?.())) nudged = true;
		if (!running) return 0;
		// Segments are asked for before the bytes are counted: a first load should not wait for that.
		const wait = succeeded(outbox, answer, absorbed, receivedAt);
		await log.tally(outbox.facts.length > 0 ? 'facts' : 'poll', bytes);
		return wait;
	}

	async function failed(failure: Failure, { device, facts }: Outbox): Promise<number> {
		tellDown(failure);
		if (failure.why === 'revoked') {
			await log.revoked(device.account);
			well();
			return 0;
		}
		const { why, retryAfter } = failure;
		if (retryAfter !== undefined) {
			heldOff += 1;
			timers.after(retryAfter, () => (heldOff -= 1));
		}
		if (facts.length > 1 && (why === 'too-large' || why === 'timeout')) batch = halved(batch);
		return again(failure);
	}

	/** Nothing is asked any more. What waits is handed in, to be looked at; then all is quiet. */
	async function handIn(outbox: Outbox): Promise<number> {
		tellDown({ why: 'revoked' });
		if (outbox.facts.length === 0) return NEVER;
		const handed = await network.handIn(filedIn(outbox));
		if (!running) return 0;
		if ('failure' in handed) {
			const { why } = handed.failure;
			if (why === 'too-large' || why === 'timeout') batch = halved(batch);
			return again(handed.failure);
		}
		const settled = await log.settle(handed.outcomes, { receivedAt: clock.now() });
		if (settled === 0) return again({ why: 'busy' });
		well();
		return 0;
	}

	const tellDown = ({ why }: Failure): void =>
		status.set({ link: { is: 'down', why, at: clock.now() }, busy: true });

	function succeeded(outbox: Outbox, answer: SyncAnswer, absorbed: Absorbed, at: number): number {
		status.set({ link: { is: 'up', at }, busy: true });
		if (outbox.facts.length >= batch.facts) batch = grown(batch);
		void loadSegments().catch(around.onDefect);
		void maintain(answer.now).catch(around.onDefect);
		const progress = absorbed.settled + absorbed.learned > 0 || movedOn(outbox, answer);
		if (!progress && outbox.facts.length > 0) return again({ why: 'busy' });
		well();
		const more =
			outbox.waiting > outbox.facts.length ||
			Object.values(answer.news ?? {}).some((news) => news.more) ||
			answer.resend !== undefined ||
			answer.estranged !== undefined;
		return more && progress ? 0 : around.pollEvery();
	}

	/** By the server's idea of the day: a device whose clock is years ahead must not clear itself out. */
	async function maintain(serverNow: number): Promise<void> {
		if (Math.abs(serverNow - maintainedAt) < MAINTAIN_EVERY) return;
		maintainedAt = serverNow;
		await log.maintain(local(serverNow).day);
	}

	/** What time alone takes from a device goes whether or not there is a link. */
	function lapse(): void {
		if (!running) return;
		log.lapse(clock.now()).catch(around.onDefect);
		timers.after(LAPSE_EVERY, lapse);
	}

	return {
		status,
		start() {
			running = true;
			lapse();
			wake(0);
		},
		nudge() {
			nudged = true;
			if (busy || !running || heldOff > 0) return;
			wake(!isWell() && !rested ? NUDGES_APART : 0);
		},
		stop() {
			running = false;
			cancel();
		}
	};
}
