import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { parseFact } from '../../src/lib/domain/parse';
import { mayWrite, wrongAuthor } from '../../src/lib/domain/rights';
import { validatorsIn } from '../../couchdb/contents.mjs';
import { inside } from '../../couchdb/provision.mjs';
import { CASES, DATABASE_NAMES, PEOPLE, WHO, type Case, type Person } from './rules';

const folder = fileURLToPath(new URL('../../couchdb/design/', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.js')
);

type Validate = (doc: unknown, old: unknown, user: unknown, security: unknown) => void;
const empty = createContext(Object.create(null));
const compiled = new Map<string, readonly Validate[]>();
const validatorsOf = (db: string): readonly Validate[] => {
	const texts = validatorsIn(inside(db));
	const known = compiled.get(db) ?? texts.map((text) => runInContext(text, empty) as Validate);
	compiled.set(db, known);
	return known;
};

/** What the validators of a database say, called as CouchDB calls them; `''` where they let pass. */
function verdict({ who, db, doc, old, revisions }: Case): string {
	const history = revisions ?? (old && { start: 1, ids: ['0'] });
	const written = JSON.parse(
		JSON.stringify({
			...doc,
			...(history && { _rev: `${history.start}-${history.ids[0]}`, _revisions: history })
		})
	);
	// Whoever brings a history of their own is not told of what is there under it.
	const before = revisions ? null : (old ?? null);
	for (const validate of validatorsOf(db))
		try {
			validate(written, before, { db: `some_prefix_${db}-g3`, ...WHO[who] }, { members: {} });
		} catch (thrown) {
			// A plain object, or CouchDB takes it for a crash of the function.
			expect(Object.keys(thrown as object)).toEqual(['forbidden']);
			expect(Object.prototype.toString.call(thrown)).toBe('[object Object]');
			return (thrown as { forbidden: string }).forbidden;
		}
	return '';
}

const isPerson = (who: string): who is Person => who in PEOPLE;
/** What the gateway says, before any store is asked. */
function isWelcome({ who, db, doc }: Case): boolean {
	if (!isPerson(who)) throw new Error(who);
	const { holder, names } = PEOPLE[who];
	const parsed = parseFact(JSON.parse(JSON.stringify(doc)), db);
	return (
		'fact' in parsed &&
		mayWrite(holder, db, parsed.fact) &&
		wrongAuthor(holder, new Set(names), parsed.fact) === undefined
	);
}

describe('the rules that run inside CouchDB', () => {
	test('every database has those for every database and one of its own, as one function', () => {
		expect(files).toContain(join('every', 'facts', 'validate_doc_update.js'));
		for (const db of DATABASE_NAMES) {
			expect(validatorsOf(db)).toHaveLength(1);
			const [text] = validatorsIn(inside(db));
			expect(text!.match(/\(function \(newDoc, oldDoc, userCtx\)/g)).toHaveLength(6);
		}
	});

	test.each(files)('%s is one anonymous function in ES5 that imports nothing', (file) => {
		const text = readFileSync(join(folder, file), 'utf8');
		const languageOptions = { ecmaVersion: 5, sourceType: 'script' } as const;
		const rules = { 'no-undef': 'error' } as const;
		expect(new Linter().verify(text, [{ languageOptions, rules }])).toEqual([]);
		const bare = text.replace(/\/\*[\s\S]*?\*\//, '').trim();
		expect(bare).toMatch(/^\(function \(newDoc, oldDoc, userCtx\) \{[\s\S]*\}\);$/);
		expect((runInContext(bare, empty) as Validate).name).toBe('');
	});

	test('no two cases are the same', () => {
		const titles = CASES.map(({ title }) => title);
		expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
	});

	test.each(CASES.map((its) => [its.title, its.ok ? 'is taken' : 'is refused', its] as const))(
		'%s %s',
		(_, __, its) => {
			expect(verdict(its) === '').toBe(its.ok);
		}
	);

	test('a fact never changes, whatever is said of its history', () => {
		const { doc } = CASES[0]!;
		const user = { db: 'centre_murat-g1', ...WHO.admin };
		const validate = (...its: readonly unknown[]): void =>
			validatorsOf('centre_murat').forEach((one) => one(its[0], its[1], user, {}));
		expect(() => validate({ ...doc, reason: 'other' }, doc)).toThrow();
		expect(() => validate(doc, null)).not.toThrow();
	});
});

describe('the gateway, which asks its own functions first', () => {
	// What is there already, and what a replicator brings, never comes to the gateway as such.
	const cases = CASES.filter(({ who, old, revisions }) => isPerson(who) && !old && !revisions);

	test.each(cases.map((its) => [its.title, its.ok ? 'is taken' : 'is refused', its] as const))(
		'%s %s',
		(_, __, its) => {
			expect(isWelcome(its)).toBe(its.ok);
		}
	);
});
