import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
	readonly id: string;
	readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** What axe finds wrong with the screen as it stands, in one line each. */
export async function findings(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(): Promise<{ violations: Finding[] }> };
		};
		return (await axe.run()).violations;
	});
	return found.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join()).join(' ')}`
	);
}

/** The same in both colour schemes, and that nothing is wider than a narrow phone. */
export async function everywhere(page: Page): Promise<string[]> {
	const found: string[] = [];
	const before = page.viewportSize()!;
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	for (const width of [before.width, 320]) {
		await page.setViewportSize({ ...before, width });
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			const said = await findings(page);
			found.push(...said.map((one) => `${width} ${colorScheme} ${one}`));
		}
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		if (overflow > 0) found.push(`${width}: ${overflow} too wide`);
	}
	await page.setViewportSize(before);
	return found;
}
