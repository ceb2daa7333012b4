import type { Page } from '@playwright/test';

/**
 * Controls that nobody could make out where the person's own colours take the place of ours:
 * grounds are all one then, so a control needs a border or an outline, and a link a line under it.
 */
export const boundless = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const inside = document.querySelector('dialog:modal') ?? document.body;
		const CONTROLS = 'button, input, select, textarea, summary, a[href], [role="button"]';
		const edge = (width: string, style: string): boolean =>
			style !== 'none' && style !== 'hidden' && parseFloat(width) >= 1;
		const line = (one: Element): boolean => {
			const look = getComputedStyle(one);
			return (
				edge(look.borderBottomWidth, look.borderBottomStyle) ||
				edge(look.outlineWidth, look.outlineStyle) ||
				look.textDecorationLine.includes('underline')
			);
		};
		/** A card that is pressed as a whole: its one control reaches over all of it. */
		const card = (one: Element): Element | undefined =>
			getComputedStyle(one, '::after').position === 'absolute'
				? ((one as HTMLElement).offsetParent ?? undefined)
				: undefined;
		/** The browser's own box of a tick, a choice or a slider is in the person's colours by itself. */
		const native = (one: Element): boolean =>
			one.matches('[type="radio"], [type="checkbox"], [type="range"], [type="file"]') &&
			getComputedStyle(one).appearance !== 'none';
		const drawn = (one: Element): boolean =>
			line(one) ||
			native(one) ||
			[card(one) ?? [], ...(one.matches('a') ? one.querySelectorAll('*') : [])].flat().some(line);
		const seen = (one: Element): boolean => {
			const { width, height } = one.getBoundingClientRect();
			return (
				width > 2 &&
				height > 2 &&
				// A drawing keeps its own colours.
				one instanceof HTMLElement &&
				one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
			);
		};
		const name = (one: Element): string =>
			(one.getAttribute('aria-label') ?? one.textContent ?? '')
				.trim()
				.replace(/\s+/g, ' ')
				.slice(0, 40);
		return [...inside.querySelectorAll(CONTROLS)]
			.filter((one) => seen(one) && !drawn(one))
			.map((one) => `no edge: ${one.tagName}.${one.className.toString()} « ${name(one)} »`);
	});

/**
 * What is pressed, current or selected and does not look it: a ground of the person's own colour
 * for what is selected is the one that stays.
 */
export const unsaid = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const probe = document.createElement('span');
		probe.className = 'forced-probe';
		document.body.append(probe);
		probe.style.setProperty('forced-color-adjust', 'none');
		probe.style.setProperty('background-color', 'Highlight');
		const highlight = getComputedStyle(probe).backgroundColor;
		probe.remove();
		const STATES =
			'button[aria-pressed="true"], [aria-selected="true"], button[aria-checked="true"], a[aria-current]:not([aria-current="false"]), button[aria-current]:not([aria-current="false"])';
		return [...document.querySelectorAll(STATES)]
			.filter((one) => one.checkVisibility())
			.filter((one) => getComputedStyle(one).backgroundColor !== highlight)
			.map((one) => `not to be told from the others: ${one.tagName}.${one.className.toString()}`);
	});
