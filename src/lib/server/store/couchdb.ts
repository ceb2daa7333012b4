import PouchDB from 'pouchdb-core';
import httpAdapter from 'pouchdb-adapter-http';
import type { Inside } from '../../../../couchdb/contents.mjs';
import { furnish } from '../../../../couchdb/furnish.mjs';
import { isDatabaseName, type DatabaseName } from '../../domain/ids';
import { followGenerations } from './couch-generations';
import { reachCouchDb } from './couch-http';
import { openPointers } from './couch-pointers';
import { CLOSED } from './couch-rewrite';
import { followUpdates } from './couch-updates';
import { createGates } from './gates';
import { partsOfPhysical, physicalName } from './generations';
import { FROM_THE_START, isNoDatabase, nameOf, noDatabase, statusOf, type Pouch } from './pouch';
import { createPouchStore, type Pouches } from './pouch-store';
import type { Rules } from './rules';
import type { Store, Writer } from './store';

PouchDB.plugin(httpAdapter);

export interface CouchDb extends Store {
	use: Pouches['use'];
}

export interface CouchDbOptions {
	/** How long CouchDB may take to begin an answer, milliseconds. */
	readonly patience?: number;
	readonly rules?: Rules;
	/** CouchDB's `[chttpd_auth] secret`: writes go in as who writes, so that its own rules see them. */
	readonly proxySecret?: string | undefined;
	/** Put into every database the store makes, so that the rules hold inside of it. */
	readonly inside?: Inside;
	/** Milliseconds without a sign of life after which a rewrite is taken for abandoned. */
	readonly abandoned?: number;
}

/**
 * Apache CouchDB at an address that carries the gateway's own account, such as
 * `http://user:password@127.0.0.1:5984`. `prefix` keeps several networks apart
 * on one server. Several gateways may use it at once.
 */
export function openCouchDb(
	address: string,
	prefix = '',
	{ patience = 30_000, rules, proxySecret, inside, abandoned = 60_000 }: CouchDbOptions = {}
): CouchDb {
	const http = reachCouchDb(address, { patience, proxySecret });
	const pointers = openPointers(http, prefix);
	const gates = createGates();
	const pouches = new Map<string, Pouch>();
	/** Physical databases that have been seen. */
	const known = new Set<string>();

	const pathOf = (db: DatabaseName, generation: number): string =>
		encodeURIComponent(`${prefix}${physicalName(db, generation)}`);
	const pouchOf = (db: DatabaseName, generation: number): Pouch => {
		const path = pathOf(db, generation);
		let pouch = pouches.get(path);
		if (!pouch) pouches.set(path, (pouch = openPouch(db, path)));
		return pouch;
	};
	const openPouch = (db: DatabaseName, path: string): Pouch =>
		new PouchDB(`${http.root}/${path}`, {
			adapter: 'http',
			skip_setup: true,
			async fetch(input: string | Request, init?: RequestInit) {
				const response = await http.fetch(input, init);
				// Who asks CouchDB in its own words keeps its errors to themselves.
				const body: unknown = response.status === 404 && (await response.clone().json());
				if (body && isNoDatabase(body)) generations.forget(db);
				return response;
			}
		});
	const where = { http, pointers, prefix, pathOf, pouchOf };
	const generations = followGenerations({ ...where, patience, abandoned });

	const use: Pouches['use'] = async (db, run) => {
		for (;;) {
			const generation = await generations.current(db);
			if (generation === null) throw noDatabase(db);
			try {
				return await run(pouchOf(db, generation), generation);
			} catch (error) {
				// An error of a generation that is no more is none.
				if (http.stopping.aborted || !(await generations.hasMoved(db, generation))) throw error;
			}
		}
	};

	async function ensure(db: DatabaseName): Promise<void> {
		const generation = await generations.revive(db);
		const path = pathOf(db, generation);
		// One shard a database: these are small, and eight would use up the file handles.
		const { status } = await http.json(`${path}?q=1`, 'PUT');
		if (status !== 201 && status !== 412)
			throw new Error(`CouchDB would not create ${db}: ${status}`);
		if (inside) await furnish(http.json, path, inside(db));
		// Somebody may have moved on while it was made here: what is of the past must not be there again.
		if (!(await generations.hasMoved(db, generation))) return;
		if (status === 201) await http.json(path, 'DELETE');
		await ensure(db);
	}

	async function send(...[db, docs, as]: Parameters<Pouches['write']>): Promise<PouchDB.Written[]> {
		const attempt: Parameters<typeof use<PouchDB.Written[]>>[1] = async (pouch, generation) => {
			const path = pathOf(db, generation);
			// Asked beforehand: a large request that CouchDB refuses unread is cut off without a reason.
			if (!known.has(path) && (await http.ask(path, { method: 'HEAD' })).status === 404)
				throw noDatabase(db);
			known.add(path);
			return as && proxySecret ? writeAs(path, docs, as) : pouch.bulkDocs([...docs]);
		};
		try {
			return await use(db, attempt);
		} catch (error) {
			if (!isNoDatabase(error) || (await generations.current(db)) === null) throw error;
			await ensure(db);
			return use(db, attempt);
		}
	}

	/** As CouchDB itself would let them. */
	async function writeAs(path: string, docs: readonly PouchDB.Body[], as: Writer) {
		const { status, body } = await http.json(`${path}/_bulk_docs`, 'POST', { docs }, as);
		if (status === 201) return (body as Item[]).map(written);
		if (status === 403) return docs.map(() => written(body));
		throw Object.assign(new Error(`not written: ${body.error}`), { status, ...body });
	}

	const source: Pouches = {
		kind: 'couchdb',
		use,
		async write(db, docs, as) {
			const results: PouchDB.Written[] = [];
			const end = performance.now() + patience;
			for (let open = docs.map((_, i) => i); ;) {
				const part = open.map((i) => docs[i]!);
				const sent = await gates.pass(db, () => send(db, part, as));
				open.forEach((i, n) => (results[i] = sent[n]!));
				open = open.filter((i) => nameOf(results[i]) === CLOSED);
				if (open.length === 0) return results;
				if (performance.now() > end) throw new Error(`${db} is being rewritten`);
				await generations.closed(db);
			}
		},
		firstGeneration: async (db) => {
			const { current, last } = await pointers.read(db);
			return current ?? last + 1;
		},
		async databases() {
			const names = (await http.json('_all_dbs')).body as string[];
			return [...new Set(names.flatMap((name) => logical(name, prefix) ?? []))];
		},
		ensure,
		async rewrite(db, keep) {
			const foreseen = await generations.foresee(db, keep);
			return foreseen.left === 0 ? foreseen : gates.alone(db, () => generations.rewrite(db, keep));
		},
		drop: (db) => gates.alone(db, () => generations.drop(db)),
		follow: (changed) =>
			followUpdates(http, patience, (name) => {
				const db = logical(name, prefix);
				if (db) changed(db);
			}),
		// CouchDB itself says what changed.
		wrote: () => {},
		changedSince: (pouch, since, options) =>
			pouch.changes({ ...options, since }).catch((error: unknown) => {
				if (statusOf(error) === 400 && since !== FROM_THE_START) return undefined;
				throw error;
			}),
		close: async () => http.stop()
	};
	return { ...createPouchStore(source, rules), use };
}

function logical(physical: string, prefix: string): DatabaseName | undefined {
	if (!physical.startsWith(prefix)) return undefined;
	const db = partsOfPhysical(physical.slice(prefix.length))?.db;
	return db !== undefined && isDatabaseName(db) ? db : undefined;
}

interface Item {
	readonly ok?: true;
	readonly id: string;
	readonly rev?: string;
	readonly error?: string;
	readonly reason?: string;
}

/** As PouchDB tells it. */
const written = ({ ok, id, rev = '', error, reason }: Item): PouchDB.Written =>
	ok ? { ok, id, rev } : { name: error, reason, ...(error === 'conflict' && { status: 409 }) };
