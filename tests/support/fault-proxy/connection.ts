import type { Socket } from 'node:net';
import type { Fate, Faults, Request } from './faults';
import { counted, feed, nowhere, socketSink, type Feed, type Sink } from './feed';
import { parseHead, requestBody, responseBody, type Body, type Head } from './framing';
import type { Pace } from './pace';
import type { Exchange, Ledger, Writable } from './traffic';
import { portalPage, statusAnswer } from './answers';

/** One exchange: the client's request, what is to become of it, and where it is written down. */
interface Trip {
	readonly head: Head;
	readonly request: Request;
	readonly exchange: Writable<Exchange>;
	readonly fate?: Fate;
	readonly pace?: Pace;
}

/**
 * Serves one client connection until either side ends it. Requests are taken one after the other, as
 * browsers send them, and go to a server connection of their own that lives as long as this one.
 * A request line and its headers are held back until they are complete.
 */
export async function serve(
	client: Socket,
	dial: () => Socket,
	faults: Faults,
	ledger: Ledger
): Promise<void> {
	const inbound = feed(client);
	let doing: 'nothing' | 'answering' | 'forwarding' = 'nothing';
	let server: { readonly socket: Socket; readonly outbound: Feed } | undefined;
	client.once('close', () => server?.socket.destroy());

	const connected = () => {
		if (server) return server;
		const socket = dial();
		return (server = { socket, outbound: feed(socket) });
	};

	/** A server that hangs up between requests must be seen to, or the client would use a dead line. */
	const watch = ({ socket, outbound }: NonNullable<typeof server>) =>
		outbound.peek().then(() => {
			if (doing === 'forwarding' || server?.socket !== socket) return;
			socket.destroy();
			server = undefined;
			if (doing === 'nothing') client.destroySoon();
		});

	try {
		for (;;) {
			doing = 'nothing';
			const head = await readHead(inbound);
			if (!head) return;
			const trip = begin(head, faults, ledger);
			const own = trip.fate && ownAnswer(trip.fate, trip.request.method);
			if (trip.fate?.kind === 'blackHole') return await swallow(inbound, trip);
			if (own) {
				doing = 'answering';
				if (!(await answer(client, inbound, trip, own))) return;
			} else {
				doing = 'forwarding';
				const { socket, outbound } = connected();
				if (!(await forward(client, inbound, socket, outbound, trip))) return;
				doing = 'nothing';
				if (server) void watch(server); // ends with the connection
			}
		}
	} finally {
		client.destroySoon();
		server?.socket.destroy();
	}
}

const begin = (head: Head, faults: Faults, ledger: Ledger): Trip => {
	const [method = '', target = ''] = head.start;
	const [path = '', query] = target.split(/(?=\?)/, 2);
	const request = { method, path, query: query ?? '', headers: head.headers };
	const struck = faults.strike(request);
	const fault = struck.fate ? { fault: struck.fate.kind } : {};
	const exchange = ledger.begin({ method, path, query: request.query, ...fault });
	return { head, request, exchange, ...struck };
};

const ownAnswer = (fate: Fate, method: string) =>
	fate.kind === 'status'
		? { code: fate.code, bytes: statusAnswer(fate.code, fate.retryAfter, method) }
		: fate.kind === 'captivePortal'
			? { code: 200, bytes: portalPage(method) }
			: undefined;

/** Takes all that comes until the client gives up or the line is cut. */
async function swallow(inbound: Feed, { head, exchange }: Trip): Promise<void> {
	exchange.up = head.bytes.length;
	for (let bytes = await inbound.take(); bytes; bytes = await inbound.take())
		exchange.up += bytes.length;
}

/** @returns whether the connection can carry another exchange */
async function answer(
	client: Socket,
	inbound: Feed,
	trip: Trip,
	own: { readonly code: number; readonly bytes: Buffer }
): Promise<boolean> {
	const { up, down } = sinks(trip, nowhere, socketSink(client));
	const sent = await pass(inbound, trip.head.bytes, requestBody(trip.head), up, budget());
	if (sent !== 'whole') return false;
	trip.exchange.status = own.code;
	return (await down.send(own.bytes)) && (await down.flush());
}

/** @returns whether the connection can carry another exchange */
async function forward(
	client: Socket,
	inbound: Feed,
	server: Socket,
	outbound: Feed,
	trip: Trip
): Promise<boolean> {
	const { fate } = trip;
	const lost = fate?.kind === 'loseResponse';
	const limits = {
		up: budget(fate?.kind === 'cutRequestAfter' ? fate.bytes : Infinity),
		down: budget(fate?.kind === 'cutResponseAfter' ? fate.bytes : Infinity)
	};
	const { up, down } = sinks(trip, socketSink(server), lost ? nowhere : socketSink(client), lost);

	const request = async () => {
		const sent = await pass(inbound, trip.head.bytes, requestBody(trip.head), up, limits.up);
		if (sent === 'cut') client.resetAndDestroy();
		if (sent === 'cut' || (sent === 'broken' && client.destroyed)) server.destroySoon();
		// Waiting for the answer, a client may hang up: the server must learn of it to stop working.
		else void inbound.peek().then((bytes) => bytes === null && server.end());
		return sent;
	};
	const response = async () => {
		const got = await passResponse(outbound, trip, down, limits.down);
		if (got.body === undefined || (got.passed === 'broken' && got.body.endless)) {
			// No length tells the client that something is missing, so the break itself has to.
			if (got.passed !== 'whole') client.resetAndDestroy();
		} else if (got.passed !== 'whole') client.destroySoon();
		if (got.passed === 'whole' && lost) client.resetAndDestroy();
		return got;
	};

	const [sent, got] = await Promise.all([request(), response()]);
	if (got.upgraded) await tunnel(inbound, outbound, up, down, server, client);
	return sent === 'whole' && got.passed === 'whole' && !got.body?.endless && !client.destroyed;
}
