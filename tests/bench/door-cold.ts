import type { Lab } from './lab';
import { openDoors, type Door } from './doors';
import { emptyPage, openDoor, slowPage, type Usable } from './door-probe';

/** What opening a door cold took, and an empty page beside it in the same browser. */
export interface ColdStart extends Usable {
	readonly empty: number;
}

/**
 * Opens a device's door with the cable out, each time in a browser started for it, with a
 * service worker that is not running yet and a thread so many times slower.
 */
export async function coldStarts(
	lab: Lab,
	door: Door,
	{ rounds, cpu }: { rounds: number; cpu: number }
): Promise<{ readonly starts: readonly ColdStart[]; readonly held: number }> {
	const { open, link, held } = await openDoors(lab);
	await link.cut();
	const starts: ColdStart[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const context = await open(door);
		const { page, stopWorkers } = await slowPage(context, link.url, cpu);
		const empty = await emptyPage(page, link.url);
		await stopWorkers();
		await openDoor(page, link.url, door);
		starts.push({ ...(await page.evaluate(() => window.usable)), empty });
		await context.close();
	}
	await link.restore();
	return { starts, held: held[door] ?? 0 };
}
