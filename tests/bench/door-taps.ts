import type { Locator, Page } from '@playwright/test';
import { MARIE } from '../e2e/support/kiosk';
import type { Lab } from './lab';
import { openDoors, ROUTES } from './doors';
import { slowPage } from './door-probe';

/** One tap: on what, and the milliseconds from the finger to the next picture, as the browser has it. */
export interface Tap {
	readonly on: string;
	readonly took: number;
}

/** What the taps of one arrival took. */
export interface FeltArrival {
	/** Digits of number and code included. */
	readonly taps: readonly Tap[];
	/** Milliseconds from the last tap to the screen that says it is saved, which it says of what is on the disk. */
	readonly saved: number;
}

/** Somebody arrives by number and code on a kiosk with the cable out, again and again, on a slower thread. */
export async function arrivals(
	lab: Lab,
	{ rounds, cpu }: { rounds: number; cpu: number }
): Promise<FeltArrival[]> {
	const { open, link } = await openDoors(lab);
	await link.cut();
	const context = await open('kiosk');
	const { page } = await slowPage(context, link.url, cpu);
	await page.addInitScript(feel);
	await page.goto(link.url + ROUTES.kiosk);
	const felt: FeltArrival[] = [];
	// The first is not counted: what the screens are made of is fetched with it.
	for (let round = -1; round < rounds; round += 1) {
		await page.evaluate(() => window.felt.forget());
		await press(page, page.getByRole('button', { name: 'J’arrive' }));
		await press(page, page.getByRole('button', { name: 'J’ai un numéro', exact: true }));
		await type(page, MARIE.number);
		await page.getByRole('heading', { name: 'Votre code secret' }).waitFor();
		await type(page, MARIE.code);
		await press(page, page.getByRole('button', { name: 'Travailler' }));
		await page.getByRole('heading', { name: 'C’est noté, bienvenue' }).waitFor();
		const arrival = await page.evaluate(() => window.felt.heard());
		if (round >= 0) felt.push(arrival);
		await press(page, page.getByRole('button', { name: /^Annuler/ }));
		await page.getByRole('heading', { name: 'C’est annulé' }).waitFor();
		await press(page, page.getByRole('button', { name: 'Terminé' }));
	}
	await context.close();
	await link.restore();
	return felt;
}

async function type(page: Page, digits: string): Promise<void> {
	const pad = page.getByRole('group', { name: 'Clavier' });
	for (const digit of digits)
		await press(page, pad.getByRole('button', { name: digit, exact: true }));
}

/**
 * A finger. Whether it can press is asked beforehand: a driver that looks while it does
 * would take its part of the time.
 */
async function press(page: Page, button: Locator): Promise<void> {
	await button.click({ trial: true }).catch(async (error: unknown) => {
		throw new Error(`${String(error)}\n${await page.innerText('body')}`);
	});
	const { x, y, width, height } = (await button.boundingBox())!;
	await page.evaluate(
		() => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 500 }))
	);
	await page.mouse.click(x + width / 2, y + height / 2);
}

declare global {
	interface Window {
		readonly felt: { forget(): void; heard(): Promise<FeltArrival> };
	}
}

/** Runs in the page, before anything of the app. */
function feel(): void {
	let taps = new Map<number, Tap>();
	let pressed: { at: number; on: string }[] = [];
	let [lastTap, saved] = [0, 0];
	/** What is reported late may be gone from the page: it is remembered while it is pressed. */
	const onAt = (startTime: number): string =>
		pressed.findLast(({ at }) => at <= startTime + 1)?.on ?? '';
	const note = (entries: readonly PerformanceEntry[]): void => {
		for (const entry of entries as readonly PerformanceEventTiming[]) {
			const { interactionId, duration, startTime } = entry;
			if (interactionId === 0) continue;
			const took = Math.max(duration, taps.get(interactionId)?.took ?? 0);
			taps.set(interactionId, { on: onAt(startTime), took });
		}
	};
	const observer = new PerformanceObserver((list) => note(list.getEntries()));
	observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
	const press = ({ timeStamp, target }: PointerEvent): void => {
		const on = (target as Element).closest('button')?.textContent?.trim() ?? '';
		pressed.push({ at: timeStamp, on });
	};
	addEventListener('pointerdown', press, true);
	addEventListener('click', ({ timeStamp }) => (lastTap = timeStamp), true);
	new MutationObserver(() => {
		const said = document.querySelector('h1')?.textContent ?? '';
		if (saved > 0 || !said.includes('bienvenue')) return;
		saved = Infinity;
		const since = lastTap;
		requestAnimationFrame(() => setTimeout(() => (saved = performance.now() - since)));
	}).observe(document, { childList: true, subtree: true, characterData: true });
	/** Two pictures on, every tap so far has been accounted for. */
	const drawn = (): Promise<void> =>
		new Promise((resolve) =>
			requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100)))
		);
	Object.assign(window, {
		felt: {
			forget() {
				note(observer.takeRecords());
				taps = new Map();
				pressed = [];
				saved = 0;
			},
			async heard() {
				await drawn();
				note(observer.takeRecords());
				return { taps: [...taps.values()], saved };
			}
		}
	});
}
