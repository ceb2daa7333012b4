import type { BrowserContext, Page } from '@playwright/test';
import { seededRandomness } from '../support/kiosk';
import { startFaultProxy, type Exchange, type FaultProxy } from '../support/fault-proxy';
import type { AppServer } from './app-server';
import { pageFor, scriptOf } from './bundle';
import { personId } from './generator';
import { openOrigin } from './origin';
import type { Kiosk } from './page/check-in';

/** Bytes as a real browser sends and gets them over HTTP/1.1: both heads, both bodies. */
export const allBytes = (exchanges: readonly Exchange[]): number =>
	exchanges.reduce((sum, { up, down }) => sum + up + down, 0);

/** A tablet at work, and every byte between it and the server. */
export interface CountedKiosk {
	/** The exchanges that one check-in took, until the server had acknowledged it. */
	checkIn(): Promise<readonly Exchange[]>;
	/** The exchanges that asking for news took, when there is none. */
	idlePoll(): Promise<readonly Exchange[]>;
	/** Somebody arrives, whether or not there is a link; resolves when that is on the disk. */
	noteArrival(): Promise<void>;
	readonly link: FaultProxy;
	close(): Promise<void>;
}

/** The app without its screens, as a kiosk of the centre, in a browser, on a counted link. */
export async function openCountedKiosk(
	root: string,
	app: AppServer,
	context: BrowserContext,
	slug: string
): Promise<CountedKiosk> {
	const own = new Map([
		['/bench/', pageFor('/bench/check-in.js')],
		['/bench/check-in.js', await scriptOf(root, 'check-in.ts')]
	]);
	const origin = await openOrigin(app.port, own);
	const proxy = await startFaultProxy({ target: { port: origin.port } });
	const page = await context.newPage();
	await page.goto(`${proxy.url}/bench/`);
	const code = await app.invite({ role: 'kiosk', centre: slug });
	await page.evaluate(([slug, code]) => window.kiosk.ready(slug, code), [slug, code] as const);
	const random = seededRandomness(4);
	const somebody = () => [slug, personId(random)] as const;
	/** Counted once nothing is left to hear: whatever the relay still says is no part of it. */
	const heardOut = async (act: () => Promise<void>): Promise<readonly Exchange[]> => {
		await page.evaluate((slug) => window.kiosk.hearOut(slug), slug);
		return counted(page, proxy, act);
	};
	return {
		link: proxy,
		noteArrival: () =>
			page.evaluate(async ([slug, person]) => {
				await window.kiosk.arrive(slug, person);
			}, somebody()),
		checkIn: () =>
			heardOut(() => page.evaluate(([slug, who]) => window.kiosk.checkIn(slug, who), somebody())),
		idlePoll: () => heardOut(() => page.evaluate(() => window.kiosk.poll())),
		async close() {
			await page.close();
			await proxy.close();
			await origin.close();
		}
	};
}

/** Right after a poll, so that the next one is seconds away and counts for itself. */
async function counted(
	page: Page,
	proxy: FaultProxy,
	act: () => Promise<void>
): Promise<readonly Exchange[]> {
	await page.evaluate(() => window.kiosk.poll());
	proxy.stats.reset();
	await act();
	return proxy.stats.exchanges.filter(({ path }) => !path.startsWith('/bench/'));
}

declare global {
	interface Window {
		readonly kiosk: Kiosk;
	}
}
