import { build, type Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Own } from './origin';

/** A script of the benchmark with the app's real code in it, as a browser can run it. */
export async function scriptOf(root: string, entry: string): Promise<Own> {
	const { outputFiles } = await build({
		entryPoints: [join(root, 'tests', 'bench', 'page', entry)],
		bundle: true,
		write: false,
		minify: true,
		format: 'iife',
		target: 'es2022',
		define: { global: 'globalThis', 'import.meta.env.DEV': 'false' },
		plugins: [kitEnvironment(root)],
		logLevel: 'error'
	});
	return { type: 'text/javascript', body: Buffer.from(outputFiles[0]!.contents) };
}

/** A page that does nothing but run one of the scripts. */
export const pageFor = (script: string): Own => ({
	type: 'text/html; charset=utf-8',
	body: Buffer.from(`<!doctype html><title>bench</title><script src="${script}"></script>`)
});

/** SvelteKit's own module, as the built app has it: its version travels with every request. */
const kitEnvironment = (root: string): Plugin => ({
	name: 'kit-environment',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^\$app\/environment$/ }, ({ path }) => ({ path, namespace: 'kit' }));
		onLoad({ filter: /.*/, namespace: 'kit' }, () => {
			const built = readFileSync(join(root, 'build', 'client', '_app', 'version.json'), 'utf8');
			const { version } = JSON.parse(built) as { version: string };
			return { contents: `export const version = ${JSON.stringify(version)};` };
		});
	}
});
