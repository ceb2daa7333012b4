/**
 * Serves the built app: `node scripts/serve.mjs`, or through `npm start`, which builds it first.
 * The server around it is ours and not adapter-node's own, because files and prerendered pages are
 * answered before any hook of the app runs, and because time and size limits belong to the socket.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { headersFor, policiesIn } from './headers.mjs';
import { settingsIn } from './settings.mjs';

const build = fileURLToPath(new URL('../build', import.meta.url));

/** Of a request's head: cookies and all. */
const HEAD_BYTES = 8_192;
/** Idle ones fall to a timeout; this many at once leave the store its file handles. */
const CONNECTIONS = 1_000;

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) await serve();

/** Listens, and stops when asked to. Ends the process, with a sentence, where the settings are refused. */
export async function serve() {
	const settings = settingsIn(env);
	if ('refused' in settings) {
		console.error(settings.refused);
		return exit(1);
	}
	const { host, port, origin, headersTimeout, requestTimeout, keepAliveTimeout } = settings;
	// What the app itself reads. It refuses an address that is empty.
	if (origin) env['ORIGIN'] = origin;
	else delete env['ORIGIN'];
	// The server itself limits requests after decompression; this one is about the compressed body.
	env['BODY_SIZE_LIMIT'] ||= '2M';

	const tls = origin?.startsWith('https://') ?? false;
	const policies = policiesIn(join(build, 'prerendered'));
	const { handler } = await import(pathToFileURL(join(build, 'handler.js')).href);
	const limits = {
		maxHeaderSize: HEAD_BYTES,
		headersTimeout: headersTimeout * 1_000,
		requestTimeout: Math.max(headersTimeout, requestTimeout) * 1_000,
		keepAliveTimeout: keepAliveTimeout * 1_000,
		// Whoever is late is cut off within this time of it.
		connectionsCheckingInterval: 1_000
	};
	const server = createServer(limits, (request, response) => {
		const [path = ''] = (request.url ?? '').split('?');
		// Connections are kept open anyway (RFC 9112, 9.3): saying so each time costs 48 bytes.
		response.removeHeader('connection');
		completing(response, (status, type) =>
			headersFor({ status, type, policy: policies.get(path), tls })
		);
		// What was answered before it was read has to be read all the same, or the next request on this
		// connection would wait behind it for ever.
		response.once('finish', () => {
			if (!request.complete) request.removeAllListeners('data').resume();
		});
		handler(request, response, () => response.writeHead(404).end());
	});
	server.maxConnections = CONNECTIONS;
	// Nobody reads a slow answer for ever, either.
	server.setTimeout(requestTimeout * 1_000);
	stopWhenAsked(server, settings.shutdownTimeout * 1_000);
	await new Promise((resolve) => {
		server.once('error', (/** @type {NodeJS.ErrnoException} */ { code }) => {
			const taken = code === 'EADDRINUSE' ? ': another program listens there already' : '';
			console.error(`HOST=${host} PORT=${port} cannot be listened on (${code}${taken}).`);
			exit(1);
		});
		server.listen({ host, port }, () => resolve(undefined));
	});
	console.log(`Listening on http://${host.includes(':') ? `[${host}]` : host}:${port}`);
	return settings;
}

/**
 * Adds headers at the last moment, when it is known what the answer is. What is set already stays.
 * @param {import('node:http').ServerResponse} response
 * @param {(status: number, type: string) => Readonly<Record<string, string>>} headers
 */
function completing(response, headers) {
	const { writeHead } = response;
	response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) => {
		/** @type {Record<string, string>} */
		const given = rest.find((part) => part && typeof part === 'object') ?? {};
		const own = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
		const type = own.get('content-type') ?? response.getHeader('content-type') ?? '';
		for (const [name, value] of Object.entries(headers(status, String(type))))
			if (!own.has(name) && !response.hasHeader(name)) response.setHeader(name, value);
		return writeHead.call(response, status, ...rest);
	};
}

/**
 * Once asked to stop: no new connections, answers under way are finished, and then, as adapter-node
 * has it, an event tells the app that nobody needs it any more.
 * @param {import('node:http').Server} server
 * @param {number} patience milliseconds
 */
function stopWhenAsked(server, patience) {
	let stopping = false;
	const stop = (/** @type {NodeJS.Signals} */ reason) => {
		if (stopping) return;
		stopping = true;
		const late = setTimeout(() => server.closeAllConnections(), patience);
		server.close(() => {
			clearTimeout(late);
			process.emit(/** @type {any} */ ('sveltekit:shutdown'), /** @type {any} */ (reason));
		});
		server.closeIdleConnections();
	};
	// A connection kept open after its answer would hold up the stop.
	server.on('request', (_request, response) =>
		response.once('close', () => stopping && server.closeIdleConnections())
	);
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}
