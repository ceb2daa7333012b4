/** Addresses that only this machine can reach. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/**
 * How the server is to run. Times are in seconds.
 * @typedef {object} Settings
 * @property {string} host
 * @property {number} port
 * @property {string | undefined} origin the address people use, where one is set
 * @property {number} headersTimeout for a request's head
 * @property {number} requestTimeout for all of a request
 * @property {number} keepAliveTimeout between two requests on one connection
 * @property {number} shutdownTimeout for answers under way, once asked to stop
 */

/**
 * The settings an environment asks for, or the sentence that says why they are refused. No value
 * that may hold a password is repeated in it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings | { refused: string }}
 */
export function settingsIn(env) {
	const host = env['HOST'] || '127.0.0.1';
	const port = Number(env['PORT'] || 4173);
	if (!Number.isInteger(port) || port < 1 || port > 65_535)
		return { refused: `PORT=${env['PORT']} is not a port: a number from 1 to 65535 is.` };
	const origin = env['ORIGIN'] ? originIn(env['ORIGIN']) : undefined;
	if (env['ORIGIN'] && !origin)
		return {
			refused: `ORIGIN=${env['ORIGIN']} is not an address people can use: https://telecentres.example.fr is.`
		};
	if (!LOOPBACK.test(host) && !origin?.startsWith('https://'))
		return {
			refused:
				`HOST=${host} would let others reach this server without encryption: names and codes would travel\n` +
				'in the open, and browsers switch off what the app needs. Missing: ORIGIN, the https:// address people\n' +
				'use, and a reverse proxy that answers there (docs/https.md). Or leave HOST out: this machine only.'
		};
	if (env['COUCHDB_URL'] && !originIn(env['COUCHDB_URL']))
		return {
			refused: 'COUCHDB_URL is not an address: http://user:password@127.0.0.1:5984 is one.'
		};
	const times = {
		headersTimeout: seconds(env['HEADERS_TIMEOUT'], 20),
		requestTimeout: seconds(env['REQUEST_TIMEOUT'], 120),
		// Longer than a reverse proxy keeps a connection it does not use: the one who sends closes first.
		keepAliveTimeout: seconds(env['KEEP_ALIVE_TIMEOUT'], 65),
		// Without a reverse proxy in front, a stop must not wait for browsers that keep a connection open.
		shutdownTimeout: seconds(env['SHUTDOWN_TIMEOUT'], 5)
	};
	for (const [name, value] of Object.entries(times))
		if (Number.isNaN(value)) return { refused: `${name} is not a number of seconds.` };
	return { host, port, origin, ...times };
}

/** @param {string} text */
function originIn(text) {
	if (!URL.canParse(text)) return undefined;
	const { protocol, origin } = new URL(text);
	return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

/**
 * @param {string | undefined} text
 * @param {number} otherwise
 */
function seconds(text, otherwise) {
	if (!text) return otherwise;
	return /^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) : NaN;
}
