/** One request and its response as they crossed the client's side of the link, heads included. */
export interface Exchange {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	readonly query: string;
	/** Bytes of the request that went through, or that the proxy swallowed. */
	readonly up: number;
	/** Bytes of the response that were sent to the client. */
	readonly down: number;
	/** As the server or the proxy gave it, also when the client never saw it; 0 before that. */
	readonly status: number;
	/** When its head had arrived, in milliseconds since 1970. */
	readonly at: number;
	/** The fault it met, except slowness. */
	readonly fault?: string;
}

export interface Traffic {
	readonly requests: number;
	readonly up: number;
	readonly down: number;
}

/** Everything since the start or the last `reset()`. Exchanges still under way go on counting. */
export interface Stats {
	/** In the order in which they began. */
	readonly exchanges: readonly Exchange[];
	/** By path, without the query. */
	readonly paths: Readonly<Record<string, Traffic>>;
	readonly total: Traffic;
	of(path: string): Traffic;
	reset(): void;
}

export type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface Ledger extends Stats {
	begin(exchange: Pick<Exchange, 'method' | 'path' | 'query' | 'fault'>): Writable<Exchange>;
}

export const ledger = (): Ledger => {
	let exchanges: Exchange[] = [];
	const sum = (some: readonly Exchange[]): Traffic => ({
		requests: some.length,
		up: some.reduce((bytes, { up }) => bytes + up, 0),
		down: some.reduce((bytes, { down }) => bytes + down, 0)
	});
	const of = (wanted: string) => sum(exchanges.filter(({ path }) => path === wanted));

	return {
		get exchanges() {
			return exchanges;
		},
		get paths() {
			const paths = [...new Set(exchanges.map(({ path }) => path))];
			return Object.fromEntries(paths.map((path) => [path, of(path)]));
		},
		get total() {
			return sum(exchanges);
		},
		of,
		reset() {
			exchanges = [];
		},
		begin(request) {
			const exchange = { ...request, up: 0, down: 0, status: 0, at: Date.now() };
			exchanges.push(exchange);
			return exchange;
		}
	};
};
