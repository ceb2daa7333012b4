import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type DeviceBrowser } from '../e2e/support/browser';
import { say } from '../support/raw';
import { startServer, type RunningServer } from '../support/server';

let folder: string;
let server: RunningServer;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-foreign-'));
	server = await startServer({ folder });
});
afterAll(async () => {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
});

const ELSEWHERE = 'https://elsewhere.example';

describe('61: what another site has a browser do is refused', () => {
	test.each<[string, Record<string, string>]>([
		['JSON', { 'content-type': 'application/json', origin: ELSEWHERE }],
		['text, which needs no permission', { 'content-type': 'text/plain', origin: ELSEWHERE }],
		['a form', { 'content-type': 'application/x-www-form-urlencoded', origin: ELSEWHERE }],
		['a form with files', { 'content-type': 'multipart/form-data; boundary=x', origin: ELSEWHERE }],
		['an origin that is nobody’s', { 'content-type': 'application/json', origin: 'null' }],
		['an origin that is none', { 'content-type': 'application/json', origin: 'localhost' }],
		['another port of this machine', { origin: 'http://localhost:1' }],
		['no origin, but the browser tells', { 'sec-fetch-site': 'cross-site' }],
		['a sister site, and the browser tells', { 'sec-fetch-site': 'same-site' }]
	])('writing, dressed as %s', async (_what, headers) => {
		for (const path of ['/sync', '/segments', '/db/public/_bulk_get', '/health', '/nope', '/']) {
			const answer = await fetch(server.url + path, { method: 'POST', body: '{}', headers });
			expect(answer.status, path).toBe(403);
			expect(answer.headers.has('access-control-allow-origin')).toBe(false);
		}
	});

	test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s', async (method) => {
		const answer = await fetch(`${server.url}/db/public/x`, {
			method,
			headers: { origin: ELSEWHERE }
		});
		expect(answer.status).toBe(403);
		expect([...answer.headers.keys()].filter((name) => /^access-control/.test(name))).toEqual([]);
	});

	test('loading data as a picture, a script or a frame', async () => {
		for (const dest of ['image', 'script', 'iframe', 'object', 'empty'])
			for (const path of ['/health', '/db/public/_all_docs']) {
				const mode = dest === 'iframe' || dest === 'object' ? 'navigate' : 'no-cors';
				// Node's own fetch would not let a program say these of itself.
				const heard = await say(
					server.port,
					[
						`GET ${path} HTTP/1.1`,
						`host: localhost:${server.port}`,
						'connection: close',
						'sec-fetch-site: cross-site',
						`sec-fetch-mode: ${mode}`,
						`sec-fetch-dest: ${dest}`,
						'\r\n'
					].join('\r\n')
				);
				expect(heard.status, `${path} as ${dest}`).toBe(403);
			}
	});
});

test('a link on another site opens the page', async () => {
	const link = 'sec-fetch-site: cross-site\r\nsec-fetch-mode: navigate\r\nsec-fetch-dest: document';
	const { status } = await say(
		server.port,
		`GET / HTTP/1.1\r\nhost: localhost:${server.port}\r\nconnection: close\r\n${link}\r\n\r\n`
	);
	expect(status).toBe(200);
});

test('61: a server asked under a name that is not its own has nothing to say, and goes nowhere', async () => {
	for (const host of [
		'elsewhere.example',
		'localhost.elsewhere.example',
		'192.0.2.7',
		'localhost@x'
	])
		for (const path of [
			'/',
			'/kiosk',
			'/sync',
			'/health',
			'/db/public',
			'http://localhost/health'
		]) {
			const { status, text } = await say(
				server.port,
				`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`
			);
			expect([400, 403], `${host} ${path}`).toContain(status);
			expect(text).not.toMatch(/\r\nlocation:/i);
		}
});

test('61: no address leads a browser to another site', async () => {
	for (const path of [
		'//elsewhere.example/',
		'//elsewhere.example/shell/',
		'/\\elsewhere.example/'
	]) {
		const { text } = await say(
			server.port,
			`GET ${path} HTTP/1.1\r\nhost: localhost:${server.port}\r\nconnection: close\r\n\r\n`
		);
		const [, location] = /\r\nlocation: (.*)\r\n/i.exec(text) ?? [];
		expect(location ?? '/').toMatch(/^\/(?![/\\])/);
	}
});

describe('61: another site, in a real browser', () => {
	let browser: DeviceBrowser;
	let site: string;
	const elsewhere = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html');
		response.end('<!doctype html><title>elsewhere</title>hello');
	});
	beforeAll(async () => {
		browser = await openBrowser({
			args: ['--host-resolver-rules=MAP elsewhere.example 127.0.0.1']
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
		site = `http://elsewhere.example:${(elsewhere.address() as AddressInfo).port}/`;
	});
	afterAll(async () => {
		await browser?.close();
		elsewhere.closeAllConnections();
		elsewhere.close();
	});

	test('cannot frame the app', async () => {
		const page = browser.page();
		const framed = async (src: string) => {
			await page.goto(site);
			await page.evaluate(async (address) => {
				const frame = Object.assign(document.createElement('iframe'), { src: address });
				document.body.append(frame);
				await new Promise((resolve) => (frame.onload = resolve));
			}, src);
			const [, frame] = page.frames();
			const text = await frame!.evaluate(() => document.body.textContent);
			return frame!.url().startsWith('chrome-error:') ? 'kept out by the browser' : text;
		};
		// One that may be framed is: what follows is the app's own doing.
		expect(await framed(site)).toBe('hello');
		for (const path of ['/', '/kiosk', '/nope', '/health'])
			expect(await framed(server.url + path), path).toBe('{"error":"foreign-origin"}');
		for (const path of ['/shell', '/icon.svg'])
			expect(await framed(server.url + path), path).toBe('kept out by the browser');
	});

	test('can neither send a fact nor read what is there', async () => {
		const page = browser.page();
		await page.goto(site);
		const statuses: number[] = [];
		page.on('response', (response) => {
			if (response.url().startsWith(server.url)) statuses.push(response.status());
		});
		const read = await page.evaluate(async (app) => {
			const outcomes: string[] = [];
			const attempt = async (path: string, init: RequestInit): Promise<void> => {
				const outcome = await fetch(app + path, init).then(
					(answer) => answer.type,
					() => 'failed'
				);
				outcomes.push(outcome);
			};
			const json = { 'content-type': 'application/json' };
			await attempt('/sync', { method: 'POST', body: '{}', headers: json });
			await attempt('/sync', { method: 'POST', body: '{}', mode: 'no-cors' });
			await attempt('/health', {});
			await attempt('/health', { mode: 'no-cors' });
			await attempt('/icon.svg', { mode: 'no-cors' });
			return outcomes;
		}, server.url);
		// None is readable, and the one that would have been opaque is held back as well.
		expect(read).toEqual(['failed', 'failed', 'failed', 'failed', 'failed']);
		expect(statuses.every((status) => status === 403 || status === 200)).toBe(true);
	});

	test('gets nothing done by sending a form', async () => {
		const page = browser.page();
		await page.goto(site);
		const answered = page.waitForResponse(`${server.url}/sync`);
		await page.evaluate((app) => {
			const form = Object.assign(document.createElement('form'), {
				action: `${app}/sync`,
				method: 'post',
				enctype: 'text/plain'
			});
			form.append(Object.assign(document.createElement('input'), { name: '{"x":"', value: '"}' }));
			document.body.append(form);
			form.submit();
		}, server.url);
		expect((await answered).status()).toBe(403);
	});
});
