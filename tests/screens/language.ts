import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../languages/sources';

const CHUNKS = '_app/immutable/chunks';

/** The built file that holds the language on screen, by the key it keeps the choice under. */
const holder = (): string => {
	const folder = join(root, 'build/client', CHUNKS);
	const its = readdirSync(folder).filter(
		(name) =>
			name.endsWith('.js') &&
			readFileSync(join(folder, name), 'utf8').includes('telecentres.language')
	);
	if (its.length !== 1) throw new Error(`build first; the language is in ${its.length} files`);
	return `/${CHUNKS}/${its[0]}`;
};

let address: string | undefined;

/**
 * Has the screen in another language as it stands. By the app's own rune and no button:
 * beyond the kiosk's first screen there is none, the language was chosen before.
 */
export async function speak(page: Page, locale: 'fr' | 'en'): Promise<void> {
	address ??= holder();
	await page.evaluate(
		async ([address, locale]) => {
			const parts: Record<string, unknown> = await import(address);
			const language = Object.values(parts).find(
				(one): one is { choose(locale: string): void } =>
					typeof (one as { choose?: unknown } | undefined)?.choose === 'function'
			);
			language!.choose(locale);
			await new Promise(requestAnimationFrame);
			await new Promise(requestAnimationFrame);
		},
		[address, locale] as const
	);
}
