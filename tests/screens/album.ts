import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Page } from '@playwright/test';
import { root } from '../languages/sources';
import { speak } from './language';
import { troubles } from './troubles';

export const FOLDER = join(root, 'screens');
export const FINDINGS = join(FOLDER, 'findings.txt');

export const PHONE = { width: 360, height: 740 };
export const KIOSK = { width: 1280, height: 800 };
/** What a small tablet has. */
export const SMALL_KIOSK = { width: 1024, height: 600 };
export const PC = { width: 1440, height: 900 };

interface View {
	readonly page: () => Page;
	readonly size: { readonly width: number; readonly height: number };
	/** People scroll here: the picture is of the whole page, however long. */
	readonly scrolls: boolean;
}

/** A scene that fails costs its own picture: the door's other scenes are still taken. */
export class Album {
	readonly #known: { readonly failed: string[]; readonly troubles: Set<string> };

	constructor(
		readonly door: string,
		readonly view: View,
		of?: Album
	) {
		this.#known = of ? of.#known : { failed: [], troubles: new Set() };
		if (of) return;
		mkdirSync(FOLDER, { recursive: true });
		for (const name of readdirSync(FOLDER))
			if (name.startsWith(`${door}-`)) rmSync(join(FOLDER, name));
	}

	/** The same door in another browser, or of another size. */
	on(view: Partial<View>): Album {
		return new Album(this.door, { ...this.view, ...view }, this);
	}

	/** Brings the page into a state, and takes its picture in each language and colour scheme. */
	async scene(name: string, bring: () => Promise<unknown> = async () => {}): Promise<void> {
		const { page, size } = this.view;
		const called = `${this.door}-${name}-${size.width}`;
		try {
			page().setDefaultTimeout(20_000);
			await page().setViewportSize(size);
			await page().emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
			await bring();
			await this.#shoot(called);
		} catch (error) {
			const why = stripVTControlCharacters(String(error)).split('\n').slice(0, 4);
			this.#say(`${called}: FAILED: ${why.join(' | ')}`);
			this.#known.failed.push(called);
		}
	}

	/** The end of the door's test. */
	close(): void {
		if (this.#known.failed.length > 0)
			throw new Error(`not taken: ${this.#known.failed.join(', ')}`);
	}

	async #shoot(called: string): Promise<void> {
		const page = this.view.page();
		try {
			for (const locale of ['fr', 'en'] as const) {
				await speak(page, locale);
				await page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, 0)));
				for (const trouble of await troubles(page, this.view.scrolls))
					this.#found(`${called}-${locale}`, trouble);
				if (this.view.scrolls) await this.#unroll();
				for (const colorScheme of ['light', 'dark'] as const) {
					await page.emulateMedia({ colorScheme });
					const path = join(FOLDER, `${called}-${locale}-${colorScheme}.png`);
					await page.screenshot({ path, animations: 'disabled', caret: 'initial' });
				}
				await page.setViewportSize(this.view.size);
				await page.emulateMedia({ colorScheme: 'light' });
			}
		} finally {
			await speak(page, 'fr').catch(() => {});
		}
	}

	/** The whole of a page on one screen: what keeps to its edges stands where it belongs. */
	async #unroll(): Promise<void> {
		const page = this.view.page();
		const height = await page.evaluate(() =>
			document.querySelector(':modal') ? 0 : document.documentElement.scrollHeight
		);
		const { size } = this.view;
		await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
		await page.evaluate(() => new Promise(requestAnimationFrame));
	}

	/** Once at a door: what stands on every screen is named on the first of them. */
	#found(called: string, trouble: string): void {
		const kind = trouble.replaceAll(/\d+/g, '#');
		if (this.#known.troubles.has(kind)) return;
		this.#known.troubles.add(kind);
		this.#say(`${called}: ${trouble}`);
	}

	#say(line: string): void {
		appendFileSync(FINDINGS, `${line}\n`);
	}
}
