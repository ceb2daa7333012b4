import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../support/server';
import { startTlsProxy, type TlsProxy } from '../support/tls-proxy';

const NAME = 'telecentre.example';

let folder: string;
let front: TlsProxy;
let server: RunningServer;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-https-'));
	front = await startTlsProxy(NAME);
	const env = { ORIGIN: front.origin, ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '1' };
	server = await startServer({ folder, env });
	front.toward(server.port);
});
afterAll(async () => {
	await server?.stop();
	await front?.close();
	await rm(folder, { recursive: true, force: true });
});

interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** As a browser asks: it looks the name up, checks the certificate, and names the site it wants. */
const ask = (
	path: string,
	{ body, ...options }: { body?: string; method?: string; headers?: Record<string, string> } = {}
): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const asked = request(
			{
				host: '127.0.0.1',
				port: front.port,
				path,
				servername: NAME,
				ca: front.cert,
				...options,
				headers: { host: new URL(front.origin).host, ...options.headers }
			},
			(answer) => {
				answer.resume();
				resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
			}
		);
		asked.on('error', reject);
		asked.end(body);
	});

const post = (origin: string): Promise<Answer> =>
	ask('/sync', {
		method: 'POST',
		body: '{}',
		headers: { 'content-type': 'application/json', origin }
	});

test('behind TLS every page tells browsers to come by TLS for a year, and data does not spend bytes on it', async () => {
	for (const path of ['/', '/kiosk', '/shell', '/nope'])
		expect((await ask(path)).headers['strict-transport-security']).toBe('max-age=31536000');
	expect((await ask('/health')).headers['strict-transport-security']).toBeUndefined();
});

test('without TLS in front nothing is promised about it', async () => {
	const plain = await startServer({ folder: `${folder}-plain` });
	const { headers } = await fetch(`${plain.url}/`);
	await plain.stop();
	await rm(`${folder}-plain`, { recursive: true, force: true });
	expect(headers.has('strict-transport-security')).toBe(false);
});

test('its own pages may write, and those of the same name without TLS may not', async () => {
	expect((await post(front.origin)).status).not.toBe(403);
	expect((await post(front.origin.replace('https:', 'http:'))).status).toBe(403);
	expect((await post(`https://${NAME}`)).status).toBe(403);
	expect((await post('null')).status).toBe(403);
});

test('a name a client makes up in a header changes nothing', async () => {
	const forged = { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'http' };
	const { status, headers } = await ask('/shell/', { headers: forged });
	expect(status).toBe(308);
	expect(headers['location']).toBe('/shell');
	expect((await ask('/health', { headers: { host: 'elsewhere.example' } })).status).toBe(403);
});
