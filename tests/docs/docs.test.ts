import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pagesIn = (folder: string): string[] =>
	readdirSync(join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `${folder}/${name}`);
const documents = [
	'README.md',
	'ARCHITECTURE.md',
	'CONTRIBUTING.md',
	'couchdb/README.md',
	...pagesIn('docs'),
	...pagesIn('docs/decisions')
];
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

describe.each(documents)('%s', (name) => {
	const text = readFileSync(join(root, name), 'utf8');

	test('names only files and folders that exist', () => {
		const named = [
			...text.matchAll(/`((?:src|tests|scripts|docs|couchdb|messages|static)\/[\w./-]*)/g)
		];
		for (const [, path] of named) expect(existsSync(join(root, path!)), path).toBe(true);
	});

	test('links only to what is there', () => {
		const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)];
		for (const [, path] of links)
			expect(existsSync(join(root, dirname(name), path!)), path).toBe(true);
	});

	test('names only commands that exist', () => {
		const commands = [...text.matchAll(/npm run ([\w:-]+)/g)];
		for (const [, command] of commands) expect(Object.keys(scripts)).toContain(command);
	});
});

test('the pictures of the README are small enough for a slow link, and every one that is kept is shown', () => {
	const text = readFileSync(join(root, 'README.md'), 'utf8');
	const shown = [...text.matchAll(/!\[[^\]]+\]\((docs\/pictures\/[^)]+)\)/g)].map(
		([, path]) => path!
	);
	for (const path of shown) expect(statSync(join(root, path)).size, path).toBeLessThan(100_000);
	const kept = readdirSync(join(root, 'docs/pictures')).map((name) => `docs/pictures/${name}`);
	expect(kept.toSorted()).toEqual(shown.toSorted());
});

/** Policies of Chromium the guide may name; each has a definition of that name in Chromium's sources. */
const POLICIES = [
	['URLBlocklist', 'URLAllowlist', 'IncognitoModeAvailability', 'DeveloperToolsAvailability'],
	['PasswordManagerEnabled', 'AutofillAddressEnabled', 'AutofillCreditCardEnabled'],
	['TranslateEnabled', 'SyncDisabled', 'BrowserSignin', 'PrintingEnabled', 'DownloadRestrictions'],
	['AllowFileSelectionDialogs', 'BackgroundModeEnabled', 'DefaultNotificationsSetting'],
	['DefaultGeolocationSetting', 'DefaultCookiesSetting']
].flat();

test('the kiosk guide’s policies can be pasted as they are, and delete nothing', () => {
	const text = readFileSync(join(root, 'docs/kiosk.md'), 'utf8');
	const blocks = [...text.matchAll(/```json\n([^]*?)```/g)];
	expect(blocks).toHaveLength(1);
	const policies = JSON.parse(blocks[0]![1]!) as Record<string, unknown>;
	expect(POLICIES).toEqual(expect.arrayContaining(Object.keys(policies)));
	expect(Object.keys(policies)).not.toContain('ClearBrowsingDataOnExitList');
	expect(policies['DefaultCookiesSetting']).toBe(1);
	const start = /^ExecStart=.*$/m.exec(text)![0];
	expect(start).not.toMatch(/--(incognito|guest|no-sandbox)/);
});

test('every picture the manifest names is there', () => {
	const read = (name: string): string => readFileSync(join(root, 'static', name), 'utf8');
	const {
		icons,
		shortcuts,
		screenshots = []
	} = JSON.parse(read('manifest.webmanifest')) as {
		icons: { src: string; purpose: string }[];
		shortcuts: { url: string }[];
		screenshots?: { src: string }[];
	};
	for (const { src } of [...icons, ...screenshots])
		expect(existsSync(join(root, 'static', src)), src).toBe(true);
	for (const { src } of screenshots)
		expect(statSync(join(root, 'static', src)).size, src).toBeLessThan(100_000);
	const plain = icons.filter(({ purpose }) => purpose === 'any').map(({ src }) => src);
	for (const { src, purpose } of icons)
		if (purpose === 'maskable') expect(plain).not.toContain(src);
	for (const { url } of shortcuts)
		expect(existsSync(join(root, 'src/routes', url, '+page.svelte')), url).toBe(true);
});

test('every law of the architecture names a test that exists', () => {
	const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
	const laws = text.split('\n').filter((line) => /^\| \d+ \|/.test(line));
	expect(laws).toHaveLength(10);
	for (const law of laws) expect(/`tests\/|\*Comes with/.test(law), law).toBe(true);
});

test('both languages say everything, with the same things filled in', () => {
	const said = (locale: string): Record<string, unknown> =>
		JSON.parse(readFileSync(join(root, `messages/${locale}.json`), 'utf8'));
	const [fr, en] = [said('fr'), said('en')];
	expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
	const filled = (message: unknown): string[] =>
		[...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
	for (const key of Object.keys(fr)) expect(filled(en[key]), key).toEqual(filled(fr[key]));
});
