import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * Layers point one way. Each entry: a folder, the folders of src/lib it may
 * import from besides itself, and what to do instead of reaching further.
 */
const LAYERS = [
	['domain', [], 'Domain code decides and nothing else: take what you need as a parameter.'],
	[
		'ports',
		['domain'],
		'A port is an interface over domain types: describe what is needed, not who does it.'
	],
	[
		'log',
		['domain', 'ports'],
		'The log works on the Tables port: add what is missing to the port and its contract.'
	],
	[
		'sync',
		['domain', 'ports'],
		'The engine is driven by ports, so that the simulation can run it: add a port.'
	],
	[
		'usecases',
		['domain', 'ports'],
		'A use case decides and calls ports: pass the port in from src/lib/app.ts.'
	],
	[
		'adapters',
		['domain', 'ports'],
		'Adapters know their port and never each other: compose them in src/lib/app.ts.'
	],
	[
		'ui',
		['domain', 'ports', 'usecases', 'sync', 'paraglide'],
		'Screens get what they need from the app given to them, not from adapters or the log.'
	],
	['server', ['domain', 'ports'], 'The server shares the domain with devices and nothing else.']
];
const ALL = [...LAYERS.map(([name]) => name), 'paraglide'];

const layerRules = LAYERS.map(([name, allowed, advice]) => {
	const forbidden = ALL.filter((other) => other !== name && !allowed.includes(other)).join('|');
	return {
		files: [`src/lib/${name}/**/*.{ts,svelte}`],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: `^(\\$lib/|(\\.\\./)+)(${forbidden})(/|$)`,
							message: `src/lib/${name} may import ${['itself', ...allowed].join(', ')} only. ${advice}`
						},
						...(name === 'domain' || name === 'ports'
							? [{ regex: '^(node:|dexie|pouchdb|svelte|\\$app)', message: advice }]
							: [])
					]
				}
			]
		}
	};
});

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'src/lib/paraglide/',
			'data/',
			'test-results/',
			'screens/',
			'couchdb/design/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			'@typescript-eslint/no-explicit-any': 'off',
			// Addresses here have no base path: the app lives at the root of its origin.
			'svelte/no-navigation-without-resolve': 'off',
			eqeqeq: 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		// French puts narrow spaces before some of its signs.
		files: ['src/lib/server/sample-courses/*.ts'],
		rules: { 'no-irregular-whitespace': ['error', { skipTemplates: true }] }
	},
	...layerRules
);
