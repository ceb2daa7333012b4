import type { Plan } from './generator';
import { benchPage, type Lab } from './lab';
import type { Taps } from './page/taps';

/** Slows the page's own thread, as a cheap tablet would be. */
export interface Slowdown {
	readonly cpu: number;
}

/** Taps of all candidates in turn, in rounds with stores of their own. */
export async function tapRounds(
	lab: Lab,
	plan: Plan,
	until: 'on-the-disk' | 'on-screen',
	{ rounds, count, cpu }: { rounds: number; count: number } & Slowdown
): Promise<Taps[]> {
	const context = await lab.browser();
	const taken: Taps[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const origin = await lab.origin();
		const page = await benchPage(context, origin.url);
		const cdp = await context.newCDPSession(page);
		await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
		taken.push(
			await page.evaluate(({ plan, count, until }) => window.bench.taps(plan, count, until), {
				plan,
				count,
				until
			})
		);
		await page.close();
		await origin.close();
	}
	await context.close();
	return taken;
}
