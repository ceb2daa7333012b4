import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { couchdbUrl, deleteDatabases, uniquePrefix } from '../../couchdb/couch';
import { startFaultProxy, type FaultProxy } from '../../support/fault-proxy';
import { freePort, startServer, type RunningServer } from '../../support/server';
import { openBrowser, type DeviceBrowser } from './browser';
import { centreRecord, type CentreRecord } from './centre';
import { Desk } from './desk';
import { Kiosk } from './kiosk';
import { openOffice, type Office } from './office';

/** The server, which can be stopped, killed and started again on its port and folder. */
export interface Stage {
	running(): RunningServer;
	kill(): Promise<void>;
	/** With another build than this checkout's, where one is named. */
	start(entry?: string): Promise<void>;
}

interface Parts {
	server: Stage;
	office: Office;
	/** The kiosk's way to the server. The host's is direct. */
	link: FaultProxy;
	kioskBrowser: DeviceBrowser;
	kiosk: Kiosk;
	deskBrowser: DeviceBrowser;
	desk: Desk;
	/** Somebody's own phone; nothing is open on it yet. */
	phoneBrowser: DeviceBrowser;
	centre: CentreRecord;
}

/** A kiosk in Murat behind a link that can fail, a host's PC beside it, and the server both speak to. */
export const test = base.extend<Parts>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the parts from here.
	server: async ({}, use) => {
		const folder = await mkdtemp(join(tmpdir(), 'telecentre-data-'));
		const port = await freePort();
		const prefix = uniquePrefix();
		// The same stories over Apache CouchDB, where there is one to tell them to.
		const env: Record<string, string> = couchdbUrl
			? { COUCHDB_URL: couchdbUrl, COUCHDB_PREFIX: prefix }
			: {};
		let running = await startServer({ folder, port, env });
		await use({
			running: () => running,
			kill: () => running.kill(),
			start: async (entry) => {
				running = await startServer({ folder, port, env, ...(entry && { entry }) });
			}
		});
		await running.stop();
		if (couchdbUrl) await deleteDatabases(prefix);
		await rm(folder, { recursive: true, force: true });
	},
	office: async ({ server }, use) => use(await openOffice(server.running)),
	link: async ({ server }, use) => {
		const proxy = await startFaultProxy({ target: { port: server.running().port } });
		await use(proxy);
		await proxy.close();
	},
	kioskBrowser: async ({ link: _link }, use) => {
		const browser = await openBrowser();
		await use(browser);
		await browser.close();
	},
	kiosk: async ({ kioskBrowser, link, office }, use) => {
		const kiosk = new Kiosk(kioskBrowser, link.url, office);
		await kiosk.setUp('murat');
		await use(kiosk);
		base.expect(kioskBrowser.errors).toEqual([]);
	},
	deskBrowser: async ({ server: _server }, use) => {
		const browser = await openBrowser();
		await use(browser);
		await browser.close();
	},
	desk: async ({ deskBrowser, server, office }, use) => {
		const desk = new Desk(deskBrowser.page(), server.running().url, office);
		await desk.setUp('murat');
		await use(desk);
		base.expect(deskBrowser.errors).toEqual([]);
	},
	phoneBrowser: async ({ server: _server }, use) => {
		const browser = await openBrowser({ viewport: { width: 360, height: 740 } });
		await use(browser);
		await browser.close();
		base.expect(browser.errors).toEqual([]);
	},
	centre: async ({ office }, use) => use(centreRecord(office.ask, 'murat'))
});

export const { expect } = base;
