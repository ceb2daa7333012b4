import type { Socket } from 'node:net';
import { ownAnswer, type Answer } from './answers';
import type { Faults } from './faults';
import { feed, nowhere, socketSink } from './feed';
import { forward, pass, type Side } from './forward';
import { parseHead, requestBody } from './framing';
import type { Ledger } from './traffic';
import { begin, readHead, sinkOf, type Trip } from './trip';

/**
 * Serves one client connection until either side ends it. Requests are taken one after the other, as
 * browsers send them, and go to a server connection of their own that lives as long as this one.
 * A request line and its headers are held back until they are complete.
 */
export async function serve(
	socket: Socket,
	dial: () => Socket,
	faults: Faults,
	ledger: Ledger
): Promise<void> {
	const client = { socket, from: feed(socket) };
	let server: Side | undefined;
	let doing: 'nothing' | 'answering' | 'forwarding' = 'nothing';
	socket.once('close', () => server?.socket.destroy());

	const dialled = (): Side => {
		const fresh = dial();
		return { socket: fresh, from: feed(fresh) };
	};

	/** A server that hangs up between requests takes the client's connection with it, as without us. */
	const watch = async (side: Side) => {
		await side.from.peek();
		if (doing === 'forwarding' || server !== side) return;
		side.socket.destroy();
		server = undefined;
		if (doing === 'nothing') socket.destroySoon();
	};

	try {
		for (;;) {
			doing = 'nothing';
			const head = await readHead(client.from);
			if (!head) return;
			const trip = begin(parseHead(head), faults, ledger);
			const own = ownAnswer(trip.fate, trip.request.method);
			if (trip.fate?.kind === 'blackHole') return await swallow(trip, client);
			if (own) {
				doing = 'answering';
				if (!(await answer(trip, client, own))) return;
			} else {
				doing = 'forwarding';
				server ??= dialled();
				if (!(await forward(trip, client, server))) return;
				doing = 'nothing';
				void watch(server); // ends with the connection
			}
		}
	} finally {
		socket.destroySoon();
		server?.socket.destroy();
	}
}

/** Takes all that comes until the client gives up or the line is cut. */
async function swallow({ head, exchange }: Trip, { from }: Side): Promise<void> {
	exchange.up = head.bytes.length;
	for (let bytes = await from.take(); bytes; bytes = await from.take()) exchange.up += bytes.length;
}

/** @returns whether the connection can carry another exchange */
async function answer(trip: Trip, client: Side, own: Answer): Promise<boolean> {
	const { head, exchange } = trip;
	const sent = await pass(client.from, head.bytes, requestBody(head), sinkOf(trip, 'up', nowhere));
	if (sent !== 'whole') return false;
	exchange.status = own.code;
	const down = sinkOf(trip, 'down', socketSink(client.socket));
	const received = (await down.send(own.bytes)) && (await down.flush());
	return received && !/close/i.test(head.headers.get('connection') ?? '');
}
