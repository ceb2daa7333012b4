import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Package {
	readonly version?: string;
	readonly integrity?: string;
	readonly resolved?: string;
	readonly hasInstallScript?: boolean;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly devDependencies?: Readonly<Record<string, string>>;
}
const read = (name: string): string =>
	readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> };
const manifest = JSON.parse(read('package.json')) as Package;
const { '': root, ...packages } = lock.packages;

/** Brought along by what we need, and looked at: none of these scripts is run. */
const KNOWN_TO_HAVE_ONE = ['leveldown', 'esbuild'];

describe('66 · what is installed is what was looked at', () => {
	test('the lock file names the same versions as the manifest, each of them exactly', () => {
		for (const sort of ['dependencies', 'devDependencies'] as const) {
			expect(root?.[sort]).toEqual(manifest[sort]);
			for (const version of Object.values(manifest[sort] ?? {}))
				expect(version).toMatch(/^\d+\.\d+\.\d+$/);
		}
	});

	test('every package is held to its contents, wherever it is fetched from', () => {
		for (const [path, { integrity, resolved }] of Object.entries(packages))
			expect([path, integrity?.startsWith('sha512-'), resolved]).toEqual([path, true, undefined]);
	});

	test('nothing new wants to run a script when it is installed, and none would', () => {
		const wanting = Object.entries(packages)
			.filter(([, { hasInstallScript }]) => hasInstallScript)
			.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
		for (const name of wanting) expect(KNOWN_TO_HAVE_ONE).toContain(name);
		expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
		expect(read('scripts/install.mjs')).toContain("'ci'");
	});
});
