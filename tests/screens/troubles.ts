import type { Page } from '@playwright/test';

/** What is cut off, spills out of its box or scrolls sideways on the screen as it stands, a line each. */
export async function troubles(page: Page, scrolls: boolean): Promise<string[]> {
	return page.evaluate((scrolls) => {
		const found: string[] = [];
		/** What stands in them is not named again. */
		const cut = new Set<Element>();
		const called = (element: Element): string => {
			const text = (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60);
			const kind = [...element.classList].filter((name) => !name.startsWith('svelte-'));
			return `${[element.localName, ...kind].join('.')} “${text}”`;
		};
		const { scrollWidth, scrollHeight } = document.documentElement;
		if (scrollWidth > innerWidth)
			found.push(`the page scrolls sideways by ${scrollWidth - innerWidth}`);
		if (!scrolls && scrollHeight > innerHeight)
			found.push(`higher than the screen by ${scrollHeight - innerHeight}`);
		for (const element of document.querySelectorAll('body *')) {
			if (!(element instanceof HTMLElement) || !element.checkVisibility()) continue;
			const { clientWidth, clientHeight } = element;
			// Nothing to see: what is there for ears alone.
			if (clientWidth < 4 || clientHeight < 4 || !element.textContent?.trim()) continue;
			const style = getComputedStyle(element);
			const wide = element.scrollWidth - clientWidth;
			const high = element.scrollHeight - clientHeight;
			if (wide > 1) {
				if (style.overflowX === 'auto' || style.overflowX === 'scroll')
					found.push(`scrolls sideways by ${wide}: ${called(element)}`);
				else if (style.overflowX !== 'visible' && ![...cut].some((one) => one.contains(element))) {
					cut.add(element);
					found.push(`cut off by ${wide}: ${called(element)}`);
				} else if (spills(element)) found.push(`spills by ${wide}: ${called(element)}`);
			}
			if (high > 2 && (style.overflowY === 'hidden' || style.overflowY === 'clip'))
				found.push(`cut off below by ${high}: ${called(element)}`);
		}
		return [...new Set(found)];

		/** Its own words do, and not only something that stands in it. */
		function spills(element: HTMLElement): boolean {
			const range = document.createRange();
			const edge = element.getBoundingClientRect().right + 1;
			return [...element.childNodes].some((node) => {
				if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) return false;
				range.selectNodeContents(node);
				return range.getBoundingClientRect().right > edge;
			});
		}
	}, scrolls);
}
