import type { BrowserContext } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/**
 * The scripts a page has loaded by the time it rests, untouched, and their sizes
 * compressed: what the server has on its disk for browsers that take brotli.
 */
export async function initialScripts(
	root: string,
	context: BrowserContext,
	url: string
): Promise<ReadonlyMap<string, number>> {
	const page = await context.newPage();
	const asked = new Set<string>();
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (pathname.endsWith('.js') && pathname.startsWith('/_app/')) asked.add(pathname);
	});
	await page.goto(url, { waitUntil: 'networkidle' });
	await page.close();
	return new Map([...asked].map((path) => [path, compressedSize(root, path)]));
}

function compressedSize(root: string, path: string): number {
	const file = join(root, 'build', 'client', path);
	if (existsSync(`${file}.br`)) return readFileSync(`${file}.br`).length;
	return brotliCompressSync(readFileSync(file)).length;
}
