import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** What somebody asked a small real server, in its order. */
export interface Heard {
	/** `POST /session`. */
	readonly what: string;
	/** Its JSON, unpacked. */
	readonly body: unknown;
	readonly headers: IncomingMessage['headers'];
}
export type Said = readonly [status: number, body: unknown, headers?: Record<string, string>];

export interface SmallServer {
	readonly origin: string;
	readonly heard: Heard[];
	/** What is answered to each request; a text is HTML. */
	answer: (heard: Heard) => Said;
	close(): Promise<void>;
}

export async function smallServer(): Promise<SmallServer> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const raw = Buffer.concat(chunks);
			const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
			const body: unknown = text.length > 0 ? JSON.parse(text.toString()) : undefined;
			const heard = { what: `${request.method} ${request.url}`, body, headers: request.headers };
			small.heard.push(heard);
			say(response, small.answer(heard));
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const small: SmallServer = {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard: [],
		answer: () => [500, {}],
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
	return small;
}

function say(response: ServerResponse, [status, body, headers = {}]: Said): void {
	const isHtml = typeof body === 'string';
	const type = isHtml ? 'text/html' : 'application/json';
	response.writeHead(status, { 'content-type': type, ...headers });
	response.end(isHtml ? body : JSON.stringify(body));
}

export const WIFI = '<h1>Wifi</h1>';
