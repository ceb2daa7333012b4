import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Segment } from '../../src/lib/domain/segments';
import type { Network } from '../../src/lib/ports/network';
import {
	PATIENCE,
	NEVER_MIND,
	request,
	answer,
	JSON_TYPE,
	LINES_TYPE,
	line,
	wholeOf,
	days,
	asked,
	type Handler
} from './network-bench';

/**
 * What every way to the server makes of what links and servers do. Long because it
 * is one list of what can go wrong, against one server set up once.
 */
export function networkContract(
	name: string,
	open: (origin: string, patience: number) => Network
): void {
	describe(`the network: ${name}`, () => {
		let server: Server;
		let origin: string;
		let network: Network;
		let handle: Handler;
		let segments: Segment[];
		const each = async (landed: Segment): Promise<void> => void segments.push(landed);
		const send =
			(status: number, headers: Record<string, string>, body: string | Buffer = ''): Handler =>
			(response) => {
				response.writeHead(status, headers).end(body);
			};

		beforeEach(async () => {
			segments = [];
			server = createServer((incoming, response) => {
				const chunks: Buffer[] = [];
				incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
				incoming.on('end', () => handle(response, Buffer.concat(chunks), incoming));
			});
			await once(server.listen(0, '127.0.0.1'), 'listening');
			origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			network = open(origin, NEVER_MIND);
		});
		afterEach(() => {
			vi.useRealTimers();
			server.closeAllConnections();
			server.close();
		});

		test('an answer comes as it was given, and bytes are counted as they travel', async () => {
			let up = 0;
			const text = JSON.stringify(answer);
			handle = (response, body, incoming) => {
				up = body.length;
				expect([incoming.method, incoming.url]).toEqual(['POST', '/sync']);
				expect(JSON.parse(body.toString())).toEqual(request);
				const length = { 'content-length': String(Buffer.byteLength(text)) };
				response.writeHead(200, { ...JSON_TYPE, ...length }).end(text);
			};
			const exchanged = await network.exchange(request);
			expect(exchanged).toEqual({ answer, bytes: { up, down: Buffer.byteLength(text) } });
			expect(up).toBeGreaterThan(0);
		});

		test('a request that is worth it goes up gzipped, a small one as it is', async () => {
			const seen: (string | undefined)[] = [];
			let unpacked: unknown;
			handle = (response, body, incoming) => {
				seen.push(incoming.headers['content-encoding']);
				unpacked = JSON.parse((seen.at(-1) === 'gzip' ? gunzipSync(body) : body).toString());
				send(200, JSON_TYPE, JSON.stringify(answer))(response, body, incoming);
			};
			const long = { ...request, version: 'é'.repeat(500) };
			const small = await network.exchange(request);
			const packed = await network.exchange(long);
			expect(seen).toEqual([undefined, 'gzip']);
			expect(unpacked).toEqual(long);
			expect(small.bytes.up).toBe(JSON.stringify(request).length);
			expect(packed.bytes.up).toBeLessThan(JSON.stringify(long).length / 3);
		});

		test.each([
			['brotli', 'br', brotliCompressSync],
			['gzip', 'gzip', gzipSync]
		])('an answer in %s is unpacked, and counted packed', async (_, coding, compress) => {
			const long = { ...answer, token: 'token'.repeat(200) };
			const packed = compress(Buffer.from(JSON.stringify(long)));
			const headers = { 'content-encoding': coding, 'content-length': String(packed.length) };
			handle = send(200, { ...JSON_TYPE, ...headers }, packed);
			expect(await network.exchange(request)).toMatchObject({
				answer: long,
				bytes: { down: packed.length }
			});
			const lines = compress(Buffer.from(wholeOf(days)));
			handle = send(200, { ...LINES_TYPE, 'content-encoding': coding }, lines);
			expect(await network.segments(asked, each)).not.toHaveProperty('failure');
			expect(segments).toEqual(days);
		});

		const HTML = { 'content-type': 'text/html' };
		test.each<[string, Handler]>([
			['a login page', send(200, HTML, '<h1>Wifi</h1>')],
			['a page that calls itself JSON', send(200, JSON_TYPE, '<h1>Wifi</h1>')],
			['somebody else’s JSON', send(200, JSON_TYPE, '{"ok":true}')],
			['JSON that is no object', send(200, JSON_TYPE, 'null')],
			['another version’s answer', send(200, JSON_TYPE, '{"sync":2,"now":1,"instance":"a"}')],
			['an empty answer', send(204, {})],
			['a page that is not there', send(404, HTML, 'not here')],
			['“log in to this network first”', send(511, HTML, 'log in')]
		])('%s is a portal, not our server', async (_, answers) => {
			handle = answers;
			expect(await network.exchange(request)).toMatchObject({ failure: { why: 'portal' } });
			handle = send(200, HTML, '<h1>Wifi</h1>');
			expect(await network.segments(asked, each)).toMatchObject({ failure: { why: 'portal' } });
			expect(segments).toEqual([]);
		});

		test('being sent on to a login page is a portal', async () => {
			handle = (response, _, { url }) =>
				url === '/login'
					? response.writeHead(200, HTML).end('<h1>Wifi</h1>')
					: response.writeHead(302, { location: '/login' }).end();
			expect(await network.exchange(request)).toMatchObject({ failure: { why: 'portal' } });
		});

		test.each([
			[400, 'misunderstood'],
			[401, 'unauthorized'],
			[413, 'too-large'],
			[415, 'misunderstood'],
			[422, 'misunderstood'],
			[429, 'busy'],
			[500, 'busy'],
			[502, 'busy'],
			[503, 'busy']
		] as const)('status %i is said to be “%s”', async (status, why) => {
			handle = send(status, JSON_TYPE, '{}');
			expect(await network.exchange(request)).toMatchObject({ failure: { why } });
			expect((await network.segments(asked, each)).failure).toEqual({ why });
		});

		test.each([
			['seconds', '120', 120_000],
			['a date', 'Mon, 23 Nov 2026 11:01:00 GMT', 60_000],
			['a date that has passed', 'Mon, 23 Nov 2026 10:00:00 GMT', 0],
			['more than any timer can wait', '9'.repeat(30), 86_400_000],
			['a date centuries ahead', 'Mon, 23 Nov 2526 11:01:00 GMT', 86_400_000],
			['nothing sensible', 'soon', undefined]
		])(
			'how long to stay away is read from %s, and never more than a day',
			async (_, header, wait) => {
				vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T11:00:00Z') });
				for (const status of [429, 503]) {
					handle = send(status, { 'retry-after': header });
					const { failure } = (await network.exchange(request)) as { failure: object };
					expect(failure).toEqual({ why: 'busy', ...(wait !== undefined && { retryAfter: wait }) });
				}
			}
		);

		test('nobody listening is no link', async () => {
			server.close();
			await once(server, 'close');
			expect(await network.exchange(request)).toMatchObject({
				failure: { why: 'no-link' },
				bytes: { down: 0 }
			});
			expect((await network.segments(asked, each)).failure).toEqual({ why: 'no-link' });
		});

		test('a connection cut before or within an answer is no link', async () => {
			handle = (response) => response.destroy();
			expect(await network.exchange(request)).toMatchObject({ failure: { why: 'no-link' } });
			const text = JSON.stringify(answer);
			for (const cut of [1, 10, text.length - 1]) {
				handle = (response) => {
					response.writeHead(200, { ...JSON_TYPE, 'content-length': String(text.length + 20) });
					response.write(text.slice(0, cut), () => response.destroy());
				};
				expect(await network.exchange(request)).toMatchObject({ failure: { why: 'no-link' } });
			}
		});

		test('silence is given up: before an answer, and within one', async () => {
			network = open(origin, PATIENCE);
			handle = () => {};
			expect(await network.exchange(request)).toMatchObject({ failure: { why: 'timeout' } });
			handle = (response) => void response.writeHead(200, JSON_TYPE).write('{"sync":1,');
			expect(await network.exchange(request)).toMatchObject({ failure: { why: 'timeout' } });
			handle = (response) => void response.writeHead(200, LINES_TYPE).write(line(days[0]!));
			expect((await network.segments(asked, each)).failure).toEqual({ why: 'timeout' });
			expect(segments).toEqual([days[0]]);
		});

		test('a link that is slow and never silent is waited for', async () => {
			network = open(origin, PATIENCE);
			const bytes = [...Buffer.from(JSON.stringify(answer))];
			handle = (response) => {
				response.writeHead(200, JSON_TYPE);
				const drip = setInterval(() => {
					for (const byte of bytes.splice(0, 8)) response.write(Buffer.from([byte]));
					if (bytes.length > 0) return;
					clearInterval(drip);
					response.end();
				}, PATIENCE / 6);
			};
			expect(await network.exchange(request)).toMatchObject({ answer });
		});

		test('each segment is handed over as soon as it is whole', async () => {
			let release = (): void => {};
			handle = (response) => {
				response.writeHead(200, LINES_TYPE);
				const bytes = Buffer.from(line(days[0]!));
				// A character cut in two, and a line in many pieces.
				for (let i = 0; i < bytes.length; i += 7) response.write(bytes.subarray(i, i + 7));
				release = () => response.end(wholeOf(days.slice(1)));
			};
			const done = network.segments(asked, each);
			await vi.waitFor(() => expect(segments).toEqual([days[0]]));
			release();
			expect(await done).not.toHaveProperty('failure');
			expect(segments).toEqual(days);
		});

		const torn = line(days[2]!).slice(0, -20);
		test.each<[string, (response: ServerResponse) => void]>([
			['breaks off', (response) => response.write(torn, () => response.destroy())],
			['ends in a line as if all were well', (response) => void response.end(torn)],
			['ends after a line as if all were well', (response) => void response.end()]
		])(
			'where an answer %s, whole segments stay handed over and the torn one is not',
			async (_, end) => {
				handle = (response) => {
					response.writeHead(200, LINES_TYPE);
					response.write(line(days[0]!) + line(days[1]!));
					end(response);
				};
				const done = await network.segments(asked, each);
				expect(done.failure).toEqual({ why: 'no-link' });
				expect(segments).toEqual(days.slice(0, 2));
			}
		);

		test('a compressed answer that ends too soon is no link', async () => {
			const long = { ...answer, token: Array.from({ length: 500 }, (_, i) => i).join() };
			const packed = gzipSync(JSON.stringify(long)).subarray(0, -30);
			handle = send(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, packed);
			expect(await network.exchange(request)).toMatchObject({ failure: {} });
			const lines = gzipSync(wholeOf(days)).subarray(0, -30);
			handle = send(200, { ...LINES_TYPE, 'content-encoding': 'gzip' }, lines);
			expect((await network.segments(asked, each)).failure).toEqual({ why: 'no-link' });
		});

		test.each([
			['whose hash is another’s', line({ ...days[1]!, hash: days[0]!.hash })],
			['that was changed on its way', line(days[1]!).replace('œuvre', 'oeuvre')],
			['without a header', 'nonsense\n'],
			['of a header alone', '{"day":"2026-11-19"}\n']
		])('a segment %s is not taken, and those before it are', async (_, bad) => {
			handle = send(200, LINES_TYPE, line(days[0]!) + bad + line(days[2]!));
			const done = await network.segments(asked, each);
			expect(done.failure).toEqual({ why: 'misunderstood' });
			expect(segments).toEqual([days[0]]);
		});

		test('a device that cannot keep a segment hears its own reason, not one of the link', async () => {
			handle = send(200, LINES_TYPE, wholeOf(days));
			const full = new Error('no room');
			await expect(network.segments(asked, () => Promise.reject(full))).rejects.toBe(full);
		});
	});
}
