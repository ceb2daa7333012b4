import { chromium as playwright, type BrowserContext, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chromium } from './chromium.mjs';

/** Unpacking the browser for the first time takes most of it, on a busy machine. */
const LONG = 120_000;

test('the browser starts and shows French text at a readable size', { timeout: LONG }, async () => {
	const browser = await playwright.launch(await chromium());
	onTestFinished(() => browser.close());
	const page = await browser.newPage();
	await page.setContent('<span>Été, Noël, où, ça</span><br><span>Ete, Noel, ou, ca</span>');
	const [accents, plain] = await page.locator('span').evaluateAll((spans) =>
		spans.map((span) => {
			const { width, height } = span.getBoundingClientRect();
			return { width, height };
		})
	);
	expect(plain?.height).toBeGreaterThan(10);
	expect(plain?.width).toBeGreaterThan(60);
	// Letters the font lacked would be drawn as boxes, of another width than the letter below.
	expect(Math.abs((accents?.width ?? 0) - (plain?.width ?? 0))).toBeLessThan(2);
});

test(
	'a record and the page that shows it survive a kill -9, with the server gone too',
	{ timeout: LONG },
	async () => {
		const site = await serveSite();
		const profile = await mkdtemp(join(tmpdir(), 'telecentres-profile-'));
		onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));

		const before = await open(profile);
		await before.page.goto(site.url);
		await before.page.evaluate(async () => {
			await navigator.serviceWorker.register('/service-worker.js');
			await navigator.serviceWorker.ready;
		});
		await before.page.evaluate(keep, 'Marie, 9 h');
		const gone = before.context.waitForEvent('close');
		process.kill(before.pid, 'SIGKILL');
		await gone;
		await site.close();

		const after = await open(profile);
		await after.page.goto(site.url);
		expect(await after.page.title()).toBe('Présences');
		expect(await after.page.evaluate(kept)).toBe('Marie, 9 h');
		await after.context.close();
	}
);

async function open(
	profile: string
): Promise<{ context: BrowserContext; page: Page; pid: number }> {
	const context = await playwright.launchPersistentContext(profile, await chromium());
	onTestFinished(() => context.close());
	const browser = context.browser();
	const cdp = await browser?.newBrowserCDPSession();
	const { processInfo = [] } = (await cdp?.send('SystemInfo.getProcessInfo')) ?? {};
	const pid = processInfo.find(({ type }) => type === 'browser')?.id;
	if (!pid) throw new Error('the browser does not tell its process id');
	return { context, page: context.pages()[0] ?? (await context.newPage()), pid };
}

async function serveSite(): Promise<{ url: string; close(): Promise<void> }> {
	const server = createServer((request, response) => {
		const isWorker = request.url === '/service-worker.js';
		response.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html; charset=utf-8');
		response.end(isWorker ? WORKER : '<!doctype html><title>Présences</title>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	onTestFinished(close);
	return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close };
}

const WORKER = `
self.addEventListener('install', (event) =>
	event.waitUntil(caches.open('shell').then((cache) => cache.add('/')))
);
self.addEventListener('fetch', (event) => event.respondWith(caches.match('/')));
`;

/** Runs in the page, like `kept`. Strict: by default Chromium may still hold the record in memory. */
const keep = (record: string) =>
	new Promise<void>((resolve, reject) => {
		const request = indexedDB.open('visits', 1);
		request.onupgradeneeded = () => request.result.createObjectStore('visits');
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			const write = request.result.transaction('visits', 'readwrite', { durability: 'strict' });
			write.objectStore('visits').put(record, 1);
			write.oncomplete = () => resolve();
			write.onabort = () => reject(write.error);
		};
	});

const kept = () =>
	new Promise<unknown>((resolve, reject) => {
		const request = indexedDB.open('visits', 1);
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			const read = request.result.transaction('visits').objectStore('visits').get(1);
			read.onsuccess = () => resolve(read.result);
			read.onerror = () => reject(read.error);
		};
	});
