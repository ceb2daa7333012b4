import type { Socket } from 'node:net';
import { nowhere, reset, socketSink, type Feed, type Sink } from './feed';
import { parseHead, requestBody, responseBody, type Body } from './framing';
import { readHead, sinkOf, type Trip } from './trip';

export interface Side {
	readonly socket: Socket;
	readonly from: Feed;
}

/** How much of a message may still go through before the cable goes out. */
interface Budget {
	left: number;
}

type Passed = 'whole' | 'cut' | 'broken';

/**
 * Carries one request to the server and its response back, both at once: a server may answer early,
 * or ask for the body first.
 * @returns whether the two connections can carry another exchange
 */
export async function forward(trip: Trip, client: Side, server: Side): Promise<boolean> {
	const up = sinkOf(trip, 'up', socketSink(server.socket));
	const lost = trip.fate?.kind === 'loseResponse';
	const down = lost ? nowhere : sinkOf(trip, 'down', socketSink(client.socket));

	const [sent, got] = await Promise.all([
		passRequest(trip, client, server, up),
		passResponse(trip, client, server, down)
	]);
	if (lost) reset(client.socket);
	else if (got === 'upgraded') await tunnel(client, server, up, down);
	else if (got === 'reusable' && sent === 'broken') await linger(client);
	return got === 'reusable' && sent === 'whole' && !lost;
}

async function passRequest(trip: Trip, client: Side, server: Side, up: Sink): Promise<Passed> {
	const budget = { left: trip.fate?.kind === 'cutRequestAfter' ? trip.fate.bytes : Infinity };
	const sent = await pass(client.from, trip.head.bytes, requestBody(trip.head), up, budget);
	if (sent === 'cut') {
		reset(client.socket);
		server.socket.destroySoon();
	}
	// While it waits for the answer a client may hang up: the server must learn of it to stop working.
	else void client.from.peek().then((bytes) => bytes === null && server.socket.end());
	return sent;
}

async function passResponse(
	{ fate, request, exchange }: Trip,
	client: Side,
	server: Side,
	down: Sink
): Promise<'reusable' | 'last' | 'upgraded'> {
	const budget = { left: fate?.kind === 'cutResponseAfter' ? fate.bytes : Infinity };
	for (;;) {
		const bytes = await readHead(server.from);
		if (!bytes) {
			reset(client.socket);
			return 'last';
		}
		const head = parseHead(bytes);
		exchange.status = Number(head.start[1]);
		const interim = exchange.status < 200 && exchange.status !== 101;
		const body = responseBody(request.method, exchange.status, head);
		// A browser takes half a head, or half a body of unknown length, for all of it, unless the
		// connection is reset. A reset may overtake bytes, so it is kept for where it is needed.
		const needsReset = body.endless || budget.left < bytes.length;

		const passed = await pass(server.from, bytes, body, down, budget);
		if (passed !== 'whole' || (body.endless && server.socket.errored)) {
			if (needsReset) reset(client.socket);
			else client.socket.destroySoon();
			return 'last';
		}
		if (exchange.status === 101) return 'upgraded';
		if (!interim) return body.endless ? 'last' : 'reusable';
	}
}

/** Bytes in, the same bytes out, until the message ends or its budget is spent. */
export async function pass(
	source: Feed,
	head: Buffer,
	body: Body,
	sink: Sink,
	budget: Budget = { left: Infinity }
): Promise<Passed> {
	const through = async (bytes: Buffer): Promise<Passed> => {
		const part = bytes.subarray(0, budget.left);
		budget.left -= part.length;
		if (part.length > 0 && !(await sink.send(part))) return 'broken';
		return budget.left > 0 ? 'whole' : 'cut';
	};
	let passed = await through(head);
	while (passed === 'whole' && !body.done) {
		const bytes = await source.take();
		if (!bytes) {
			passed = body.endless ? 'whole' : 'broken';
			break;
		}
		const own = body.take(bytes);
		source.putBack(bytes.subarray(own));
		passed = await through(bytes.subarray(0, own));
	}
	return (await sink.flush()) ? passed : 'broken';
}

/** After "101 Switching Protocols" there are no messages any more, only bytes both ways. */
async function tunnel(client: Side, server: Side, up: Sink, down: Sink): Promise<void> {
	const pour = async (from: Feed, sink: Sink, to: Socket) => {
		for (let bytes = await from.take(); bytes; bytes = await from.take())
			if (!(await sink.send(bytes))) break;
		await sink.flush();
		to.end();
	};
	await Promise.all([pour(client.from, up, server.socket), pour(server.from, down, client.socket)]);
}

/**
 * The server answered and hung up before it had the whole request. Closing with unread bytes would
 * reset the connection and take the answer away from the client, which reads it when it is done.
 */
async function linger({ socket, from }: Side): Promise<void> {
	socket.end();
	while (await from.take());
}
