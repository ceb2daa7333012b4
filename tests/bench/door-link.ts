import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import type { Exchange } from '../support/fault-proxy';
import type { Lab } from './lab';
import { openCountedKiosk } from './wire';

/** Longer than a device waits between two tries that fail. */
const CUT = 40_000;
const PATIENCE = 60_000;

/**
 * So many kiosks of a network lose their link for a while, and somebody arrives at each.
 * Milliseconds from the cable being back in until the request that brings it was there;
 * no browser was told that it is back.
 */
export async function comebacks(lab: Lab, kiosks: number): Promise<number[]> {
	const context = await lab.browser();
	const slugs = SAMPLE_CENTRES.map(({ slug }) => slug);
	const all = [];
	for (let n = 0; n < kiosks; n += 1) {
		const slug = slugs[n % slugs.length]!;
		all.push(await openCountedKiosk(lab.root, lab.app, context, slug));
	}
	const out = Date.now();
	for (const { link } of all) await link.cut();
	for (const kiosk of all) await kiosk.noteArrival();
	await new Promise((resolve) => setTimeout(resolve, out + CUT - Date.now()));
	const taken = await Promise.all(
		all.map(async ({ link }) => {
			link.stats.reset();
			const back = Date.now();
			await link.restore();
			const { at } = await firstAnswered(() => link.stats.exchanges);
			return at - back;
		})
	);
	for (const kiosk of all) await kiosk.close();
	await context.close();
	return taken;
}

/** What waits goes up with the first request that is made. */
async function firstAnswered(exchanges: () => readonly Exchange[]): Promise<Exchange> {
	for (const end = Date.now() + PATIENCE; Date.now() < end;) {
		const found = exchanges().find(({ path, status }) => path === '/sync' && status === 200);
		if (found) return found;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`nothing was sent within ${PATIENCE / 1000} s of the link’s being back`);
}
