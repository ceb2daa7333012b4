import { serve } from './fault-proxy/connection';
import { faults as newFaults, type Fault } from './fault-proxy/faults';
import { openLine } from './fault-proxy/line';
import { ledger as newLedger, type Stats } from './fault-proxy/traffic';

export {
	blackHole,
	captivePortal,
	cutRequestAfter,
	cutResponseAfter,
	flap,
	loseResponse,
	status,
	throttle
} from './fault-proxy/faults';
export type { Fault, Request, Scope } from './fault-proxy/faults';
export { SPEEDS, type Speed } from './fault-proxy/pace';
export type { Exchange, Stats, Traffic } from './fault-proxy/traffic';

/** A bad link, on loopback, between a client and a server that knows nothing of it. */
export interface FaultProxy {
	readonly port: number;
	/** `http://localhost:<port>`: a secure context for browsers, as the real address will be. */
	readonly url: string;
	readonly stats: Stats;
	/** The cable out: connections are refused, open ones reset. */
	cut(): Promise<void>;
	/** The cable back in, on the same port. */
	restore(): Promise<void>;
	/** In force for the requests that begin from now on; returns what lifts it again. */
	fault(fault: Fault): () => void;
	/** Lifts all faults. A cable taken out by `cut()` stays out. */
	clear(): void;
	/** Ends everything. Throws what went wrong inside meanwhile, such as a `match` that threw. */
	close(): Promise<void>;
}

export async function startFaultProxy({
	target,
	port
}: {
	readonly target: { readonly port: number; readonly host?: '127.0.0.1' | '::1' };
	/** One chosen by the proxy unless given. */
	readonly port?: number;
}): Promise<FaultProxy> {
	const ledger = newLedger();
	const faults = newFaults();
	const defects: unknown[] = [];
	const dial = () => line.dial(target.host ?? '127.0.0.1', target.port);
	const line = await openLine(port, (client) => {
		serve(client, dial, faults, ledger).catch((defect) => defects.push(defect));
	});

	const out = { byHand: false, byFlap: false, forGood: false };
	let last: Promise<void> = Promise.resolve();
	/** One change of the cable at a time, each to what is wanted when its turn has come. */
	const settle = (): Promise<void> => {
		const change = last.then(() =>
			out.byHand || out.byFlap || out.forGood ? line.down() : line.up()
		);
		last = change.catch(() => {});
		return change;
	};

	let stopFlapping = () => {};
	const startFlapping = (everyMs: number, times = Infinity) => {
		if (!(everyMs >= SHORTEST_FLAP)) throw new RangeError(`flap: everyMs ≥ ${SHORTEST_FLAP}`);
		stopFlapping();
		let left = times;
		const turn = (outNow: boolean) => {
			out.byFlap = outNow;
			settle().catch((defect) => defects.push(defect));
		};
		const swing = () => {
			if (out.byFlap) turn(false);
			else if (left-- > 0) turn(true);
			else stop();
		};
		const timer = setInterval(swing, everyMs).unref();
		const stop = () => {
			clearInterval(timer);
			if (out.byFlap) turn(false);
		};
		stopFlapping = stop;
		swing();
		return stop;
	};

	return {
		port: line.port,
		url: `http://localhost:${line.port}`,
		stats: ledger,
		cut() {
			out.byHand = true;
			return settle();
		},
		restore() {
			out.byHand = false;
			return settle();
		},
		fault: (fault) =>
			fault.kind === 'flap' ? startFlapping(fault.everyMs, fault.times) : faults.add(fault),
		clear() {
			stopFlapping();
			faults.clear();
		},
		async close() {
			out.forGood = true;
			stopFlapping();
			faults.clear();
			await settle();
			if (defects.length > 0) throw new AggregateError(defects.splice(0), 'inside the fault proxy');
		}
	};
}

const SHORTEST_FLAP = 10;
