import type { Clock } from '../../src/lib/ports/clock';
import type { Failure } from '../../src/lib/ports/network';
import { reachOf, type Holder } from '../../src/lib/domain/rights';
import type { FenceRequest } from '../../src/lib/domain/places/fences';
import { fenceKiosk } from '../../src/lib/server/accounts/fences';
import { createGateway, type Gateway } from '../../src/lib/server/gateway/gateway';
import { renewInstance } from '../../src/lib/server/gateway/instance';
import { parseSegmentsRequest, parseSyncRequest } from '../../src/lib/server/gateway/request';
import { createSegments, type Segments } from '../../src/lib/server/gateway/segments';
import type { Signer } from '../../src/lib/server/relay/badges';
import { createRelay, type Relay } from '../../src/lib/server/relay/relay';
import type { Store } from '../../src/lib/server/store/store';
import type { Fault } from './faults';
import { createLife, type Life } from './life';
import type { Mutant } from './mutant';
import type { Scheduler } from './scheduler';
import type { Seeded } from './seeded';
import type { ServerDisk } from './server-disk';

export type Answered = { readonly text: string } | { readonly failure: Failure };
export type Reply = (answer: Answered) => void;

/** The server side: one or two gateways and a relay over one store, and how they fail. */
export interface SimServer {
	start(): Promise<void>;
	/** A body as it came over the link; the reply is called at most once, or never. */
	receive(text: string, holder: Holder, reply: Reply): void;
	receiveSegments(text: string, holder: Holder, reply: Reply): void;
	/** Everything stops, at once or within so many steps; up again after a while. */
	die(steps: number | undefined, downFor: number): void;
	relayDies(steps: number, downFor: number): void;
	/** Every write fails for so long. */
	fail(milliseconds: number): void;
	backUp(): Promise<void>;
	/** False where there is no backup yet. */
	restore(renewed: boolean, which: number): Promise<boolean>;
	/** A coordinator takes everything back from a kiosk. */
	fence(request: FenceRequest): Promise<void>;
	/** What ought to be done after every restore. */
	renew(): Promise<void>;
	heal(): Promise<void>;
	readonly disk: ServerDisk;
}

export interface ServerParts {
	readonly disk: ServerDisk;
	readonly scheduler: Scheduler;
	readonly random: Seeded;
	readonly gateways: number;
	readonly mutant: Mutant;
	/** The network's hand, where there is something for it to sign. */
	readonly signer: Signer | undefined;
	readonly happened: (fault: Fault) => void;
	readonly violated: (what: string) => void;
	/** Told what of the store a restore has undone. */
	readonly restored: (renewed: boolean) => Promise<void>;
	/**
	 * Told of each request that a gateway has an answer to. What one claimed that failed, with
	 * a store that failed or a server that died, nobody has: the device has been told so.
	 */
	readonly answered: (request: { device: string; epoch: number; acked: number }) => void;
}

/** A disk that says no: the one error a store may throw here. */
export class StoreFailed extends Error {}

/** Days ahead for which kiosks are given places here: those that people ask for. */
const PLACES = { horizon: 10 };

interface Running {
	readonly life: Life;
	readonly gateways: readonly { gateway: Gateway; segments: Segments }[];
	readonly open: Set<Reply>;
}

export function createServer(parts: ServerParts): SimServer {
	const { disk, scheduler, random, signer, happened, violated } = parts;
	const clock: Clock = { now: scheduler.now };
	const backups: unknown[] = [];
	let front: Running | undefined;
	let back: { life: Life; relay: Relay } | undefined;
	let failsUntil = 0;
	let inBatch = false;

	/** One start at a time, however many ask for it. */
	let starting: Promise<void> = Promise.resolve();
	let upAgainAfter = 1_000;

	const stepped =
		(life: Life) =>
		(what: string): Promise<void> => {
			if (scheduler.now() < failsUntil && /insert|revise/.test(what)) {
				happened('store fails');
				return Promise.reject(new StoreFailed(what));
			}
			inBatch = what.startsWith('insert');
			return life.step(what);
		};
	const defect =
		(where: string) =>
		(error: unknown): void => {
			if (!(error instanceof StoreFailed)) violated(`${where}: ${String((error as Error).stack)}`);
		};

	async function storeFor(life: Life): Promise<Store> {
		const store = await disk.open(stepped(life));
		return parts.mutant.store?.(store, life.timers) ?? store;
	}

	async function startFront(): Promise<void> {
		const life = createLife('gateway', scheduler, random);
		const store = await storeFor(life);
		const gateways = Array.from({ length: parts.gateways }, () => {
			const segments = createSegments(store);
			return { segments, gateway: createGateway({ store, segments, clock, random }) };
		});
		const open = new Set<Reply>();
		life.onEnd((doing) => {
			happened(doing && inBatch ? 'server dies in a batch' : 'server dies');
			void store.close();
			for (const reply of open) reply({ failure: { why: 'no-link' } });
			front = undefined;
			// With one gateway, all of it is one process.
			if (parts.gateways === 1) back?.life.end();
			startLater();
		});
		front = { life, gateways, open };
	}

	async function startBack(): Promise<void> {
		const life = createLife('relay', scheduler, random);
		const plain = await storeFor(life);
		const store = parts.mutant.relayStore?.(plain) ?? plain;
		const relay = createRelay({
			store,
			clock,
			timers: life.timers,
			random,
			places: PLACES,
			...(signer && { signer: async () => signer }),
			onDefect: defect('relay')
		});
		life.onEnd((doing) => {
			if (doing) happened('relay dies');
			void store.close();
			back = undefined;
			startLater();
		});
		back = { life, relay };
		relay.start();
	}

	function start(): Promise<void> {
		starting = starting.then(async () => {
			if (!front) await startFront();
			if (!back) await startBack();
		});
		return starting;
	}
	const startLater = (): void =>
		void scheduler.after(upAgainAfter, 'server starts', () => void start());

	/** Runs a request on one of the gateways; a server that dies meanwhile is a link that breaks. */
	function handle(reply: Reply, run: (on: Running['gateways'][number]) => Promise<Answered>): void {
		if (!front) return reply({ failure: { why: 'no-link' } });
		const { open, gateways } = front;
		const once: Reply = (answer) => {
			if (open.delete(once)) reply(answer);
		};
		open.add(once);
		run(random.pick(gateways)).then(once, (error: unknown) => {
			defect('gateway')(error);
			once({ failure: { why: 'busy', retryAfter: 5_000 } });
		});
	}

	const renew = async (): Promise<void> => renewInstance(await disk.open(async () => {}), random);
	const stop = (): void => {
		front?.life.end();
		back?.life.end();
	};

	return {
		disk,
		start,
		receive: (text, holder, reply) =>
			handle(reply, async ({ gateway }) => {
				const request = parseSyncRequest(JSON.parse(text));
				if (!request) return { failure: { why: 'misunderstood' } };
				const answer = await gateway.exchange(request, holder);
				parts.answered(request);
				return { text: JSON.stringify(answer) };
			}),
		receiveSegments: (text, holder, reply) =>
			handle(reply, async ({ segments }) => {
				const request = parseSegmentsRequest(JSON.parse(text));
				if (!request || !reachOf(holder, request.db)) return { failure: { why: 'misunderstood' } };
				const found = [];
				const days = request.names.map(({ day }) => day);
				for await (const segment of segments.fetch(request.db, days)) found.push(segment);
				return { text: JSON.stringify(found) };
			}),
		die(steps, downFor) {
			upAgainAfter = downFor;
			if (steps === undefined) stop();
			else front?.life.dieAfter(steps);
		},
		relayDies(steps, downFor) {
			upAgainAfter = downFor;
			back?.life.dieAfter(steps);
		},
		fail: (milliseconds) => void (failsUntil = scheduler.now() + milliseconds),
		async backUp() {
			backups.push(await disk.snapshot());
		},
		async restore(renewed, which) {
			if (backups.length === 0) return false;
			stop();
			await disk.restore(backups.at(which % backups.length));
			await parts.restored(renewed);
			if (renewed) await renew();
			await start();
			return true;
		},
		async fence(request) {
			const store = await disk.open(async () => {});
			const by: Holder = { role: 'coordinator', account: 'coordinator' };
			const fenced = await fenceKiosk({ store, clock }, by, request);
			if ('ok' in fenced) happened('kiosk fenced');
		},
		renew,
		async heal() {
			failsUntil = 0;
			front?.life.dieAfter(Infinity);
			back?.life.dieAfter(Infinity);
			await start();
		}
	};
}
