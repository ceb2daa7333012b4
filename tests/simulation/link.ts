import type { Life } from './life';
import type { Exchanged, Failure, FailureReason, Network } from '../../src/lib/ports/network';
import type { SyncAnswer } from '../../src/lib/domain/protocol';
import type { Holder } from '../../src/lib/domain/rights';
import type { Segment } from '../../src/lib/domain/segments';
import type { Fault } from './faults';
import type { Scheduler } from './scheduler';
import type { Seeded } from './seeded';
import type { Reply, SimServer } from './server';

const brings = (request: string): boolean => !request.includes('"facts":[]');

/** What can be wrong with a link for a while. */
export type Trouble = 'cut' | 'portal' | 'hole' | 'slow' | '401' | '429' | '503' | '413';
/** What can be wrong with the next requests. */
export type Slip = 'request cut' | 'response lost' | 'twice' | 'later' | 'segments cut';

/** A device's way to the server, and what is wrong with it. */
export interface Link {
	network(life: Life): Network;
	trouble(what: Trouble, milliseconds: number): void;
	slip(what: Slip, times: number): void;
	heal(): void;
	/** True once a request of a tab that was no more has reached the server. */
	hasGhosts(): boolean;
}

/** As the real adapter's: so long without an answer, and the request is given up. */
const PATIENCE = 20_000;
const MINUTE = 60_000;
/**
 * Nothing on the way keeps a request for longer: who sent it has given it up, and
 * the server waits for no request's end so long. Only a night could: what sleeps
 * does not arrive in the morning.
 */
const LONGEST_ON_ITS_WAY = 5 * MINUTE;
/** No device has so much to say: it would be a loop that nothing ends. */
const MOST_A_MINUTE = 150;
/** What a small proxy lets through. */
const SMALL = 900;

export function createLink(
	server: SimServer,
	holder: Holder,
	scheduler: Scheduler,
	random: Seeded,
	happened: (fault: Fault) => void,
	violated: (what: string) => void
): Link {
	const troubles = new Map<Trouble, number>();
	const slips = new Map<Slip, number>();
	let sent: number[] = [];
	let ghosts = false;
	const has = (what: Trouble): boolean => (troubles.get(what) ?? 0) > scheduler.now();
	function slipped(what: Slip): boolean {
		const left = slips.get(what) ?? 0;
		if (left > 0) slips.set(what, left - 1);
		return left > 0;
	}
	const latency = (): number =>
		has('slow') ? random.between(2_000, 30_000) : random.between(15, 250);

	/** What stands between a request and the server, if anything. */
	function obstacle(text: string): Failure | undefined {
		const fail = (fault: Fault, why: FailureReason, retryAfter?: number): Failure => {
			happened(fault);
			return { why, ...(retryAfter !== undefined && { retryAfter }) };
		};
		if (has('cut')) return fail('link cut', 'no-link');
		if (has('portal')) return fail('captive portal', 'portal');
		if (slipped('request cut')) return fail('request cut', 'no-link');
		if (has('401')) return fail('401', 'unauthorized');
		if (has('429')) return fail('429', 'busy', random.between(1, 90) * 1_000);
		if (has('503')) return fail('503', 'busy', random.between(1, 30) * 1_000);
		if (has('413') && text.length > SMALL) return fail('413', 'too-large');
		return undefined;
	}

	/** Sends a request there and its reply back, with whatever the link does to either. */
	function carry(life: Life, text: string, arrive: (reply: Reply) => void, back: Reply): void {
		const left = scheduler.now();
		const there = (reply: Reply): void => {
			if (scheduler.now() - left > LONGEST_ON_ITS_WAY) return;
			ghosts ||= !life.alive();
			arrive(reply);
		};
		sent = [...sent.filter((at) => at > scheduler.now() - MINUTE), scheduler.now()];
		if (sent.length > MOST_A_MINUTE) violated('a device asks the server without end');
		if (has('slow')) happened('slow link');
		if (has('hole')) {
			const arrives = random.chance(0.5);
			happened(arrives ? 'black hole, request delivered' : 'black hole, request lost');
			if (arrives) scheduler.after(latency(), 'into the hole', () => there(() => {}));
			return;
		}
		scheduler.after(latency(), 'request', () => {
			const failure = obstacle(text);
			if (failure) return void scheduler.after(latency(), 'refused', () => back({ failure }));
			for (const slip of ['twice', 'later'] as const)
				if (slipped(slip)) {
					happened(
						slip === 'twice' ? 'request delivered twice' : 'request delivered again much later'
					);
					const delay = slip === 'twice' ? random.below(300) : random.between(1_000, 120_000);
					scheduler.after(delay, slip, () => there(() => {}));
				}
			there((reply) => {
				const lost = 'text' in reply && slipped('response lost');
				if (lost && brings(text)) happened('response lost after commit');
				scheduler.after(latency(), 'response', () => {
					if (lost || has('cut')) back({ failure: { why: 'no-link' } });
					else back(reply);
				});
			});
		});
	}

	/** The first thing to happen of an answer and the end of patience, to somebody who is still there. */
	function patiently<T>(life: Life, late: T, run: (done: (value: T) => void) => void): Promise<T> {
		return new Promise((resolve) => {
			let open = true;
			const done = (value: T): void => {
				if (open && life.alive()) resolve(value);
				open = false;
				cancel();
			};
			const cancel = scheduler.after(PATIENCE, 'patience', () => done(late));
			run(done);
		});
	}

	const timeout = (up: number) =>
		({ failure: { why: 'timeout' }, bytes: { up, down: 0 } }) as const satisfies Exchanged;

	return {
		network: (life) => ({
			exchange(request) {
				const text = JSON.stringify(request);
				return patiently<Exchanged>(life, timeout(text.length), (done) =>
					carry(
						life,
						text,
						(reply) => server.receive(text, holder, reply),
						(reply) => {
							if ('failure' in reply)
								return done({ failure: reply.failure, bytes: { up: text.length, down: 0 } });
							const bytes = { up: text.length, down: reply.text.length };
							done({ answer: JSON.parse(reply.text) as SyncAnswer, bytes });
						}
					)
				);
			},
			async segments(request, each) {
				const text = JSON.stringify(request);
				type Lines = { failure: Failure } | { text: string };
				const got = await patiently<Lines>(life, timeout(text.length), (done) =>
					carry(life, text, (reply) => server.receiveSegments(text, holder, reply), done)
				);
				const up = text.length;
				if ('failure' in got) return { failure: got.failure, bytes: { up, down: 0 } };
				const segments = JSON.parse(got.text) as Segment[];
				const whole = slipped('segments cut') ? random.below(segments.length + 1) : segments.length;
				for (const segment of segments.slice(0, whole)) await each(segment);
				const bytes = { up, down: got.text.length };
				if (whole === segments.length) return { bytes };
				happened('segments cut');
				return { failure: { why: 'no-link' }, bytes };
			},
			// The proxy that says 401 says it to this as well.
			renew: async () => ({ is: 'failed', failure: { why: 'unauthorized' } }),
			handIn: async () => ({ failure: { why: 'no-link' } })
		}),
		trouble: (what, milliseconds) => void troubles.set(what, scheduler.now() + milliseconds),
		slip: (what, times) => void slips.set(what, times),
		heal() {
			troubles.clear();
			slips.clear();
		},
		hasGhosts: () => ghosts
	};
}
