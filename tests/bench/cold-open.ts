import type { BrowserContext, Page } from '@playwright/test';
import { benchPage, type Lab, type Scene } from './lab';
import type { Opened } from './page/cold';
import type { Year } from './page/places';

/** Opens a device that already holds everything, each time in a browser started for it. */
export async function coldOpens(
	lab: Lab,
	scene: Scene,
	{ rounds, cpu }: { rounds: number; cpu: number }
): Promise<{ readonly page: Opened[]; readonly desk: number[]; readonly slower: number }> {
	const origin = await lab.origin();
	const profile = await lab.newProfile();
	await fill(lab, profile, origin.url, scene);
	const unthrottled = await inBrowser(lab, profile, origin.url, 1, (page) =>
		todaysPage(page, origin.url, NAME, scene, 'day')
	);
	const opened: Opened[] = [];
	for (let round = 0; round < rounds; round += 1)
		opened.push(
			await inBrowser(lab, profile, origin.url, cpu, (page) =>
				todaysPage(page, origin.url, NAME, scene, 'day')
			)
		);
	// From here on the app's service worker answers for every address.
	await inBrowser(lab, profile, origin.url, 1, (page) => install(page, origin.url));
	const desk: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const shown = await inBrowser(lab, profile, origin.url, cpu, (page) =>
			deskScreen(page, origin.url)
		);
		if (shown !== undefined) desk.push(shown);
	}
	await origin.close();
	const slower = (opened[0]?.arithmetic ?? NaN) / unthrottled.arithmetic;
	return { page: opened, desk, slower };
}

/** Opens a device with a year of bookings, each time in a browser started for it. */
export async function coldLedgers(
	lab: Lab,
	year: Year,
	{ rounds, cpu }: { rounds: number; cpu: number }
): Promise<{ readonly opened: Opened[]; readonly facts: number }> {
	const origin = await lab.origin();
	const profile = await lab.newProfile();
	const context = await lab.browser(profile);
	const filling = await benchPage(context, origin.url);
	const facts = await filling.evaluate(([name, year]) => window.bench.fillYear(name, year), [
		YEAR,
		year
	] as const);
	await context.close();
	const opened: Opened[] = [];
	for (let round = 0; round < rounds; round += 1)
		opened.push(
			await inBrowser(lab, profile, origin.url, cpu, (page) =>
				todaysPage(page, origin.url, YEAR, year, 'ledger')
			)
		);
	await origin.close();
	return { opened, facts };
}

const PATIENCE = 15_000;
/** The name the app's own tables go by, so that its screens find what was loaded here. */
const NAME = 'telecentres';
const YEAR = 'year';

async function fill(lab: Lab, profile: string, url: string, scene: Scene): Promise<void> {
	const context = await lab.browser(profile);
	const page = await benchPage(context, url);
	const task = { centre: scene.centre.slug, today: scene.today, facts: scene.facts.length };
	const code = await lab.app.invite({ role: 'host', centre: scene.centre.slug });
	await page.evaluate((code) => window.bench.enrol(code), code);
	await page.evaluate(([name, task]) => window.bench.loads.ours(name, task), [NAME, task] as const);
	await context.close();
}

/** The app's files: a device that opens cold has been there before. */
async function install(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/desk`);
	const controlled = () => navigator.serviceWorker.controller !== null;
	await page.waitForFunction(controlled, undefined, { timeout: PATIENCE }).catch(() => {});
}

async function inBrowser<R>(
	lab: Lab,
	profile: string,
	url: string,
	cpu: number,
	run: (page: Page) => Promise<R>
): Promise<R> {
	const context: BrowserContext = await lab.browser(profile);
	const page = await context.newPage();
	// In the renderer that the page will get: a slowdown does not follow it into another.
	await page.goto(`${url}/health`);
	const cdp = await context.newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
	const result = await run(page);
	await context.close();
	return result;
}

type Where = Pick<Scene, 'centre' | 'today'>;

async function todaysPage(
	page: Page,
	url: string,
	name: string,
	{ centre, today }: Where,
	sort: 'day' | 'ledger'
): Promise<Opened> {
	await page.goto(`${url}/bench/cold#/${name}/${centre.slug}/${today}/${sort}`);
	const opened = await page.evaluate(() => window.opened);
	if (opened.shown === 0) throw new Error('today’s page was empty');
	return opened;
}

/** Milliseconds from the navigation until a time of day stands in the screen's main part. */
async function deskScreen(page: Page, url: string): Promise<number | undefined> {
	await page.addInitScript(() => {
		Object.assign(window, { shownAt: undefined });
		const look = (): void => {
			const main = document.querySelector('main');
			if (!/\d\d:\d\d[^]*\d\d:\d\d[^]*\d\d:\d\d/.test(main?.innerText ?? '')) return;
			watch.disconnect();
			requestAnimationFrame(() => Object.assign(window, { shownAt: performance.now() }));
		};
		const watch = new MutationObserver(look);
		watch.observe(document, { childList: true, subtree: true, characterData: true });
	});
	await page.goto(`${url}/desk`);
	try {
		const shown = await page.waitForFunction(() => window.shownAt, undefined, {
			timeout: PATIENCE
		});
		return await shown.jsonValue();
	} catch {
		return undefined;
	}
}

declare global {
	interface Window {
		readonly opened: Promise<Opened>;
		readonly shownAt?: number;
	}
}
