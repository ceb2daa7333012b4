import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
	blackHole,
	captivePortal,
	cutRequestAfter,
	cutResponseAfter,
	flap,
	loseResponse,
	status,
	throttle
} from '../fault-proxy';
import { behindProxy, echoBehindProxy, proxyTo, rawClient } from './on-the-wire';

const RAW = 'POST /visits HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123456789';

describe('a request cut', () => {
	test('gives the server exactly the bytes that went before the cut', async () => {
		const arrived: Promise<string>[] = [];
		const server = createServer((socket) => {
			let got = '';
			socket.on('data', (bytes) => (got += bytes));
			arrived.push(new Promise((resolve) => socket.once('close', () => resolve(got))));
		});
		const proxy = await proxyTo(server);
		for (let bytes = 0; bytes <= RAW.length; bytes++) {
			proxy.fault(cutRequestAfter(bytes, { times: 1 }));
			expect((await rawClient(proxy.port, RAW).ended).error).toBe('ECONNRESET');
			await expect.poll(() => arrived.length, { interval: 1 }).toBe(bytes + 1);
			expect(await arrived[bytes]).toBe(RAW.slice(0, bytes));
			expect(proxy.stats.exchanges[bytes]).toMatchObject({ up: bytes, down: 0 });
		}
	});

	test('goes unharmed when it is shorter', async () => {
		const { proxy, received } = await echoBehindProxy();
		proxy.fault(cutRequestAfter(10_000));
		expect((await fetch(proxy.url, { method: 'POST', body: 'short' })).status).toBe(200);
		expect(received).toEqual(['POST / short']);
	});
});

describe('a response cut', () => {
	test.each([
		['of known length', { 'content-length': '10' }],
		['in chunks', { 'transfer-encoding': 'chunked' }],
		['ended by the connection', { connection: 'close' }]
	])('%s gives the client exactly the bytes that went before the cut', async (_, headers) => {
		const proxy = await behindProxy((_, response) => {
			response.sendDate = false;
			if ('connection' in headers) response.useChunkedEncodingByDefault = false;
			response.writeHead(200, headers).end('0123456789');
		});
		const ask = 'GET /n HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
		const whole = (await rawClient(proxy.port, ask).ended).bytes;
		for (let bytes = 0; bytes < whole.length; bytes++) {
			proxy.fault(cutResponseAfter(bytes, { times: 1 }));
			const { bytes: got } = await rawClient(proxy.port, ask).ended;
			expect(got.toString()).toBe(whole.toString().slice(0, bytes));
			expect(proxy.stats.exchanges.at(-1)).toMatchObject({ down: bytes, up: ask.length });
		}
	});
});

test('a lost response was still delivered to the server', async () => {
	const { proxy, received } = await echoBehindProxy();
	proxy.fault(loseResponse({ times: 1 }));
	expect(await rawClient(proxy.port, RAW).ended).toMatchObject({
		error: 'ECONNRESET',
		bytes: Buffer.of()
	});
	expect(received).toEqual(['POST /visits 0123456789']);
	expect(proxy.stats.exchanges).toMatchObject([
		{ up: RAW.length, down: 0, status: 200, fault: 'loseResponse' }
	]);
	expect((await fetch(proxy.url)).status).toBe(200);
});

test('a black hole takes everything, answers nothing, and hides it from the server', async () => {
	const { proxy, received } = await echoBehindProxy();
	proxy.fault(blackHole({ match: ({ path }) => path === '/hole' }));
	const client = rawClient(proxy.port, RAW.replace('/visits', '/hole'));
	await expect.poll(() => proxy.stats.of('/hole').up).toBe(RAW.length - 2);
	await expect(fetch(`${proxy.url}/hole`, { signal: AbortSignal.timeout(100) })).rejects.toThrow(
		'timeout'
	);
	expect((await fetch(`${proxy.url}/elsewhere`)).status).toBe(200);
	expect(received).toEqual(['GET /elsewhere']);
	expect(proxy.stats.of('/hole').down).toBe(0);
	await proxy.cut();
	expect((await client.ended).bytes).toHaveLength(0);
});

test('a storm of refusals says when to come back, and passes', async () => {
	const { proxy, received } = await echoBehindProxy();
	proxy.fault(status(503, { retryAfter: 7, times: 2 }));
	proxy.fault(status(429, { times: 1 }));
	const answers = [];
	for (let asked = 0; asked < 4; asked++) {
		const answer = await fetch(proxy.url, { method: 'POST', body: `n${asked}` });
		answers.push([answer.status, answer.headers.get('retry-after'), await answer.text()]);
	}
	expect(answers).toEqual([
		[503, '7', 'Service Unavailable\n'],
		[503, '7', 'Service Unavailable\n'],
		[429, null, 'Too Many Requests\n'],
		[200, null, 'echo n3']
	]);
	expect(received).toEqual(['POST / n3']);
});

test('an answer in the server’s place keeps the connection, and its bytes count', async () => {
	const { proxy } = await echoBehindProxy();
	proxy.fault(status(502, { times: 1 }));
	const client = rawClient(proxy.port, RAW);
	const refused = await client.received(1);
	client.socket.write(RAW);
	await client.received(refused.length + 1);
	expect(proxy.stats.exchanges).toMatchObject([
		{ status: 502, up: RAW.length, down: refused.length, fault: 'status' },
		{ status: 200, up: RAW.length }
	]);
});

test('behind a captive portal every request gets the log-in page', async () => {
	const { proxy, received } = await echoBehindProxy();
	const lift = proxy.fault(captivePortal());
	for (const method of ['GET', 'POST']) {
		const answer = await fetch(`${proxy.url}/sync`, { method });
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toMatch('text/html');
		expect(await answer.text()).toMatch(/<form/);
	}
	expect(await (await fetch(proxy.url, { method: 'HEAD' })).text()).toBe('');
	lift();
	expect(await (await fetch(proxy.url)).text()).toBe('echo ');
	expect(received).toEqual(['GET /']);
});

describe('a slow link', () => {
	test('takes its time in both directions, and adds its latency once a round trip', async () => {
		const { proxy } = await echoBehindProxy();
		proxy.fault(throttle({ bytesPerSecond: 100_000, latencyMs: 100 }));
		const start = performance.now();
		const body = 'x'.repeat(20_000);
		expect(await (await fetch(proxy.url, { method: 'POST', body })).text()).toBe(`echo ${body}`);
		const { up, down } = proxy.stats.total;
		expect(performance.now() - start).toBeGreaterThan(100 + (up + down) / 100 - TIMER_SLACK);
		expect(up).toBeGreaterThan(20_000);
	});

	test('is shared by all connections', async () => {
		const { proxy } = await echoBehindProxy();
		proxy.fault(throttle({ bytesPerSecond: 100_000, latencyMs: 0 }));
		const start = performance.now();
		const post = () => fetch(proxy.url, { method: 'POST', body: 'x'.repeat(8_000) });
		await Promise.all([post(), post(), post()]);
		expect(performance.now() - start).toBeGreaterThan(240 - TIMER_SLACK);
	});

	test('can lose responses as well', async () => {
		const { proxy, received } = await echoBehindProxy();
		proxy.fault(throttle({ bytesPerSecond: 100_000, latencyMs: 20 }));
		proxy.fault(loseResponse());
		expect((await rawClient(proxy.port, RAW).ended).error).toBe('ECONNRESET');
		expect(received).toHaveLength(1);
	});

	test('lets go at once when it is lifted', async () => {
		const { proxy } = await echoBehindProxy();
		proxy.fault(throttle({ bytesPerSecond: 100, latencyMs: 60_000 }));
		const answer = fetch(proxy.url, { method: 'POST', body: 'x'.repeat(100_000) });
		await expect.poll(() => proxy.stats.total.requests).toBe(1);
		proxy.clear();
		expect((await answer).status).toBe(200);
	});
});

test('a flapping link goes out and comes back by itself, and stays in once cleared', async () => {
	const { proxy } = await echoBehindProxy();
	const reached = () =>
		fetch(proxy.url).then(
			() => true,
			() => false
		);
	proxy.fault(flap({ everyMs: 60 }));
	for (let swing = 0; swing < 3; swing++) {
		await expect.poll(reached, { interval: 5 }).toBe(false);
		await expect.poll(reached, { interval: 5 }).toBe(true);
	}
	proxy.clear();
	await proxy.restore();
	expect(await reached()).toBe(true);

	proxy.fault(flap({ everyMs: 20, times: 1 }));
	expect(await reached()).toBe(false);
	await expect.poll(reached, { interval: 5 }).toBe(true);
});

test('a cable taken out by hand stays out through flapping and clearing', async () => {
	const { proxy } = await echoBehindProxy();
	await proxy.cut();
	const lift = proxy.fault(flap({ everyMs: 10, times: 2 }));
	lift();
	proxy.clear();
	expect((await rawClient(proxy.port).ended).error).toBe('ECONNREFUSED');
	await proxy.restore();
	expect((await fetch(proxy.url)).status).toBe(200);
});

test('a fault strikes only the requests it was meant for', async () => {
	const { proxy, received } = await echoBehindProxy();
	proxy.fault(
		status(500, {
			match: ({ method, path, query }) => method === 'PUT' && path === '/a' && query === '?b'
		})
	);
	const asked = async (method: string, path: string) =>
		(await fetch(proxy.url + path, { method })).status;
	expect(await asked('PUT', '/a?b')).toBe(500);
	expect(await asked('PUT', '/a')).toBe(200);
	expect(await asked('DELETE', '/a?b')).toBe(200);
	expect(received).toEqual(['PUT /a', 'DELETE /a?b']);
});

test('a speed or rhythm that makes no sense is refused', async () => {
	const { proxy } = await echoBehindProxy();
	expect(() => proxy.fault(throttle({ bytesPerSecond: 0, latencyMs: 0 }))).toThrow(RangeError);
	expect(() => proxy.fault(flap({ everyMs: 0 }))).toThrow(RangeError);
});

/** Timers may fire a little early, by rounding to whole milliseconds. */
const TIMER_SLACK = 10;
