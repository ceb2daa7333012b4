import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { parseFact } from '../../src/lib/domain/parse';
import { designsOf } from '../../couchdb/provision.mjs';
import { CASES, WHO, type Case } from './rules';

const folder = fileURLToPath(new URL('../../couchdb/design/', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.js')
);

type Validate = (doc: unknown, old: unknown, user: unknown, security: unknown) => void;
const [design] = designsOf('every') as unknown as { validate_doc_update: string }[];
const validate = runInNewContext(design!.validate_doc_update, {}) as Validate;

/** What the validator says, called as CouchDB calls it; `''` where it lets pass. */
function verdict({ who, doc, old, revisions }: Case): string {
	const written = JSON.parse(
		JSON.stringify({ ...doc, _revisions: revisions ?? { start: old ? 2 : 1, ids: [] } })
	);
	try {
		validate(written, old ?? null, { db: 'centre_murat-g1', ...WHO[who] }, { members: {} });
		return '';
	} catch (thrown) {
		// A plain object, or CouchDB takes it for a crash of the function.
		expect(Object.keys(thrown as object)).toEqual(['forbidden']);
		expect(Object.prototype.toString.call(thrown)).toBe('[object Object]');
		return (thrown as { forbidden: string }).forbidden;
	}
}

describe('the rules that run inside CouchDB', () => {
	test('there are some', () => {
		expect(files).toContain(join('every', 'facts', 'validate_doc_update.js'));
	});

	test.each(files)('%s is one anonymous function in ES5 that imports nothing', (file) => {
		const text = readFileSync(join(folder, file), 'utf8');
		const languageOptions = { ecmaVersion: 5, sourceType: 'script' } as const;
		const rules = { 'no-undef': 'error' } as const;
		expect(new Linter().verify(text, [{ languageOptions, rules }])).toEqual([]);
		expect(text.replace(/\/\*[\s\S]*?\*\//, '').trim()).toMatch(/^\(function \(/);
		expect(typeof validate).toBe('function');
		expect(validate.name).toBe('');
	});

	test.each(CASES.map((its) => [its.title, its] as const))('%s', (_, its) => {
		expect(verdict(its) === '').toBe(its.ok);
	});

	test('a fact never changes, whatever is said of its history', () => {
		const { doc } = CASES[0]!;
		const again = (): void => validate({ ...doc, reason: 'other' }, doc, WHO.admin, {});
		expect(again).toThrow();
		expect(() => validate(doc, null, WHO.admin, {})).not.toThrow();
	});

	test('they refuse no fact that the gateway takes, and take none it refuses for its envelope', () => {
		for (const its of CASES.filter(
			({ old, revisions, who }) => !old && !revisions && who === 'kiosk'
		)) {
			if (typeof its.doc['_id'] === 'string' && its.doc['_id'].startsWith('report~')) continue;
			const parsed = parseFact(JSON.parse(JSON.stringify(its.doc)), 'centre_murat');
			expect([its.title, 'fact' in parsed]).toEqual([its.title, its.ok]);
		}
	});
});
