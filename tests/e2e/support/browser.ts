import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type BrowserContext, type Page } from '@playwright/test';
import { chromium as found } from '../../support/chromium.mjs';

/** A device's browser with a profile of its own, which survives what happens to its process. */
export interface DeviceBrowser {
	context(): BrowserContext;
	/** The tab everything happens in unless said otherwise. */
	page(): Page;
	/** `kill -9` of the browser with everything it runs. */
	kill(): Promise<void>;
	/** Starts it again on the same profile. */
	start(): Promise<Page>;
	/** Uncaught errors and failed content security checks, in the order they came. */
	readonly errors: readonly string[];
	close(): Promise<void>;
}

export async function openBrowser({
	viewport = { width: 1280, height: 800 },
	locale = 'fr-FR',
	args: more = []
}: {
	viewport?: { width: number; height: number };
	/** What the browser was set up in. */
	locale?: string;
	/** Besides those every browser here is started with. */
	args?: readonly string[];
} = {}): Promise<DeviceBrowser> {
	const profile = await mkdtemp(join(tmpdir(), 'telecentre-profile-'));
	const { executablePath, env, args, chromiumSandbox } = await found();
	const errors: string[] = [];
	let context: BrowserContext;

	async function start(): Promise<Page> {
		context = await playwright.launchPersistentContext(profile, {
			executablePath,
			env,
			args: [...args, ...more],
			chromiumSandbox,
			viewport,
			locale,
			timezoneId: 'Europe/Paris'
		});
		const listen = (page: Page): void => {
			page.on('pageerror', (error) => errors.push(String(error)));
			page.on('console', (message) => {
				if (/content security policy|requires 'Trusted/i.test(message.text()))
					errors.push(message.text());
			});
		};
		// What never comes ends its story in a minute, and says what it waited for.
		context.setDefaultTimeout(60_000);
		context.on('page', listen);
		const page = context.pages()[0] ?? (await context.newPage());
		listen(page);
		return page;
	}

	await start();
	return {
		errors,
		context: () => context,
		page: () => context.pages()[0]!,
		start,
		async kill() {
			const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
			for (const pid of processesOf(profile)) tryKill(pid);
			await closed;
		},
		async close() {
			await context.close().catch(() => {});
			await rm(profile, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}

/** The browser process and its children name the profile on their command line. */
function processesOf(profile: string): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => pid !== process.pid && commandOf(pid).includes(profile));
}

function commandOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		return '';
	}
}

function tryKill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It went by itself.
	}
}
