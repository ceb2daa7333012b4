import adapter from '@sveltejs/adapter-node';

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
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self']
			}
		}
	}
};
