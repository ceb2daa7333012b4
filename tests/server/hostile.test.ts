import { connect } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drip, get, say } from '../support/raw';
import { startServer, type RunningServer } from '../support/server';

let folder: string;
let server: RunningServer;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-hostile-'));
	await writeFile(join(folder, 'secret.txt'), 'not for anybody');
	server = await startServer({
		folder,
		env: { HEADERS_TIMEOUT: '2', REQUEST_TIMEOUT: '3' }
	});
});
afterAll(async () => {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
});

const head = (more = ''): string => `host: localhost:${server.port}\r\n${more}`;
const isServing = async (): Promise<boolean> => (await fetch(`${server.url}/health`)).ok;

describe('63: no address leads out of what is served', () => {
	const UP = ['..', '%2e%2e', '%2E.', '..%2f', '%2e%2e%2f', '..%5c', '..\\', '%252e%252e%252f'];
	/** Two bytes for a dot and a slash, which no decoder may accept. */
	const OVERLONG = ['%c0%ae%c0%ae%c0%af', '%e0%80%ae%e0%80%ae/', '%c0%2e%c0%2e/'];
	const AIMS = ['etc/passwd', 'package.json', 'secret.txt', 'build/handler.js'];
	const BASES = ['/', '/_app/', '/_app/immutable/', '/db/', '/db/public/', '/shell/', '/segments/'];

	test.each([...UP, ...OVERLONG])('%s', async (up) => {
		for (const base of BASES)
			for (const aim of AIMS) {
				const path = `${base}${`${up}/`.repeat(6)}${aim}`;
				const { status, text } = await get(server.port, path);
				expect([308, 400, 401, 403, 404, 405], path).toContain(status);
				expect(text, path).not.toMatch(/root:|"dependencies"|not for anybody|ASSET_DIR/);
			}
	});

	test.each([
		['a NUL', '/icon.svg%00.html'],
		['a NUL in a database’s name', '/db/public%00/_all_docs'],
		['half an escape', '/%'],
		['a database above the others', '/db/..%2f'],
		['a file above the databases', '/db/..%2fsecret.txt'],
		['an address with a drive', '/C:/Windows/win.ini'],
		['an address of a file', '/file:///etc/passwd']
	])('%s', async (_what, path) => {
		const { status, text } = await get(server.port, path);
		expect([400, 401, 403, 404]).toContain(status);
		expect(text).not.toMatch(/root:|not for anybody/);
	});

	test.each([
		['a NUL as such', 'GET /\0 HTTP/1.1\r\n', 400],
		['no protocol at all', 'GET /\r\n', 400],
		['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
		['an address longer than any', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n`, 431],
		['more headers than anybody needs', `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n`, 431],
		[
			'a length said twice, to smuggle a second request',
			'POST /sync HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
			400
		],
		[
			'a header that ends where it should not',
			'GET / HTTP/1.1\r\nx: a\nhost : localhost\r\n\r\n',
			400
		]
	])('%s', async (_what, bytes, status) => {
		expect((await say(server.port, `${bytes}\r\n`)).status).toBe(status);
		expect(await isServing()).toBe(true);
	});
});

describe('63: who is slow on purpose is cut off, and the others are served meanwhile', () => {
	/** The outcomes of many at once, and whether somebody else was served while they went on. */
	async function manyOf(attack: () => Promise<{ status: number }>) {
		let going = 0;
		const all = Array.from({ length: 50 }, () => {
			going += 1;
			return attack().finally(() => (going -= 1));
		});
		const served = await isServing();
		const meanwhile = going;
		return { served, meanwhile, heard: await Promise.all(all) };
	}

	test('a head that comes a byte at a time', async () => {
		const { served, meanwhile, heard } = await manyOf(() =>
			drip(server.port, 'G', `ET /health HTTP/1.1\r\n${head('x: a')}`)
		);
		expect([served, meanwhile]).toEqual([true, 50]);
		expect(new Set(heard.map(({ status }) => status))).toEqual(new Set([408]));
	});

	test('a body that comes a byte at a time', async () => {
		const { served, meanwhile, heard } = await manyOf(() => {
			const body = head('content-type: application/json\r\ncontent-length: 2000\r\n\r\n');
			return drip(server.port, `POST /sync HTTP/1.1\r\n${body}{"`, ' ');
		});
		expect([served, meanwhile]).toEqual([true, 50]);
		// Cut off; whether an answer still gets through to somebody who keeps sending is their affair.
		for (const { status } of heard) expect([0, 400, 408]).toContain(status);
	});

	test('a connection on which nothing is ever said', async () => {
		const silent = connect(server.port, '127.0.0.1').resume();
		await new Promise((resolve) => silent.once('close', resolve));
		expect(await isServing()).toBe(true);
	});
});
