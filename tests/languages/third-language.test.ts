import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from '@inlang/paraglide-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesIn } from './messages';
import { root } from './sources';

type Said = (filled: Record<string, unknown>, options: { locale: string }) => string;

/** The project's messages with one file more, and what is made of them. */
let folder: string;
let messages: Readonly<Record<string, Said>>;
let locales: readonly string[];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-languages-'));
	await cp(join(root, 'messages'), join(folder, 'messages'), { recursive: true });
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
	await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
	const english = await readFile(join(root, 'messages/en.json'), 'utf8');
	const german = english
		.replace('"English"', '"Deutsch"')
		.replace('"en-GB"', '"de-DE"')
		.replace('"a11y_first_day": "1"', '"a11y_first_day": "1."');
	await writeFile(join(folder, 'messages/de.json'), german);
	const settings = join(folder, 'messages/project.inlang/settings.json');
	const said = await readFile(settings, 'utf8');
	await writeFile(settings, said.replace('"fr", "en"', '"fr", "en", "de"'));
	const outdir = join(folder, 'made');
	await compile({
		project: join(folder, 'messages/project.inlang'),
		outdir,
		strategy: ['globalVariable', 'baseLocale']
	});
	const made = (file: string): Promise<any> =>
		import(/* @vite-ignore */ pathToFileURL(join(outdir, file)).href);
	({ m: messages } = await made('messages.js'));
	({ locales } = await made('runtime.js'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a third language is one file and its name in the settings', () => {
	expect(locales).toEqual(['fr', 'en', 'de']);
	const names = locales.map((locale) => messages['a11y_language_name']!({}, { locale }));
	expect(names).toEqual(['Français', 'English', 'Deutsch']);
	const german = { locale: 'de' };
	expect(messages['app_back']!({}, german)).toBe(messages['app_back']!({}, { locale: 'en' }));
	const tag = messages['a11y_language_tag']!({}, german);
	expect(new Intl.NumberFormat(tag).format(3.5)).toBe('3,5');
});

describe.each([
	['fr', '0 and 1 are singular', 0, 1],
	['en', '0 and 2 are plural', 0, 2]
] as const)('what is counted in %s', (locale, promise, first, second) => {
	test(promise, () => {
		const counted = messagesIn(locale).filter(({ counted, apart }) => counted && !apart.length);
		expect(counted.length).toBeGreaterThan(50);
		for (const { key, counted: name } of counted) {
			const said = (count: number): string =>
				messages[key]!({ [name!]: count }, { locale }).replace(
					new RegExp(`(?<!\\d)${count}(?!\\d)`, 'g'),
					'N'
				);
			expect(said(first), key).toBe(said(second));
		}
	});
});
