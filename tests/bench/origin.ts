import { createServer, request, Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of the benchmark's own, compressed beforehand so that nobody waits for it. */
export interface Own {
	readonly type: string;
	readonly body: Buffer;
	readonly coding?: 'br';
}

/**
 * An address that serves the benchmark's pages and hands everything else to the
 * app's server as it came, so that what is measured talks to `/sync` as the app
 * does. Each port is an origin with a storage of its own.
 */
export interface Origin {
	readonly port: number;
	readonly url: string;
	close(): Promise<void>;
}

export async function openOrigin(appPort: number, own: ReadonlyMap<string, Own>): Promise<Origin> {
	const agent = new Agent({ keepAlive: true });
	const server = createServer((asked, answer) => {
		const found = own.get(asked.url ?? '');
		if (found) serve(found, answer);
		else forward(agent, appPort, asked, answer);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		port,
		url: `http://127.0.0.1:${port}`,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			agent.destroy();
			await closed;
		}
	};
}

function serve({ type, body, coding }: Own, answer: ServerResponse): void {
	answer.writeHead(200, {
		'content-type': type,
		'content-length': body.length,
		'cache-control': 'no-store',
		...(coding && { 'content-encoding': coding })
	});
	answer.end(body);
}

/** Names, order and values of headers stay as they were, both ways. */
function forward(agent: Agent, port: number, asked: IncomingMessage, answer: ServerResponse): void {
	const { method, url, rawHeaders } = asked;
	const onward = request(
		{ host: '127.0.0.1', port, method, path: url, headers: rawHeaders as never, agent },
		(got) => {
			// Node would add its own where the app says nothing of the connection.
			answer.removeHeader('connection');
			answer.writeHead(got.statusCode ?? 502, got.statusMessage, got.rawHeaders);
			got.pipe(answer);
		}
	);
	onward.on('error', () => answer.destroy());
	answer.on('close', () => onward.destroy());
	asked.pipe(onward);
}
