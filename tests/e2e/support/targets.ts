import type { Page } from '@playwright/test';

/** In CSS pixels. */
const GAP = 8;
const KIOSK_WORDS = 20;

/**
 * How big a target is where: 64 at the kiosk, where people stand, in winter, with gloves or without
 * their glasses; 48 on the phone. Who works with the app all day does so with a mouse or on a tablet,
 * and needs to see a day on one screen: 44 there, which is what WCAG 2.2 asks at its highest level
 * (2.5.5). All in CSS pixels.
 */
const BY_DOOR: readonly (readonly [RegExp, number])[] = [
	[/^\/kiosk/, 64],
	[/^\/(desk|people|training|network|devices)\b/, 44],
	[/^\//, 48]
];

const least = (page: Page): number => {
	const path = new URL(page.url()).pathname;
	return BY_DOOR.find(([door]) => door.test(path))![1];
};

/**
 * What may be smaller, or closer to the next. The marks of a map lie where the places do, and the
 * way to each of them stands in the list below it, at full size (WCAG 2.5.8, “equivalent”).
 */
const ELSEWHERE = 'svg a';
/** On the plan of a day a target is as wide as what it stands for lasts: its height alone is measured. */
const TIMED = '.day ul[aria-labelledby] button';

/** Everything that can be pressed and is smaller than this door asks, or closer to the next than a finger is sure of. */
export const smallTargets = (page: Page): Promise<string[]> =>
	page.evaluate(
		({ least, gap, elsewhere, timed }) => {
			const inside = document.querySelector('dialog:modal') ?? document.body;
			const TARGETS =
				'a[href], button, input, select, textarea, summary, [role="button"], [role="link"], [role="checkbox"], [role="radio"], [role="switch"], [role="tab"], [role="slider"], [role="menuitem"], [role="option"]';
			/** A tick or a choice is pressed by its label, and a card by the one control that reaches over it. */
			const pressed = (one: Element): Element => {
				if (one instanceof HTMLInputElement && ['radio', 'checkbox', 'file'].includes(one.type))
					return one.labels?.[0] ?? one;
				const reaches = getComputedStyle(one, '::after').position === 'absolute';
				return (reaches && one instanceof HTMLElement && one.offsetParent) || one;
			};
			/** A link among the words of a sentence is as high as its line (WCAG 2.5.8, “inline”). */
			const inSentence = (one: Element): boolean =>
				one.matches('a') &&
				getComputedStyle(one).display === 'inline' &&
				[...one.parentElement!.childNodes].some(
					(node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim().length > 1
				);
			const shown = (one: Element): boolean => {
				const { width, height } = one.getBoundingClientRect();
				return (
					width > 2 &&
					height > 2 &&
					!one.matches(elsewhere) &&
					!one.closest('[inert]') &&
					one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
				);
			};
			/** What stays where it is while the page goes by under it. */
			const over = (one: Element | null): Element | null =>
				!one || ['fixed', 'sticky'].includes(getComputedStyle(one).position)
					? one
					: over(one.parentElement);
			const name = (one: Element): string => {
				const words = one.getAttribute('aria-label') ?? one.textContent ?? '';
				return `${one.tagName.toLowerCase()}.${one.classList.value.replace(/ ?svelte-\w+/g, '')} « ${words.trim().replace(/\s+/g, ' ').slice(0, 30)} »`;
			};
			const targets = [...new Set([...inside.querySelectorAll(TARGETS)].map(pressed))]
				.filter((one) => shown(one) && !inSentence(one))
				.map((one) => ({
					one,
					box: one.getBoundingClientRect(),
					name: name(one),
					over: over(one)
				}));
			// Half a pixel is lost where a percentage of the screen is rounded.
			const small = targets
				.filter(
					({ one, box: { width, height } }) =>
						Math.min(one.matches(timed) ? height : width, height) < least - 0.5
				)
				.map(
					({ name, box }) =>
						`small: ${name} ${Math.round(box.width)}×${Math.round(box.height)}, not ${least}`
				);
			const close = targets.flatMap((a, i) =>
				targets.slice(i + 1).flatMap((b) => {
					if (a.over !== b.over || a.one.contains(b.one) || b.one.contains(a.one)) return [];
					const across = Math.max(a.box.left - b.box.right, b.box.left - a.box.right, 0);
					const down = Math.max(a.box.top - b.box.bottom, b.box.top - a.box.bottom, 0);
					const apart = Math.hypot(across, down);
					if (apart >= gap - 0.5) return [];
					return [`close: ${apart.toFixed(1)} between ${a.name} and ${b.name}`];
				})
			);
			return [...small, ...close];
		},
		{ least: least(page), gap: GAP, elsewhere: ELSEWHERE, timed: TIMED }
	);

/** At the kiosk, words that somebody at arm's length could not read. */
export const smallWords = async (page: Page): Promise<string[]> => {
	if (least(page) !== 64) return [];
	return page.evaluate((size) => {
		const inside = document.querySelector('dialog:modal') ?? document.body;
		const walker = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
		const found = new Set<string>();
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const one = node.parentElement!;
			const words = node.textContent!.trim();
			// What only a screen reader is told of is a point wide.
			if (!words || Math.min(one.clientWidth || 99, one.clientHeight || 99) <= 2) continue;
			if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
			const { fontSize } = getComputedStyle(one);
			if (parseFloat(fontSize) < size)
				found.add(`${fontSize} words: ${one.className.toString()} « ${words.slice(0, 30)} »`);
		}
		return [...found];
	}, KIOSK_WORDS);
};
