import type { Lab } from './lab';
import { openDoors, type Door } from './doors';
import { openDoor, slowPage } from './door-probe';

/** How a door was drawn. */
export interface Painted {
	/** When the largest part of it was there, milliseconds since the address was given. */
	readonly largest: number;
	/** How far things moved that nobody had touched: every shift added up, behind the lock as well. */
	readonly shifted: number;
	/** What moved, most of all first, by its selector. */
	readonly moved: readonly string[];
}

/** Late parts come, the server answers, lines are worded anew: after this long, milliseconds, nothing moves any more. */
const SETTLED = 2_000;

/** Opens an installed app's door, with the link there, in a browser started for it. */
export async function paints(
	lab: Lab,
	door: Door,
	{ rounds, cpu }: { rounds: number; cpu: number }
): Promise<Painted[]> {
	const { open, link } = await openDoors(lab);
	const painted: Painted[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const context = await open(door);
		const { page } = await slowPage(context, link.url, cpu);
		await page.addInitScript(look);
		// What opens by a finger may move what it likes: nobody has touched anything here.
		await openDoor(page, link.url, door, { touched: false });
		painted.push(
			await page.evaluate(async (settled) => {
				await window.usable;
				await new Promise((resolve) => setTimeout(resolve, settled));
				return window.painted();
			}, SETTLED)
		);
		await context.close();
	}
	return painted;
}

declare global {
	interface Window {
		painted(): Painted;
	}
}

/** Runs in the page, before anything of the app. */
function look(): void {
	let [largest, shifted] = [0, 0];
	const shifts: { readonly value: number; readonly what: string }[] = [];
	const called = (node: Node | null): string => {
		const element = node instanceof Element ? node : node?.parentElement;
		if (!element) return 'gone';
		const words = element.textContent?.trim().slice(0, 20) ?? '';
		return `${element.tagName.toLowerCase()} “${words}”`;
	};
	const notes = {
		'largest-contentful-paint': ({ startTime }: PerformanceEntry) => {
			largest = startTime;
		},
		'layout-shift': (entry: PerformanceEntry) => {
			const { hadRecentInput, value, sources } = entry as PerformanceEntry & {
				hadRecentInput: boolean;
				value: number;
				sources: readonly { readonly node: Node | null }[];
			};
			if (hadRecentInput) return;
			shifted += value;
			const what = sources.map(({ node }) => called(node)).join(' + ');
			shifts.push({ value, what: `${value.toFixed(3)} ${what}` });
		}
	};
	const observers = Object.entries(notes).map(([type, note]) => {
		const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
		observer.observe({ type, buffered: true });
		return () => observer.takeRecords().forEach(note);
	});
	Object.assign(window, {
		painted: () => {
			for (const take of observers) take();
			const moved = shifts.toSorted((a, b) => b.value - a.value).map(({ what }) => what);
			return { largest, shifted, moved };
		}
	});
}
