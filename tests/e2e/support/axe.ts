import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { boundless, unsaid } from './forced-colours';
import { moving } from './motion';
import { smallTargets, smallWords } from './targets';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
	readonly id: string;
	readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** What axe finds wrong with the screen as it stands, in one line each. */
async function findings(page: Page, only: 'everything' | 'colours' = 'everything') {
	await atRest(page);
	await page.evaluate(axe);
	const found = await page.evaluate(
		async (runOnly) => {
			const { axe } = window as unknown as {
				axe: { run(options: object): Promise<{ violations: Finding[] }> };
			};
			return (await axe.run(runOnly ? { runOnly } : {})).violations;
		},
		only === 'colours' && { type: 'tag', values: ['cat.color'] }
	);
	return found.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join()).join(' ')}`
	);
}

const LONGEST = 2_000;

/** A ground that is still fading under a word that has changed already is nobody's screen. */
const atRest = (page: Page): Promise<void> =>
	page.evaluate(async (most) => {
		const ended = document.getAnimations().map(({ finished }) => finished);
		const enough = new Promise((resolve) => setTimeout(resolve, most));
		await Promise.race([Promise.allSettled(ended), enough]);
	}, LONGEST);

/** In CSS pixels; what WCAG 2.2 asks of reflow (1.4.10). */
const NARROW = 320;
/** A screen narrower than twice a narrow one is a phone: zoomed, it is no wider than `NARROW` already asks. */
const ZOOMED_FROM = 2 * NARROW;

interface Size {
	readonly name: string;
	readonly width: number;
	readonly height: number;
}

/**
 * The sizes a screen has to hold in: its own, narrow, and zoomed to 200 %. To a page, a browser's
 * zoom is a viewport of half the CSS pixels each way, drawn with twice as many points for each:
 * layout sees the first, and only the painting sees the second.
 */
const sizes = ({ width, height }: { width: number; height: number }): readonly Size[] => [
	{ name: `${width}`, width, height },
	...(width === NARROW ? [] : [{ name: `${NARROW}`, width: NARROW, height }]),
	...(width < ZOOMED_FROM
		? []
		: [{ name: '200 %', width: Math.floor(width / 2), height: Math.floor(height / 2) }])
];

/**
 * Everything that is measured of a screen, one line for each thing that is wrong with it: axe in
 * both colour schemes at every size, nothing wider than the screen, targets of touch and their
 * gaps, the size of words at the kiosk, the edges of controls in colours of the person's own, and
 * nothing that moves for who asked for stillness. The screen is left as it was.
 */
export async function everywhere(page: Page): Promise<string[]> {
	const found: string[] = [];
	const before = page.viewportSize()!;
	const note = (where: string, said: readonly string[]): void => {
		found.push(...said.map((one) => `${where} ${one}`));
	};
	// Somebody is there: a screen that ends by itself waits for them.
	const stay = (): Promise<void> => page.keyboard.press('Shift');
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	for (const { name, ...size } of sizes(before)) {
		await stay();
		await page.setViewportSize(size);
		note(`${name} light`, await findings(page));
		note(name, await tooWide(page));
		note(name, await smallTargets(page));
		note(name, await smallWords(page));
		await stay();
		await page.emulateMedia({ colorScheme: 'dark' });
		// Nothing but colours is another in the dark.
		note(`${name} dark`, await findings(page, 'colours'));
		await page.emulateMedia({ colorScheme: 'light' });
	}
	await page.setViewportSize(before);
	note('without motion', await moving(page));
	await stay();
	await page.emulateMedia({ forcedColors: 'active' });
	note('forced colours', await findings(page, 'colours'));
	note('forced colours', await boundless(page));
	note('forced colours', await unsaid(page));
	await page.emulateMedia({ forcedColors: 'none' });
	return found;
}

/** By how much the page is wider than the screen, and the first things that make it so. */
const tooWide = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const over = document.documentElement.scrollWidth - innerWidth;
		if (over <= 0) return [];
		const guilty = [...document.body.querySelectorAll('*')]
			.filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
			.slice(0, 3);
		return [`${over} too wide: ${guilty.map((one) => `${one.tagName}.${one.className}`).join()}`];
	});
