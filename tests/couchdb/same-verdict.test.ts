import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFact } from '../../src/lib/domain/parse';
import { mayWrite, wrongAuthor } from '../../src/lib/domain/rights';
import { rulesOf } from '../../src/lib/server/store/rules';
import type { Doc } from '../../src/lib/server/store/store';
import { validatorsIn } from '../../couchdb/contents.mjs';
import { inside } from '../../couchdb/provision.mjs';
import { fact } from '../contracts/gateway-bench';
import { known } from './documents';
import { knownOfTraining } from './training-documents';
import { DATABASE_NAMES, PEOPLE, WHO, type Person } from './rules';

const rules = rulesOf((db) => validatorsIn(inside(db)));

/** Refused by the gateway's own functions, and by the validators. */
function verdicts(who: Person, db: string, doc: unknown): readonly [boolean, boolean] {
	const { holder, names } = PEOPLE[who];
	const parsed = parseFact(doc, db);
	const isWelcome =
		'fact' in parsed &&
		mayWrite(holder, db, parsed.fact) &&
		wrongAuthor(holder, new Set(names), parsed.fact) === undefined;
	return [!isWelcome, rules(db, doc as Doc, undefined, WHO[who]) !== undefined];
}

const who = fc.constantFrom(...(Object.keys(PEOPLE) as Person[]));
const db = fc.constantFrom(...DATABASE_NAMES);
const author = fc.record({
	device: fc.constantFrom('k7f3', 'h2c4', 'c5b8', 'm3e6', 't9d1', 'zzzz'),
	by: fc.constantFrom('p_marie0001', 'p_paul00002', 'k7f3', 'm3e6', 'p_', 'Marie'),
	scope: fc.constantFrom('murat', 'murat', 'ydes')
});
const oddValue = fc.oneof(
	fc.constantFrom('', 'p_paul00002', 'x'.repeat(81), '12:00', '25:00', '1420', 'desk', '\ud800'),
	fc.constantFrom(
		'am',
		'09:30',
		'09:15',
		'desk-1',
		'desk-0',
		'server',
		'k7f3.1',
		'k7f3.0',
		'no-show'
	),
	fc.constantFrom<unknown>(
		['am'],
		[['desk-1', 'am', 1]],
		[['desk-1', 'am', '']],
		[['desk-1', 'am']]
	),
	fc.constantFrom(
		'2026-02-29~murat~k7f3.1~000001',
		'2028-02-29~murat~k7f3.1~000001',
		'2026-11-23~murat~k7f3.1~000000',
		'2026-11-23~murat~k7f3.1~1000000',
		'2026-13-01~murat~k7f3.1~000001'
	),
	fc
		.constantFrom(10, 11, 20, 21, 40, 41, 48, 49, 60, 61, 2_000, 2_001)
		.map((n) => Array.from({ length: n }, () => 'am')),
	fc.constantFrom<unknown>(
		'constructor',
		'a-b',
		'A',
		'x'.repeat(43),
		'x'.repeat(86),
		0.25,
		7.5,
		240,
		2_000.5
	),
	fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e21, 600_000, [], {}, [['08:30', '12:00']]),
	// Just within and just beyond every limit there is.
	fc
		.constantFrom(
			0,
			1,
			10,
			20,
			30,
			40,
			64,
			80,
			90,
			100,
			120,
			200,
			300,
			600,
			1_000,
			2_000,
			8_000,
			40_000
		)
		.chain((most) => fc.constantFrom('x'.repeat(most), 'x'.repeat(most + 1))),
	fc.jsonValue({ maxDepth: 3 })
);
const paths = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => [
				[...path, key],
				...paths(inner, [...path, key])
			])
		: [];

/** A fact of a known kind, with one thing in it changed, taken away or added. */
const almost = fc
	.tuple(fc.constantFrom(...known), author, fc.nat(), oddValue, fc.constantFrom(0, 1, 1, 2, 3, 4))
	.map(([body, { device, by, scope }, at, value, how]): Record<string, unknown> => {
		const made = fact(1, { device }, { by, ...body });
		const doc = JSON.parse(
			JSON.stringify({ ...made, _id: made._id.replace('~murat~', `~${scope}~`) })
		);
		const all = paths(doc);
		const path = all[at % all.length]!;
		const inner = path.slice(0, -1).reduce((its, key) => its[key], doc);
		if (how === 1) inner[path.at(-1)!] = value;
		else if (how === 2) delete inner[path.at(-1)!];
		else if (how === 3) inner[`${path.at(-1)}s`] = value;
		else if (how === 4 && Array.isArray(inner)) inner.pop();
		return JSON.parse(JSON.stringify(doc));
	});

/** What a phone says of its own person’s bookings, and trainers of training, is not even the coordinator’s to write. */
function writerOf(kind: string): Person {
	if (kind.startsWith('booking.')) return 'member';
	const isTraining = knownOfTraining.some((body) => body['kind'] === kind);
	return isTraining && kind !== 'enrolment.asked' ? 'trainer' : 'coordinator';
}

describe('gateway and CouchDB judge alike', () => {
	test('whatever is made of a fact of a known kind, whoever sends it wherever', () => {
		// Most are refused for who sends them: the next one sees to the rest.
		fc.assert(
			fc.property(who, db, almost, (who, db, doc) => {
				const [gateway, couchdb] = verdicts(who, db, doc);
				expect(couchdb).toBe(gateway);
			}),
			{ numRuns: 20_000 }
		);
	});

	test('a fact of whatever kind under whatever name, whoever sends it wherever', () => {
		const odd = { kind: 'desk.levitated', v: 7 };
		const plain = fc
			.tuple(fc.constantFrom(...known, odd, odd, odd), author)
			.map(([body, { device, by, scope }]) => {
				const made = fact(1, { device }, { by, ...body });
				return { ...made, _id: made._id.replace('~murat~', `~${scope}~`) };
			});
		fc.assert(
			fc.property(who, db, plain, (who, db, doc) => {
				const [gateway, couchdb] = verdicts(who, db, doc);
				expect(couchdb).toBe(gateway);
			}),
			{ numRuns: 20_000 }
		);
	});

	test('of each known kind, in the hands of who may write it', () => {
		const places: readonly (readonly [Person, string])[] = [
			['coordinator', 'centre_murat'],
			['coordinator', 'people_murat'],
			['coordinator', 'public'],
			['kiosk', 'centre_murat'],
			['member', 'member_0123456789abcdef'],
			['trainer', 'training'],
			['trainer', 'training'],
			['trainer', 'public'],
			['trainer', 'learners']
		];
		fc.assert(
			fc.property(fc.constantFrom(...places), almost, ([who, db], doc) => {
				const device = PEOPLE[who].names[0]!;
				const { _id } = doc;
				const its =
					typeof _id === 'string' ? _id.replace(/~murat~\w+\./, `~murat~${device}.`) : _id;
				const by = who === 'member' ? 'p_marie0001' : 'p_paul00002';
				const mine = { ...doc, _id: its, ...('by' in doc && { by }) };
				const [gateway, couchdb] = verdicts(who, db, mine);
				expect(couchdb).toBe(gateway);
			}),
			{ numRuns: 40_000 }
		);
	});

	test('the table of documents has every kind that is known', () => {
		const text = ['kinds.ts', 'training/kinds.ts']
			.map((name) => readFileSync(new URL(`../../src/lib/domain/${name}`, import.meta.url), 'utf8'))
			.join('\n');
		const kinds = [...text.matchAll(/^\t'([a-z-]+\.[a-z-]+)\/(\d+)':/gm)];
		expect(kinds.length).toBeGreaterThan(10);
		const names = kinds.map(([, kind, v]) => `${kind}/${v}`);
		const here = known.map((doc) => `${doc['kind']}/${doc['v'] ?? 1}`);
		expect(names.filter((name) => !here.includes(name))).toEqual([]);
	});

	test('each of those is taken as it is in one database, and refused in all others', () => {
		for (const body of known) {
			const who = writerOf(String(body['kind']));
			const doc = fact(1, { device: PEOPLE[who].names[0] }, { ...body, by: PEOPLE[who].names[0] });
			const taken = DATABASE_NAMES.filter(
				(db) => rules(db, doc as unknown as Doc, undefined, WHO[who]) === undefined
			);
			expect([body['kind'], taken.length]).toEqual([body['kind'], 1]);
		}
	});
});
