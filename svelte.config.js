import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';

/** The one style that stands in the document itself, for the time before any file has come: by its hash, and no other. */
const html = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
const [, style = ''] = /<style>([^]*)<\/style>/.exec(html) ?? [];
/** @type {`sha256-${string}`} */
const opening = `sha256-${createHash('sha256').update(style).digest('base64')}`;

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		// Static files get their brotli and gzip forms while building.
		adapter: adapter({ precompress: true }),
		// The shell serves every address offline, so what it asks for must not be relative to one.
		paths: { relative: false },
		// Registered by hand, to choose when it updates.
		serviceWorker: { register: false },
		typescript: {
			config(config) {
				config.include.push('../scripts/**/*.mjs');
				config.exclude = ['../src/service-worker/**', '../node_modules/**'];
			}
		},
		csp: {
			// The inline script of a page is the same every time: its hash can stand in the shell's file as well.
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', opening],
				// Kit tells screen readers of a new page in an element with a fixed style attribute: that one, and no other.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:'],
				'object-src': ['none'],
				'frame-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'require-trusted-types-for': ['script'],
				'trusted-types': ['svelte-trusted-html', 'telecentres-worker']
			}
		}
	}
};
