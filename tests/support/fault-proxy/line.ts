import { connect, createServer, type Server, type Socket } from 'node:net';
import { reset } from './feed';

/** The cable: a listening port and every connection through it, there or gone as a whole. */
export interface Line {
	readonly port: number;
	/** Listens again, on the same port. */
	up(): Promise<void>;
	/** Refuses new connections and resets the open ones. */
	down(): Promise<void>;
	/** A connection to the server, which goes down with the rest. */
	dial(host: string, port: number): Socket;
}

/**
 * @param port one chosen here unless given
 * @param onClient called with each connection
 */
export async function openLine(
	port: number | undefined,
	onClient: (client: Socket) => void
): Promise<Line> {
	const open = new Set<Socket>();
	const keep = (socket: Socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
		socket.on('error', () => {}); // 'close' follows, and says all there is to know
		return socket;
	};
	const accept = (client: Socket) => onClient(keep(client));

	let listener: Server | undefined;
	let chosen = port ?? 0;
	for (let tries = port === undefined ? 50 : 1; !listener; tries--) {
		chosen = port ?? somePort();
		try {
			listener = await listen(chosen, accept);
		} catch (error) {
			if (tries === 1 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		}
	}

	return {
		port: chosen,
		async up() {
			listener ??= await listen(chosen, accept);
		},
		async down() {
			const closing = listener;
			listener = undefined;
			const stopped = new Promise((resolve) => (closing ? closing.close(resolve) : resolve(null)));
			const closed = [...open].map(
				(socket) => new Promise((resolve) => socket.once('close', resolve))
			);
			for (const socket of open) reset(socket);
			await Promise.all([stopped, ...closed]);
		},
		dial: (host, to) => keep(connect({ host, port: to, noDelay: true, allowHalfOpen: true }))
	};
}

const listen = (port: number, accept: (client: Socket) => void): Promise<Server> =>
	new Promise((resolve, reject) => {
		const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
		server.once('error', reject);
		server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(server));
	});

/**
 * Below the ports that systems hand out by themselves: while the cable is out nobody listens on this
 * one, and a port that "0" gave could be given to somebody else before it is back.
 */
const somePort = () => 20_000 + Math.floor(Math.random() * 10_000);
