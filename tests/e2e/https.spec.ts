import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort, startServer } from '../support/server';
import { startTlsProxy } from '../support/tls-proxy';
import { openBrowser } from './support/browser';
import { watchPolicy } from './support/policy';
import { titleOf } from './support/title';

test('behind a reverse proxy with a certificate the app opens, works offline and keeps a Secure cookie', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'telecentre-tls-'));
	const front = await startTlsProxy('telecentre.example');
	const server = await startServer({ folder, env: { ORIGIN: front.origin } });
	front.toward(server.port);
	const browser = await openBrowser({ args: front.browserArgs });
	const page = browser.page();
	const reports = await watchPolicy(page);
	await page.goto(`${front.origin}/device`);
	await expect(titleOf(page)).toBeVisible();
	expect(await page.evaluate(() => isSecureContext)).toBe(true);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
	await page.evaluate(() => (document.cookie = '__Host-probe=1; Secure; Path=/; SameSite=Strict'));
	const asked = page.waitForRequest(`${front.origin}/sync`);
	await page.goto(`${front.origin}/`);
	expect(await (await asked).headerValue('cookie')).toContain('__Host-probe=1');
	await expect(titleOf(page)).toBeVisible();

	await front.close();
	await page.goto(`${front.origin}/kiosk`);
	await expect(titleOf(page)).toBeVisible();
	expect(reports).toEqual([]);
	expect(browser.errors).toEqual([]);

	await browser.close();
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});

test('over plain http beyond this machine the app says what is missing, why, and where to go', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'telecentre-plain-'));
	// Somebody has put a reverse proxy without TLS in front.
	const name = 'telecentre.example';
	const browser = await openBrowser({ args: [`--host-resolver-rules=MAP ${name} 127.0.0.1`] });
	const port = await freePort();
	const server = await startServer({ folder, port, env: { ORIGIN: `http://${name}:${port}` } });
	const page = browser.page();
	await page.goto(`http://${name}:${port}/kiosk`);
	await expect(page.getByRole('heading', { name: 'Il manque une connexion sûre' })).toBeVisible();
	for (const missing of ['service worker', 'WebCrypto', 'Web Locks', 'caméra'])
		await expect(page.getByRole('listitem').filter({ hasText: missing })).toBeVisible();
	const way = page.getByRole('link', { name: 'Ouvrir la même adresse en https' });
	// On the port where https answers: this one does not speak it.
	await expect(way).toHaveAttribute('href', `https://${name}/kiosk`);
	expect(browser.errors).toEqual([]);
	await browser.close();
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});
