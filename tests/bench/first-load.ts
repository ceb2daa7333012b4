import type { BrowserContext } from '@playwright/test';
import { SPEEDS, startFaultProxy, throttle, type Exchange } from '../support/fault-proxy';
import { seededRandomness } from '../support/kiosk';
import { benchPage, type Lab, type Scene } from './lab';
import { shuffled } from './numbers';
import type { Loaded } from './page/task';

export type Loader = 'ours' | 'raw' | 'dexie' | 'pouch';

/** One first load on an origin that has never been seen, and what it left on the disk. */
export interface Load extends Loaded {
	readonly atRest: number;
}

/** First loads over a link as fast as the machine, one candidate after the other, round by round. */
export async function firstLoads(
	lab: Lab,
	scene: Scene,
	loaders: readonly Loader[],
	rounds: number
): Promise<Record<string, Load[]>> {
	const loads: Record<string, Load[]> = Object.fromEntries(loaders.map((name) => [name, []]));
	const random = seededRandomness(7);
	const context = await lab.browser();
	// One round that does not count: the server reads the centre and makes its segments once.
	for (let round = -1; round < rounds; round += 1) {
		for (const loader of shuffled(loaders, random.fraction)) {
			const origin = await lab.origin();
			const load = await loadOnce(lab, context, origin.url, loader, scene);
			await origin.close();
			if (round >= 0) loads[loader]!.push(load);
		}
	}
	await context.close();
	return loads;
}

export async function loadOnce(
	lab: Lab,
	context: BrowserContext,
	url: string,
	loader: Loader,
	scene: Scene,
	beforehand = (): void => {}
): Promise<Load> {
	const page = await benchPage(context, url);
	const code = await lab.app.invite({ role: 'host', centre: scene.centre.slug });
	await page.evaluate((code) => window.bench.enrol(code), code);
	beforehand();
	const asked = {
		loader,
		snapshot: scene.snapshot,
		task: { centre: scene.centre.slug, today: scene.today, facts: scene.facts.length }
	};
	const load = await page.evaluate(async ({ loader, snapshot, task }) => {
		const loaded = await window.bench.loads[loader]('bench', task, snapshot);
		return { ...loaded, atRest: await window.bench.bytesAtRest() };
	}, asked);
	await page.close();
	return load;
}

/** What a first load is on a link: its time, and all that crossed the link for it. */
export interface OverALink extends Load {
	readonly exchanges: readonly Exchange[];
}

/** First loads through the fault proxy, on a slow link or one as fast as the machine. */
export async function firstLoadsOverALink(
	lab: Lab,
	scene: Scene,
	{ slow, rounds }: { slow: boolean; rounds: number }
): Promise<OverALink[]> {
	const context = await lab.browser();
	const loads: OverALink[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const origin = await lab.origin();
		const proxy = await startFaultProxy({ target: { port: origin.port } });
		const load = await loadOnce(lab, context, proxy.url, 'ours', scene, () => {
			proxy.stats.reset();
			if (slow) proxy.fault(throttle(SPEEDS.slow));
		});
		loads.push({ ...load, exchanges: proxy.stats.exchanges });
		await proxy.close();
		await origin.close();
	}
	await context.close();
	return loads;
}
