import {
	chromium as playwright,
	type BrowserContext,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { local } from '../../src/lib/domain/calendar';
import type { Fact } from '../../src/lib/domain/facts';
import { database, type Day } from '../../src/lib/domain/ids';
import type { Centre } from '../../src/lib/domain/centres';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { chromium } from '../support/chromium.mjs';
import { startAppServer, type AppServer } from './app-server';
import { pageFor, scriptOf } from './bundle';
import { factsOf } from './generator';
import { openOrigin, type Origin, type Own } from './origin';
import type { Bench } from './page';

/** A centre with its history, in the store and as one snapshot for those who have no store. */
export interface Scene {
	readonly centre: Centre;
	readonly today: Day;
	readonly facts: readonly Fact[];
	/** Where an origin serves all facts as one compressed JSON. */
	readonly snapshot: string;
}

/** Everything the measurements stand on: server, pages and browser, all of them real. */
export interface Lab {
	readonly root: string;
	readonly app: AppServer;
	readonly scenes: { readonly small: Scene; readonly large: Scene };
	/** An address with a storage of its own. */
	origin(): Promise<Origin>;
	/** A browser whose profile is on the disk: in a private one IndexedDB would be in memory. */
	browser(profile?: string, options?: BrowserContextOptions): Promise<BrowserContext>;
	newProfile(): Promise<string>;
	/** What else is to be closed with it, before what it stands on. */
	whenClosed(close: () => Promise<unknown>): void;
	close(): Promise<void>;
}

const sceneOf = (slug: string, today: Day, facts: number): Scene => {
	const centre = SAMPLE_CENTRES.find((each) => each.slug === slug)!;
	const snapshot = `/bench/${facts}.json`;
	return { centre, today, facts: factsOf({ centre, today, facts }), snapshot };
};

export async function openLab(
	root: string,
	{ small, large }: { small: number; large: number }
): Promise<Lab> {
	const today = local(Date.now()).day;
	const scenes = {
		small: sceneOf('chaudes-aigues', today, small),
		large: sceneOf('aurillac', today, large)
	};
	const filed = Object.values(scenes).flatMap(({ centre, facts }) =>
		facts.map((fact) => ({ db: database.centre(centre.slug), fact }))
	);
	const app = await startAppServer(root, filed);
	const own = new Map<string, Own>([
		['/bench/', pageFor('/bench/index.js')],
		[BEHIND_THE_APP, pageFor('/bench/index.js')],
		['/bench/index.js', await scriptOf(root, 'index.ts')],
		['/bench/cold', pageFor('/bench/cold.js')],
		['/bench/cold.js', await scriptOf(root, 'cold.ts')],
		...Object.values(scenes).map(({ snapshot, facts }) => [snapshot, compressed(facts)] as const)
	]);
	const closing: (() => Promise<unknown>)[] = [() => app.stop()];
	const newProfile = async (): Promise<string> => {
		const profile = await mkdtemp(join(tmpdir(), 'telecentres-profile-'));
		closing.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
		return profile;
	};
	return {
		root,
		app,
		scenes,
		newProfile,
		async origin() {
			const origin = await openOrigin(app.port, own);
			closing.unshift(() => origin.close());
			return origin;
		},
		whenClosed: (close) => void closing.unshift(close),
		async browser(profile, options) {
			const where = profile ?? (await newProfile());
			const context = await playwright.launchPersistentContext(where, {
				...(await chromium()),
				locale: 'fr-FR',
				// What a browser set up in French sends; this one would name its first language alone.
				extraHTTPHeaders: { 'accept-language': 'fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7' },
				...options
			});
			closing.unshift(() => context.close());
			return context;
		},
		async close() {
			for (const close of closing) await close();
		}
	};
}

/** As the app's server compresses, but once and for all: the others do not wait for a compressor. */
const compressed = (facts: readonly Fact[]): Own => ({
	type: 'application/json',
	coding: 'br',
	body: brotliCompressSync(JSON.stringify(facts), {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: 5,
			[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT
		}
	})
});

/** Where the app's service worker lets a page be, on a device that has the app. */
export const BEHIND_THE_APP = '/health/bench';

/** The benchmark's page at an address, ready to be told what to do. */
export async function benchPage(
	context: BrowserContext,
	url: string,
	path = '/bench/'
): Promise<Page> {
	const page = await context.newPage();
	await page.goto(url + path);
	return page;
}

declare global {
	interface Window {
		readonly bench: Bench;
	}
}
