/**
 * Makes a CouchDB ready: databases, who may read them, and the rules inside them.
 * Running it again changes nothing that is as it should be.
 *
 *   COUCHDB_URL=http://admin:password@127.0.0.1:5984 npm run provision
 *
 * The account must be an administrator's. COUCHDB_PREFIX as for the server.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { contentsOf } from './contents.mjs';
import { furnish } from './furnish.mjs';

/** @typedef {import('./furnish.mjs').Ask} Ask */

const here = new URL('./', import.meta.url);
/** CouchDB's own; without the last one it cannot say which databases change. */
const SYSTEM = ['_users', '_replicator', '_global_changes'];
const OF_THE_NETWORK = ['public', 'network', 'training', 'learners', 'orders', 'ops', 'accounts'];
const OF_A_CENTRE = ['centre', 'people', 'roster'];
/** Says which generation of a database is the current one, and has none itself. */
const GENERATIONS = 'generations';

/** What belongs into each database, by the files beside this one. */
export const inside = contentsOf(textsBelow('design/', 'security/'));

/**
 * @param {string} address with the administrator's account in it
 * @param {{ prefix?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<{ databases: string[], changed: string[] }>} all databases, and what was not yet as it should be
 */
export async function provision(address, { prefix = '', log = console.log } = {}) {
	const ask = connect(address);
	await expectDoubt(address);
	/** @type {string[]} */
	const changed = [];
	const did = (/** @type {string} */ what) => {
		changed.push(what);
		log(what);
	};
	const make = async (/** @type {string} */ db, /** @type {string} */ name) => {
		if (await create(ask, `${name}?q=1`)) did(`${name}: created`);
		for (const what of await furnish(ask, name, inside(db))) did(`${name}: ${what}`);
		return name;
	};
	for (const name of SYSTEM) if (await create(ask, name)) did(`${name}: created`);
	const databases = [await make(GENERATIONS, `${prefix}${GENERATIONS}`)];
	const current = await currentGenerations(ask, `${prefix}${GENERATIONS}`);
	const named = (/** @type {string} */ db) => `${prefix}${db}-g${current.get(db) ?? 1}`;
	const centres = await knownCentres(ask, named('public'));
	const members = [...(await existing(ask, prefix))].filter((db) => db.startsWith('member_'));
	const wanted = [
		...OF_THE_NETWORK,
		...centres.flatMap((centre) => OF_A_CENTRE.map((sort) => `${sort}_${centre}`)),
		...members
	];
	for (const db of wanted) if (current.get(db) !== null) databases.push(await make(db, named(db)));
	return { databases, changed };
}

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

/**
 * With the proxy handler on and no secret set, CouchDB takes everybody for whom they say they are.
 * @param {string} address
 */
async function expectDoubt(address) {
	const url = new URL('_session', `${address.replace(/\/$/, '')}/`);
	url.username = url.password = '';
	const headers = {
		'x-auth-couchdb-username': 'nobody',
		'x-auth-couchdb-roles': '_admin',
		'x-auth-couchdb-token': '0'
	};
	const answer = await (await fetch(url, { headers })).json();
	if (answer?.userCtx?.name)
		throw new Error('this CouchDB believes anybody to be anything: see couchdb/couchdb.ini');
}

/** @param {Ask} ask @param {string} path @returns {Promise<boolean>} whether it was not there yet */
async function create(ask, path) {
	const { status, body } = await ask(path, 'PUT');
	if (status === 412) return false;
	// In a cluster, 202: a node is away and will follow.
	if (status === 201 || status === 202) return true;
	throw new Error(`${path} was not created: ${body.reason}`);
}

/**
 * By database; `null` for one that was dropped, nothing for one that never moved.
 * @param {Ask} ask
 * @param {string} name
 * @returns {Promise<Map<string, number | null>>}
 */
async function currentGenerations(ask, name) {
	const { status, body } = await ask(`${name}/_all_docs?include_docs=true`);
	if (status !== 200) throw new Error(`${name} cannot be read: ${body.reason}`);
	return new Map(body.rows.map((/** @type {any} */ { doc }) => [doc._id, doc.current]));
}

/** Logical databases there are. @param {Ask} ask @param {string} prefix @returns {Promise<Set<string>>} */
async function existing(ask, prefix) {
	const { body } = await ask('_all_dbs');
	const names = body.filter((/** @type {string} */ name) => name.startsWith(prefix));
	return new Set(
		names.flatMap((/** @type {string} */ name) => {
			const [, db] = /^(.+)-g\d+$/.exec(name.slice(prefix.length)) ?? [];
			return db ?? [];
		})
	);
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

/** @param {...string} folders @returns {Record<string, string>} */
function textsBelow(...folders) {
	return Object.fromEntries(
		folders.flatMap((folder) =>
			readdirSync(new URL(folder, here), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => {
					const url = pathToFileURL(`${entry.parentPath}/${entry.name}`);
					return [url.href.slice(here.href.length), readFileSync(url, 'utf8')];
				})
		)
	);
}

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
