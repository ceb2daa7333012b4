import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { buildWhatIsStale } from '../../scripts/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

let html: Buffer;
beforeAll(() => {
	buildWhatIsStale();
	html = readFileSync(join(root, 'build', 'prerendered', 'shell.html'));
}, 240_000);

// 1.0 kB of brotli and 4.8 kB as it is until it said by itself what it is and that it opens.
test('the document with all it shows before any script takes at most 2.3 kB of brotli, and 8 kB bare', () => {
	expect(brotliCompressSync(html).length).toBeLessThanOrEqual(2_300);
	expect(gzipSync(html).length).toBeLessThanOrEqual(2_750);
	// It fits into what a server may send before it hears anything back: ten packets.
	expect(html.length).toBeLessThanOrEqual(8_000);
});
