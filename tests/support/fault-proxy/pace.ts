import type { Sink } from './feed';

export interface Speed {
	/** In each direction, shared by all connections as one radio link is. */
	readonly bytesPerSecond: number;
	/**
	 * Added to a round trip, half of it each way. Opening a TCP connection costs nothing extra here,
	 * unlike on the real link.
	 */
	readonly latencyMs: number;
}

/** What a rural link does on a good day and on a bad one. */
export const SPEEDS = {
	/** 400 kbit/s, 300 ms: the link that our measurements are quoted for. */
	slow: { bytesPerSecond: 50_000, latencyMs: 300 },
	/** 50 kbit/s, 500 ms. */
	gprs: { bytesPerSecond: 6_250, latencyMs: 500 }
} as const satisfies Record<string, Speed>;

export interface Pace {
	slowed(direction: 'up' | 'down', sink: Sink): Sink;
	/** From now on, and for bytes under way, as fast as the machine. */
	lift(): void;
}

export const pace = ({ bytesPerSecond, latencyMs }: Speed): Pace => {
	if (!(bytesPerSecond > 0) || !(latencyMs >= 0) || latencyMs > LONGEST_LATENCY)
		throw new RangeError(`not a speed: ${bytesPerSecond} bytes/s, ${latencyMs} ms`);
	const waiting = new Set<() => void>();
	const freeAt = { up: 0, down: 0 };
	let lifted = false;

	const pause = (ms: number) =>
		new Promise<void>((resolve) => {
			if (lifted || ms <= 0) return resolve();
			const done = () => {
				clearTimeout(timer);
				waiting.delete(done);
				resolve();
			};
			const timer = setTimeout(done, ms).unref();
			waiting.add(done);
		});

	const turn = (direction: 'up' | 'down', bytes: number) => {
		const now = performance.now();
		freeAt[direction] = Math.max(now, freeAt[direction]) + (bytes / bytesPerSecond) * 1000;
		return pause(freeAt[direction] - now);
	};

	// A tenth of a second each: small enough for connections to take turns.
	const piece = Math.ceil(Math.min(bytesPerSecond / 10, 16_384));
	const inFlight = bytesPerSecond * (latencyMs / 1000) + 4 * piece;

	return {
		slowed(direction, sink) {
			let arrivals = Promise.resolve(true);
			let travelling = 0;
			return {
				async send(bytes) {
					for (let at = 0; at < bytes.length; at += piece) {
						const part = bytes.subarray(at, at + piece);
						await turn(direction, part.length);
						travelling += part.length;
						const arrived = pause(latencyMs / 2);
						arrivals = arrivals.then(async (open) => {
							await arrived;
							const received = open && (await sink.send(part));
							travelling -= part.length;
							return received;
						});
						// Latency must not pile up bytes that a slow receiver is not reading.
						if (travelling > inFlight && !(await arrivals)) return false;
					}
					return true;
				},
				flush: () => arrivals
			};
		},
		lift() {
			lifted = true;
			for (const done of [...waiting]) done();
		}
	};
};

const LONGEST_LATENCY = 60_000;
