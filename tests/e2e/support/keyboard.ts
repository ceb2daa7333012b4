import { expect, type Locator, type Page } from '@playwright/test';

/** Further than this, nobody goes on looking for what they came for. */
const MOST_STEPS = 60;

/** Somebody who has no pointer: each step is a key, and each key leaves them where they can see that they are. */
export class Keyboard {
	constructor(readonly page: Page) {}

	/** One key, and focus is still to be seen. */
	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
	}

	/** Digits and letters, at the pace of a quick hand: a badge scanner is quicker. */
	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text, { delay: 60 });
	}

	/** Tab, or Shift and Tab, until it is reached; at every stop on the way focus can be seen. */
	async tabTo(what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
		await expect(what).toBeVisible();
		for (let step = 0; step < MOST_STEPS; step += 1) {
			await this.page.keyboard.press(key);
			// What scrolls to it may take a moment.
			await expect.poll(() => this.page.evaluate(unseen)).toEqual([]);
			if (await what.evaluate((one) => one === document.activeElement)) return;
		}
		throw new Error(`${key} never came to ${what}`);
	}

	/** What is reached is pressed. */
	async use(what: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
		await this.tabTo(what);
		await this.press(key);
	}

	/** The new scene has focus at its heading, and the window has its name. */
	async isAt(heading: string | RegExp, title: string | RegExp = heading): Promise<void> {
		await expect(this.page.getByRole('heading', { name: heading }).first()).toBeFocused();
		await expect(this.page).toHaveTitle(
			typeof title === 'string' ? new RegExp(`^${escaped(title)}`) : title
		);
	}
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * What is wrong with where focus is: lost, out of the window, under something else, or with no
 * ring around it. The ring may be drawn by the card or the label that the control fills.
 */
function unseen(): string[] {
	const one = document.activeElement;
	// Beyond the last control lies the browser's own; the next Tab comes in again.
	if (!one || one === document.body) return [];
	const said = `${one.tagName.toLowerCase()} ${one.getAttribute('type') ?? ''} « ${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)} »`;
	const label = one instanceof HTMLInputElement ? one.labels?.[0] : undefined;
	const shape = label?.contains(one) ? label : one;
	const { left, right, top, bottom } = shape.getBoundingClientRect();
	const problems: string[] = [];
	const [x, y] = [(left + right) / 2, (top + bottom) / 2];
	if (x < 0 || y < 0 || x > innerWidth || y > innerHeight)
		problems.push(`${said} is out of the window`);
	else {
		const on = document.elementFromPoint(x, y);
		if (on && !shape.contains(on) && !on.contains(shape))
			problems.push(`${said} is under ${on.tagName.toLowerCase()}.${on.classList.value}`);
	}
	const ringed = [one, one.parentElement, one.parentElement?.parentElement, label].some((at) => {
		if (!at) return false;
		const { outlineStyle, outlineWidth } = getComputedStyle(at);
		return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
	});
	if ((one as HTMLElement).tabIndex >= 0 && !ringed) problems.push(`${said} has no ring`);
	return problems;
}
