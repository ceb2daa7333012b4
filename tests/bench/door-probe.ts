import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { ROUTES, STAFF_CODE, type Door } from './doors';

/** Something on a screen: what a selector finds, of those the first that has these words. */
interface Sight {
	readonly css: string;
	readonly text?: string;
}

/** What somebody waits for who opens a door, what they do then, and how the screen answers. */
interface Probe {
	readonly shown: readonly Sight[];
	/** Nothing where there is nothing to be done but look. */
	readonly act?: { readonly tap: Sight } | { readonly type: string };
	readonly answered: Sight;
}

/** Behind a lock nothing is usable before the code: it is typed as soon as there is where to. */
const locked = (answered: Sight): Probe => ({
	shown: [{ css: '[role=group][aria-label=Clavier] button' }],
	act: { type: STAFF_CODE },
	answered
});

const PROBES: Readonly<Record<Door, Probe>> = {
	kiosk: {
		shown: [{ css: 'button', text: 'J’arrive' }, { css: '.places p' }],
		act: { tap: { css: 'button', text: 'J’arrive' } },
		answered: { css: 'button', text: 'J’ai un numéro' }
	},
	phone: {
		shown: [{ css: 'h2', text: 'Prochaine place' }],
		act: { tap: { css: 'section button', text: 'Mon badge' } },
		answered: { css: 'dialog[open] h2' }
	},
	desk: locked({ css: 'main ol li' }),
	trainer: locked({ css: 'h1', text: 'Formation' }),
	coordinator: locked({ css: 'h1, h2', text: 'Le réseau aujourd’hui' }),
	anybody: {
		shown: [{ css: 'article' }],
		answered: { css: 'article' }
	}
};

/** A door that is not there after so many milliseconds will not come. */
const PATIENCE = 60_000;

/** Milliseconds since the address was given. */
export interface Usable {
	/** What was waited for stands on the screen. */
	readonly shown: number;
	/** The first thing done there was answered. */
	readonly answered: number;
}

/** What the pages of doors say of themselves. */
declare global {
	interface Window {
		readonly usable: Promise<Usable>;
	}
}

/**
 * Opens a door whose page watches itself: nothing from outside takes part in what is measured.
 * `touched`: what is to be tapped is tapped; a code is typed in any case.
 */
export async function openDoor(
	page: Page,
	url: string,
	door: Door,
	{ touched = true }: { touched?: boolean } = {}
): Promise<void> {
	const probe = PROBES[door];
	const looked: Probe = { shown: probe.shown, answered: probe.shown[0]! };
	const isLeft = !touched && probe.act !== undefined && 'tap' in probe.act;
	await page.addInitScript(watch, { ...(isLeft ? looked : probe), patience: PATIENCE });
	await page.goto(url + ROUTES[door], { waitUntil: 'commit' });
}

/**
 * A page in the renderer that the door will get, slowed down: a slowdown does not follow it
 * into another. Its service worker is not running, as on a device that was just switched on.
 */
export async function slowPage(
	context: BrowserContext,
	url: string,
	cpu: number
): Promise<{ readonly page: Page; readonly stopWorkers: () => Promise<unknown> }> {
	const page = await context.newPage();
	await page.goto(url + EMPTY);
	const cdp: CDPSession = await context.newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
	await cdp.send('ServiceWorker.enable');
	const stopWorkers = () => cdp.send('ServiceWorker.stopAllWorkers');
	await stopWorkers();
	return { page, stopWorkers };
}

/** A page of the app's origin that its service worker answers with, and that does nothing. */
const EMPTY = '/manifest.webmanifest';

/** Milliseconds until that one has loaded: what no app could be quicker than. */
export async function emptyPage(page: Page, url: string): Promise<number> {
	await page.goto(url + EMPTY, { waitUntil: 'load' });
	return page.evaluate(
		() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).domComplete
	);
}

/** Runs in the page, before anything of the app. */
function watch({ shown, act, answered, patience }: Probe & { patience: number }): void {
	const find = ({ css, text }: Sight): HTMLElement | undefined =>
		[...document.querySelectorAll<HTMLElement>(css)].find(
			(element) =>
				(text === undefined || element.textContent!.includes(text)) &&
				element.getClientRects().length > 0
		);
	/** Once all are there, and have been drawn. */
	const sees = (sights: readonly Sight[]): Promise<number> =>
		new Promise((resolve, reject) => {
			const text = (): string => document.body?.innerText ?? document.documentElement.innerHTML;
			const late = () => reject(new Error(`${location.pathname} never came: ${text()}`));
			setTimeout(late, patience);
			const look = (): void => {
				if (!sights.every(find)) return;
				changes.disconnect();
				requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
			};
			const changes = new MutationObserver(look);
			const all = { childList: true, subtree: true, characterData: true, attributes: true };
			changes.observe(document, all);
			look();
		});
	const open = async (): Promise<Usable> => {
		const at = await sees(shown);
		if (act && 'tap' in act) find(act.tap)!.click();
		else
			for (const key of act?.type ?? '')
				document.body.dispatchEvent(
					new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
				);
		return { shown: at, answered: await sees([answered]) };
	};
	const usable = open();
	// Whoever asks hears of it.
	usable.catch(() => {});
	Object.assign(window, { usable });
}
