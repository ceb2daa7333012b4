/**
 * Makes a CouchDB ready: databases, who may read them, and the rules inside them.
 * Running it again changes nothing that is as it should be.
 *
 *   COUCHDB_URL=http://admin:password@127.0.0.1:5984 npm run provision
 *
 * The account must be an administrator's. COUCHDB_PREFIX as for the server.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = new URL('./', import.meta.url);
/** CouchDB's own; without the last one it cannot say which databases change. */
const SYSTEM = ['_users', '_replicator', '_global_changes'];
const OF_THE_NETWORK = ['public', 'network', 'training', 'learners', 'orders', 'ops'];
const OF_A_CENTRE = ['centre', 'people', 'roster'];
const EVERY = 'every';

/**
 * @param {string} address with the administrator's account in it
 * @param {{ prefix?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<{ databases: string[], changed: string[] }>} all databases, and what was not yet as it should be
 */
export async function provision(address, { prefix = '', log = console.log } = {}) {
	const ask = connect(address);
	/** @type {string[]} */
	const changed = [];
	const did = (/** @type {string} */ what) => {
		changed.push(what);
		log(what);
	};
	for (const name of SYSTEM) if (await create(ask, name)) did(`${name}: created`);
	const named = (/** @type {string} */ db) => `${prefix}${db}-g1`;
	const centres = await knownCentres(ask, named('public'));
	const databases = [
		...OF_THE_NETWORK.map((db) => ({ db, sort: db, centre: '' })),
		...centres.flatMap((centre) =>
			OF_A_CENTRE.map((sort) => ({ db: `${sort}_${centre}`, sort, centre }))
		)
	];
	for (const { db, sort, centre } of databases) {
		const name = named(db);
		if (await create(ask, `${name}?q=1`)) did(`${name}: created`);
		// Who may read comes before anything is there to be read.
		if (await secure(ask, name, securityOf(sort, centre))) did(`${name}: readers set`);
		for (const design of [...designsOf(EVERY), ...designsOf(sort)])
			if (await put(ask, name, design)) did(`${name}: ${design._id} written`);
	}
	return { databases: databases.map(({ db }) => named(db)), changed };
}

/** @typedef {(path: string, method?: string, body?: unknown) => Promise<{ status: number, body: any }>} Ask */

/** @param {string} address @returns {Ask} */
function connect(address) {
	const url = new URL(address);
	const account = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
	const authorization = `Basic ${Buffer.from(account).toString('base64')}`;
	const root = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
	return async (path, method = 'GET', body) => {
		const response = await fetch(`${root}/${path}`, {
			method,
			headers: { authorization, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) })
		});
		return { status: response.status, body: await response.json() };
	};
}

/** @param {Ask} ask @param {string} path @returns {Promise<boolean>} whether it was not there yet */
async function create(ask, path) {
	const { status, body } = await ask(path, 'PUT');
	if (status === 412) return false;
	// In a cluster, 202: a node is away and will follow.
	if (status === 201 || status === 202) return true;
	throw new Error(`${path} was not created: ${body.reason}`);
}

/** @param {Ask} ask @param {string} name @param {unknown} wanted */
async function secure(ask, name, wanted) {
	const path = `${name}/_security`;
	if (same((await ask(path)).body, wanted)) return false;
	expectDone(await ask(path, 'PUT', wanted), path);
	return true;
}

/** @param {Ask} ask @param {string} name @param {{ _id: string }} design */
async function put(ask, name, design) {
	const path = `${name}/${design._id}`;
	const there = await ask(path);
	const { _rev, ...body } = there.status === 200 ? there.body : { _rev: undefined };
	if (same(body, design)) return false;
	expectDone(await ask(path, 'PUT', { ...design, _rev }), path);
	return true;
}

/** @param {{ status: number, body: any }} answer @param {string} path */
function expectDone({ status, body }, path) {
	if (status >= 300) throw new Error(`${path} was not written: ${body.reason}`);
}

/** Centres of the list beside this file, and those the network has described. @param {Ask} ask @param {string} name */
async function knownCentres(ask, name) {
	/** @type {string[]} */
	const listed = JSON.parse(readFileSync(new URL('centres.json', here), 'utf8'));
	const { status, body } = await ask(`${name}/_all_docs?include_docs=true&endkey=%22a%22`);
	const docs = status === 200 ? body.rows.map((/** @type {any} */ row) => row.doc) : [];
	const described = docs
		.filter((/** @type {any} */ doc) => doc.kind === 'centre.described')
		.map((/** @type {any} */ doc) => String(doc.centre.slug))
		.filter((/** @type {string} */ slug) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(slug));
	return [...new Set([...listed, ...described])];
}

/** @param {string} sort @param {string} centre */
function securityOf(sort, centre) {
	const text = readFileSync(new URL(`security/${sort}.json`, here), 'utf8');
	return JSON.parse(text.replaceAll('{centre}', centre));
}

/**
 * The design documents of a folder: each path below it is a path within them.
 * @param {string} folder
 * @returns {{ _id: string }[]}
 */
export function designsOf(folder) {
	const root = new URL(`design/${folder}/`, here);
	return namesIn(root).map((name) => ({
		_id: `_design/${name}`,
		language: 'javascript',
		...partsIn(new URL(`${name}/`, root))
	}));
}

/** @param {URL} folder @returns {Record<string, unknown>} */
function partsIn(folder) {
	return Object.fromEntries(
		namesIn(folder).map((name) => {
			const path = new URL(name, folder);
			if (statSync(path).isDirectory()) return [name, partsIn(new URL(`${name}/`, folder))];
			return [name.replace(/\.js$/, ''), functionIn(readFileSync(path, 'utf8'))];
		})
	);
}

/** The one function of a file; CouchDB wants an expression, a formatter a statement. @param {string} text */
const functionIn = (text) => text.slice(text.indexOf('(function')).trim().replace(/;$/, '');

/** @param {URL} folder @returns {string[]} */
function namesIn(folder) {
	try {
		return readdirSync(folder).sort();
	} catch {
		return [];
	}
}

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** @param {any} value @returns {unknown} */
const sorted = (value) =>
	typeof value !== 'object' || value === null || Array.isArray(value)
		? value
		: Object.fromEntries(
				Object.keys(value)
					.sort()
					.map((key) => [key, sorted(value[key])])
			);

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const address = process.argv[2] ?? process.env.COUCHDB_URL;
	if (!address) {
		console.error(
			`usage: COUCHDB_URL=http://admin:password@127.0.0.1:5984 node ${fileURLToPath(import.meta.url)}`
		);
		process.exit(2);
	}
	try {
		const done = await provision(address, { prefix: process.env.COUCHDB_PREFIX });
		console.log(
			`${done.databases.length} databases are as they should be, ${done.changed.length} changes made.`
		);
	} catch (error) {
		const { message, cause } = /** @type {Error} */ (error);
		console.error(cause instanceof Error ? `${message}: ${cause.message}` : message);
		process.exit(1);
	}
}
