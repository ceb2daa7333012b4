import PouchDB from 'pouchdb-core';
import httpAdapter from 'pouchdb-adapter-http';
import { isDatabaseName, type DatabaseName } from '../../domain/ids';
import { logicalName, physicalName } from './generations';
import {
	FROM_THE_START,
	createPouchStore,
	isNoDatabase,
	statusOf,
	type Pouch,
	type Pouches
} from './pouch-store';
import type { Store } from './store';

PouchDB.plugin(httpAdapter);

export interface CouchDb extends Store {
	use: Pouches['use'];
}

/** How long CouchDB may take to begin an answer, milliseconds. */
const PATIENCE = 30_000;
const LONGPOLL = 50_000;

/**
 * Apache CouchDB at an address that carries the gateway's own account, such as
 * `http://user:password@127.0.0.1:5984`. `prefix` keeps several networks apart
 * on one server.
 */
export function openCouchDb(address: string, prefix = '', patience = PATIENCE): CouchDb {
	const url = new URL(address);
	const authorization = `Basic ${Buffer.from(
		`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
	).toString('base64')}`;
	const root = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
	const stopping = new AbortController();
	const pouches = new Map<string, Pouch>();
	const known = new Set<DatabaseName>();

	const reach = (input: string | Request | URL, init: RequestInit = {}, wait: number) => {
		const signals = [init.signal, stopping.signal, AbortSignal.timeout(wait)];
		const signal = AbortSignal.any(signals.filter((given) => given instanceof AbortSignal));
		return fetch(input, { ...init, headers: withAuth(init.headers), signal });
	};
	/** CouchDB answers 202 when too few nodes have confirmed a write: for us that is no acknowledgement. */
	const ask = async (input: string | Request | URL, init?: RequestInit): Promise<Response> => {
		const response = await reach(input, init, patience);
		if (response.status === 202)
			throw Object.assign(new Error('CouchDB has not confirmed the write'), { status: 503 });
		return response;
	};
	const withAuth = (headers?: HeadersInit): Headers => {
		const all = new Headers(headers);
		if (url.username) all.set('authorization', authorization);
		return all;
	};

	const pouchOf = (db: DatabaseName): Pouch => {
		const name = `${prefix}${physicalName(db)}`;
		let pouch = pouches.get(name);
		if (!pouch) {
			pouch = new PouchDB(`${root}/${encodeURIComponent(name)}`, {
				adapter: 'http',
				fetch: ask,
				skip_setup: true
			});
			pouches.set(name, pouch);
		}
		return pouch;
	};

	const isThere = async (db: DatabaseName): Promise<boolean> => {
		const name = encodeURIComponent(`${prefix}${physicalName(db)}`);
		return (await ask(`${root}/${name}`, { method: 'HEAD' })).status !== 404;
	};
	const ensure = async (db: DatabaseName): Promise<void> => {
		const name = encodeURIComponent(`${prefix}${physicalName(db)}`);
		// One shard a database: these are small, and eight would use up the file handles.
		const response = await ask(`${root}/${name}?q=1`, { method: 'PUT' });
		if (!response.ok && response.status !== 412)
			throw new Error(`CouchDB would not create ${name}: ${response.status}`);
	};

	const source: Pouches = {
		kind: 'couchdb',
		async use(db, run) {
			// Asked beforehand: a large request that CouchDB refuses unread is cut off without a reason.
			if (!known.has(db) && !(await isThere(db))) await ensure(db);
			known.add(db);
			try {
				return await run(pouchOf(db));
			} catch (error) {
				if (!isNoDatabase(error)) throw error;
				await ensure(db);
				return run(pouchOf(db));
			}
		},
		async databases() {
			const names = (await (await ask(`${root}/_all_dbs`)).json()) as string[];
			return names.flatMap((name) => logical(name, prefix) ?? []);
		},
		ensure,
		follow: (changed) =>
			followUpdates(
				(since) =>
					reach(
						`${root}/_db_updates?feed=longpoll&timeout=${LONGPOLL}&since=${since}`,
						{},
						LONGPOLL + patience
					),
				(name) => {
					const db = logical(name, prefix);
					if (db) changed(db);
				},
				stopping.signal
			),
		// CouchDB itself says what changed.
		wrote: () => {},
		changedSince: (pouch, since, options) =>
			pouch.changes({ ...options, since }).catch((error: unknown) => {
				if (statusOf(error) === 400 && since !== FROM_THE_START) return undefined;
				throw error;
			}),
		close: async () => stopping.abort()
	};
	return { ...createPouchStore(source), use: source.use };
}

function logical(physical: string, prefix: string): DatabaseName | undefined {
	if (!physical.startsWith(prefix)) return undefined;
	const name = logicalName(physical.slice(prefix.length));
	return name !== undefined && isDatabaseName(name) ? name : undefined;
}

const PAUSE_AFTER_ERROR = 2_000;

interface Updates {
	readonly results: readonly { readonly db_name: string; readonly type: string }[];
	readonly last_seq: string;
}

/** Follows CouchDB's feed of changed databases until stopped, through restarts of CouchDB. */
function followUpdates(
	ask: (since: string) => Promise<Response>,
	changed: (name: string) => void,
	stopping: AbortSignal
): () => void {
	let live = true;
	void (async () => {
		let since = 'now';
		while (live && !stopping.aborted) {
			try {
				const response = await ask(encodeURIComponent(since));
				if (!response.ok) throw new Error(`_db_updates: ${response.status}`);
				const { results, last_seq } = (await response.json()) as Updates;
				since = last_seq;
				for (const { db_name, type } of results) if (live && type !== 'deleted') changed(db_name);
			} catch {
				if (stopping.aborted) return;
				await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR).unref());
			}
		}
	})();
	return () => (live = false);
}
