import { connect, type Socket } from 'node:net';

/** What came back on a connection of its own before the server ended it. */
export interface Heard {
	/** 0 where it ended without an answer. */
	readonly status: number;
	readonly text: string;
}

/** Sends these very bytes, which no library would, and listens until the server is done. */
export function say(port: number, bytes: string | Buffer): Promise<Heard> {
	const socket = connect(port, '127.0.0.1');
	socket.write(bytes);
	return hear(socket);
}

/** A request for exactly this path, untouched by any library. */
export const get = (port: number, path: string): Promise<Heard> =>
	say(port, `GET ${path} HTTP/1.1\r\nhost: localhost:${port}\r\nconnection: close\r\n\r\n`);

/** Sends `first` at once, then `rest` byte by byte, a tenth of a second apart and without end, until the server has had enough. */
export function drip(port: number, first: string, rest: string): Promise<Heard> {
	const socket = connect(port, '127.0.0.1');
	socket.write(first);
	let sent = 0;
	const next = setInterval(() => socket.write(rest[sent++ % rest.length]!), 100);
	socket.once('close', () => clearInterval(next));
	return hear(socket);
}

function hear(socket: Socket): Promise<Heard> {
	let text = '';
	socket.setEncoding('latin1').on('data', (part) => (text += part));
	// To be cut off is an answer, too.
	socket.on('error', () => {});
	return new Promise((resolve) =>
		socket.once('close', () =>
			resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text })
		)
	);
}
