import { createHash, randomBytes } from 'node:crypto';
import { Agent, createServer, get, request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { cutRequestAfter, startFaultProxy } from './fault-proxy';
import { reset } from './fault-proxy/feed';
import {
	behindProxy,
	brokenBy,
	echoBehindProxy,
	proxyTo,
	rawClient
} from './fault-proxy/on-the-wire';

test('every byte of a request and its answer is counted, heads included', async () => {
	const { proxy } = await echoBehindProxy();
	const first = 'POST /visits?day=1 HTTP/1.1\r\nHost: centre\r\nContent-Length: 6\r\n\r\nécrit';
	const second = 'GET /agenda HTTP/1.1\r\nHost: centre\r\n\r\n';

	const client = rawClient(proxy.port, first);
	const answer = await client.received(1);
	const whole = await client.received(answer.indexOf('\r\n\r\n') + 4 + 'echo écrit'.length + 1);
	client.socket.write(second);
	const both = await client.received(whole.length + 1);
	expect(both.toString()).toContain('echo écrit');

	expect(proxy.stats.exchanges).toMatchObject([
		{ method: 'POST', path: '/visits', query: '?day=1', up: Buffer.byteLength(first), status: 200 },
		{ method: 'GET', path: '/agenda', query: '', up: Buffer.byteLength(second), status: 200 }
	]);
	expect(proxy.stats.exchanges[0]?.down).toBe(whole.length);
	await expect.poll(() => client.received(1)).toHaveLength(proxy.stats.total.down);
	expect(proxy.stats.of('/visits')).toEqual({
		requests: 1,
		up: Buffer.byteLength(first),
		down: whole.length
	});
	expect(Object.keys(proxy.stats.paths)).toEqual(['/visits', '/agenda']);

	proxy.stats.reset();
	expect(proxy.stats.total).toEqual({ requests: 0, up: 0, down: 0 });
});

test('chunks split anywhere reach the server and come back unchanged', async () => {
	const { proxy, received } = await echoBehindProxy();
	const raw =
		'PUT /chunks HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n' +
		'5;note=x\r\nbonjo\r\nA\r\nur à tous\r\n0\r\nTrailer: yes\r\n\r\n';
	const next = 'GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

	const client = rawClient(proxy.port);
	for (const byte of Buffer.from(raw + next))
		await new Promise((resolve) => client.socket.write(Buffer.of(byte), resolve));
	const { bytes } = await client.ended;

	expect(received).toEqual(['PUT /chunks bonjour à tous', 'GET /next']);
	expect(bytes.toString()).toContain('echo bonjour à tous');
	expect(proxy.stats.of('/chunks').up).toBe(Buffer.byteLength(raw));
	expect(proxy.stats.of('/next').up).toBe(next.length);
	expect(proxy.stats.total.down).toBe(bytes.length);
});

test('a large answer waits for a slow reader and arrives whole', async () => {
	const block = randomBytes(1 << 20);
	const blocks = 64;
	let produced = 0;
	const proxy = await behindProxy(async (_, response) => {
		for (; produced < blocks; produced++) if (!response.write(block)) await once(response, 'drain');
		response.end();
	});
	const [answer] = await once(get(proxy.url, { agent: false }), 'response');

	let before = -1;
	const stalled = () => {
		const still = produced === before && produced > 0;
		before = produced;
		return still;
	};
	await expect.poll(stalled, { interval: 200 }).toBe(true);
	expect(produced).toBeLessThan(blocks / 2);

	const hash = createHash('sha256');
	for await (const bytes of answer) hash.update(bytes);
	const expected = createHash('sha256');
	for (let sent = 0; sent < blocks; sent++) expected.update(block);
	expect(hash.digest('hex')).toBe(expected.digest('hex'));
});

test('answers without a body, by rule or by method, do not hold up the next one', async () => {
	const proxy = await behindProxy((request, response) => {
		response.writeHead(Number(request.url?.slice(1)), { 'content-length': 3 });
		response.end(request.method === 'HEAD' ? undefined : 'abc');
	});
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	for (const [method, code] of [
		['HEAD', 200],
		['GET', 304],
		['GET', 204],
		['GET', 200]
	]) {
		const path = `/${code}`;
		const sent = httpRequest(proxy.url + path, { agent, method: String(method) }).end();
		const [answer] = await once(sent, 'response');
		expect(answer.statusCode).toBe(code);
		answer.resume();
		await once(answer, 'end');
	}
	agent.destroy();
});

test('one connection carries many requests, to one connection of the server', async () => {
	let connections = 0;
	const server = createServer((_, response) => response.end('ok'));
	const proxy = await proxyTo(server.on('connection', () => connections++));
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	for (let sent = 0; sent < 50; sent++) {
		const [answer] = await once(get(proxy.url, { agent }), 'response');
		answer.resume();
		await once(answer, 'end');
	}
	agent.destroy();
	expect(connections).toBe(1);
	expect(proxy.stats.exchanges).toHaveLength(50);
});

test('with the cable out, open connections are reset and new ones refused', async () => {
	const { proxy } = await echoBehindProxy();
	const waiting = rawClient(proxy.port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1');
	await expect.poll(() => proxy.stats.total.requests).toBe(1);

	await proxy.cut();
	expect((await waiting.ended).error).toBe('ECONNRESET');
	expect((await rawClient(proxy.port).ended).error).toBe('ECONNREFUSED');
});

test('the cable back in answers on the same port, any number of times', async () => {
	const { proxy } = await echoBehindProxy();
	for (let time = 0; time < 20; time++) {
		await proxy.cut();
		expect((await rawClient(proxy.port).ended).error).toBe('ECONNREFUSED');
		await proxy.restore();
		expect((await fetch(proxy.url)).status).toBe(200);
	}
});

test('cuts and restores asked for at once end as the last one said', async () => {
	const { proxy } = await echoBehindProxy();
	await Promise.all([proxy.cut(), proxy.restore(), proxy.cut(), proxy.restore()]);
	expect((await fetch(proxy.url)).status).toBe(200);
	await Promise.all([proxy.restore(), proxy.cut()]);
	expect((await rawClient(proxy.port).ended).error).toBe('ECONNREFUSED');
});

test('a client that hangs up while waiting is known to the server', async () => {
	let gone = false;
	const proxy = await behindProxy((_, response) => {
		response.once('close', () => (gone = true));
	});
	const client = rawClient(proxy.port, 'GET /changes HTTP/1.1\r\nHost: a\r\n\r\n');
	await expect.poll(() => proxy.stats.total.requests).toBe(1);
	client.socket.end();
	await expect.poll(() => gone).toBe(true);
});

test('a server that dies half-way through an answer breaks the connection', async () => {
	const proxy = await behindProxy((_, response) => {
		response.writeHead(200, { 'content-length': 100 });
		response.write('half', () => response.destroy());
	});
	expect(await brokenBy(fetch(proxy.url))).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
});

test('with the server down the connection is reset, not answered', async () => {
	const server = createTcpServer();
	const proxy = await proxyTo(server);
	await new Promise((resolve) => server.close(resolve));
	expect(await brokenBy(fetch(proxy.url))).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
});

test('a connection that becomes a web socket stays open both ways', async () => {
	const server = createServer().on('upgrade', (_, socket) => {
		socket.write(
			'HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: upgrade\r\n\r\n'
		);
		socket.pipe(socket);
	});
	const proxy = await proxyTo(server);
	const hello = 'GET /live HTTP/1.1\r\nHost: a\r\nUpgrade: echo\r\nConnection: upgrade\r\n\r\n';
	const client = rawClient(proxy.port, hello);
	const upgraded = await client.received(70);
	client.socket.write('ping');
	expect((await client.received(upgraded.length + 4)).toString()).toMatch(/ping$/);
	expect(proxy.stats.exchanges[0]).toMatchObject({ status: 101, up: hello.length + 4 });
});

test('a connection that breaks while it says goodbye is gone as well', async () => {
	const server = createTcpServer({ allowHalfOpen: true });
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	rawClient((server.address() as AddressInfo).port);
	const [socket] = await once(server, 'connection');
	socket.end();
	reset(socket);
	await once(socket, 'close');
});

test('clients that vanish at any moment leave the proxy serving', async () => {
	const { proxy } = await echoBehindProxy();
	const raw = `POST /n HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`;
	const vanishing = Array.from({ length: 100 }, async (_, n) => {
		const client = rawClient(proxy.port, raw.slice(0, n * 2_500));
		if (n % 3 === 0) client.socket.resetAndDestroy();
		else if (n % 3 === 1) client.socket.once('connect', () => client.socket.destroy());
		else client.socket.end();
		if (n % 25 === 0) await proxy.cut().then(proxy.restore);
		await client.ended;
	});
	await Promise.all(vanishing);
	expect(await (await fetch(proxy.url, { method: 'POST', body: 'still here' })).text()).toBe(
		'echo still here'
	);
});

test('closing ends every connection, and says what went wrong inside', async () => {
	const proxy = await startFaultProxy({ target: { port: 9 } });
	proxy.fault(
		cutRequestAfter(0, {
			match: () => {
				throw new Error('a broken match');
			}
		})
	);
	const waiting = rawClient(proxy.port, 'GET / HTTP/1.1\r\n');
	await expect(fetch(proxy.url)).rejects.toThrow();
	await expect(proxy.close()).rejects.toMatchObject({ errors: [{ message: 'a broken match' }] });
	await waiting.ended;
	await proxy.close();
	expect((await rawClient(proxy.port).ended).error).toBe('ECONNREFUSED');
});
