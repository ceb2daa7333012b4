import { Agent, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificateFor } from './certificate';

/** What stands in front of the server in earnest: it speaks TLS with browsers and plain http with the server. */
export interface TlsProxy {
	/** `https://<name>:<port>`: the address people use. */
	readonly origin: string;
	/** How Chromium is told that the name is here and its certificate is good. */
	readonly browserArgs: readonly string[];
	/** What Node's fetch and https need to trust it. */
	readonly cert: string;
	readonly port: number;
	/** From now on to this port. */
	toward(port: number): void;
	close(): Promise<void>;
}

/** Passes requests on as Caddy does: the same `Host`, and its own word for who asks. */
export async function startTlsProxy(name: string): Promise<TlsProxy> {
	const { key, cert, spki } = certificateFor(name);
	const agent = new Agent({ keepAlive: true });
	let target = 0;
	const server = createServer({ key, cert }, (asked, answer) => {
		const headers = { ...asked.headers, 'x-forwarded-for': asked.socket.remoteAddress ?? '' };
		const { method, url: path } = asked;
		const onward = request(
			{ host: '127.0.0.1', port: target, method, path, headers, agent },
			(got) => {
				answer.writeHead(got.statusCode ?? 502, got.rawHeaders);
				got.pipe(answer);
			}
		);
		onward.on('error', () => answer.headersSent || answer.writeHead(502).end());
		asked.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `https://${name}:${port}`,
		cert,
		port,
		browserArgs: [
			`--host-resolver-rules=MAP ${name} 127.0.0.1`,
			`--ignore-certificate-errors-spki-list=${spki}`
		],
		toward: (to) => void (target = to),
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			agent.destroy();
			await closed;
		}
	};
}
