import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../fault-proxy';

/** What the proxy's own tests stand on both sides of it: a plain server and a client of raw bytes. */

export const bodyOf = async (request: IncomingMessage): Promise<string> => {
	let body = '';
	for await (const bytes of request.setEncoding('utf8')) body += bytes;
	return body;
};

/** A proxy in front of a server that keeps what it received and echoes it; both end with the test. */
export async function echoBehindProxy(): Promise<{ proxy: FaultProxy; received: string[] }> {
	const received: string[] = [];
	const proxy = await behindProxy(async (request, response) => {
		const body = await bodyOf(request).catch(() => undefined);
		if (body === undefined) return;
		received.push(`${request.method} ${request.url} ${body}`.trimEnd());
		response.end(`echo ${body}`);
	});
	return { proxy, received };
}

export const behindProxy = async (listener: RequestListener): Promise<FaultProxy> =>
	proxyTo(createServer(listener));

export async function proxyTo(server: Server): Promise<FaultProxy> {
	const open = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		open.add(socket.on('error', () => {}));
		socket.once('close', () => open.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const proxy = await startFaultProxy({ target: { port: (server.address() as AddressInfo).port } });
	onTestFinished(async () => {
		await proxy.close();
		for (const socket of open) socket.destroy();
		await new Promise((resolve) => server.close(resolve));
	});
	return proxy;
}

export interface RawClient {
	readonly socket: Socket;
	/** All bytes so far, once there are at least this many. */
	received(bytes: number): Promise<Buffer>;
	/** How the connection ended, with all bytes it brought. */
	readonly ended: Promise<{ readonly bytes: Buffer; readonly error?: string }>;
}

export function rawClient(port: number, send?: string | Buffer): RawClient {
	const socket = connect({ port, host: '127.0.0.1' });
	if (send !== undefined) socket.write(send);
	let bytes = Buffer.alloc(0);
	let error: string | undefined;
	socket.on('data', (more) => (bytes = Buffer.concat([bytes, more])));
	socket.on('error', (cause: NodeJS.ErrnoException) => (error = cause.code));
	const ended = new Promise<{ bytes: Buffer; error?: string }>((resolve) =>
		socket.once('close', () => resolve({ bytes, ...(error ? { error } : {}) }))
	);
	onTestFinished(() => void socket.destroy());
	return {
		socket,
		ended,
		received: (wanted) =>
			new Promise((resolve, reject) => {
				const look = () => bytes.length >= wanted && resolve(bytes);
				socket.on('data', look);
				void ended.then(() => reject(new Error(`ended after ${bytes.length} bytes: ${error}`)));
				look();
			})
	};
}

/** The code of the socket error behind a failed `fetch`. */
export const brokenBy = (request: Promise<Response>): Promise<string> =>
	request
		.then((response) => response.text())
		.then(
			(text) => `no error: ${text}`,
			(error: { cause?: { code?: string; errors?: { code?: string }[] } }) =>
				error.cause?.code ?? error.cause?.errors?.[0]?.code ?? String(error)
		);
