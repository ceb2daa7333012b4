import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, witness, type Device } from '../../src/lib/domain/device';
import {
	byOrder,
	canonical,
	inOrder,
	sameBody,
	type Draft,
	type Fact
} from '../../src/lib/domain/facts';
import { hold, missing, NOTHING_HELD } from '../../src/lib/domain/gaps';
import { factId, pageKey, parseFactId, partsOf } from '../../src/lib/domain/ids';
import { isKnown, pagesOf } from '../../src/lib/domain/kinds';
import { addToPage, foldPage, type DayPage } from '../../src/lib/domain/pages';
import { parseFact } from '../../src/lib/domain/parse';
import { segmentFacts, segmentText } from '../../src/lib/domain/segments';
import { CENTRE, DAY, dayOfFacts, shuffledWithRepeats } from '../support/arbitrary';

const page = pageKey.day(CENTRE, DAY);

describe('law 1: a fact, once written, never changes; the same id always means the same body', () => {
	test('two bodies are the same exactly where their canonical texts are', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
				const reordered = Object.fromEntries(Object.entries(body).reverse());
				expect(canonical(reordered)).toBe(canonical(body));
				expect(
					sameBody({ ...body } as unknown as Fact, { ...body, x: {} } as unknown as Fact)
				).toBe(canonical({ ...body, x: {} }) === canonical(body));
			})
		);
	});

	test('an id has one spelling, and says who wrote the fact as which of its numbers', () => {
		const parts = fc.record({
			day: fc.constantFrom('2026-11-22', '2024-02-29'),
			scope: fc.constantFrom('murat', 'saint-flour'),
			device: fc.stringMatching(/^[a-z0-9]{4,16}$/),
			epoch: fc.integer({ min: 1, max: 999_999 }),
			seq: fc.integer({ min: 1, max: 9_999_999 })
		});
		fc.assert(
			fc.property(parts, (given) => {
				expect(partsOf(factId(given))).toEqual(given);
			})
		);
		for (const odd of [
			'2026-02-30~murat~k7f3.1~000001',
			'2026-11-22~murat~k7f3.01~000001',
			'2026-11-22~murat~k7f3.1~1',
			'2026-11-22~murat~k7f3.1~0000001',
			'2026-11-22~murat~k7f3.1~000000',
			'2026-11-22~../x~k7f3.1~000001'
		])
			expect(parseFactId(odd), odd).toBeUndefined();
	});
});

describe('law 3: the same set of facts folds to the same pages, in any order, with any duplicates', () => {
	test('in any order, with any duplicates', () => {
		const given = dayOfFacts.chain((facts) =>
			fc.tuple(fc.constant(facts), shuffledWithRepeats(facts))
		);
		fc.assert(
			fc.property(given, ([facts, arrived]) => {
				expect(foldPage(page, arrived)).toEqual(foldPage(page, facts));
			})
		);
	});

	test('adding to a page gives what folding everything gives, or says that it cannot', () => {
		const given = dayOfFacts.chain((facts) =>
			fc.tuple(fc.constant(facts), fc.nat(facts.length), shuffledWithRepeats(facts))
		);
		fc.assert(
			fc.property(given, ([facts, cut, arrived]) => {
				const before = foldPage(page, arrived.slice(0, cut));
				const later = arrived.slice(cut);
				const added = addToPage(structuredClone(before), later);
				if (added) expect(added).toEqual(foldPage(page, facts));
				else
					expect(later.some((fact) => before.last && byOrder(fact, before.last) <= 0)).toBe(true);
			})
		);
	});

	test('what a device writes itself can always be added without folding again', () => {
		fc.assert(
			fc.property(dayOfFacts, (facts) => {
				const device = witness({ device: 'k7f3aaaa', epoch: 1, seq: 0, count: 0 }, facts);
				const { facts: own } = allocate(device, [arrival]);
				expect(addToPage(foldPage(page, facts), own)).toEqual(foldPage(page, [...facts, ...own]));
			})
		);
	});

	test('a fact that is both a row and in a segment counts once', () => {
		fc.assert(
			fc.property(dayOfFacts, (facts) => {
				const both = [...segmentFacts(segmentText(facts)), ...facts];
				expect(foldPage(page, both)).toEqual(foldPage(page, facts));
				expect(segmentText(inOrder(both))).toBe(segmentText(facts));
			})
		);
	});
});

describe('law 5: each device numbers its facts without gaps within an epoch', () => {
	const drafts = fc
		.array(fc.constant(null), { maxLength: 12 })
		.map((items) => items.map(() => arrival));

	test('whatever is committed together or after one another, no number is left out or given twice', () => {
		fc.assert(
			fc.property(fc.array(drafts, { maxLength: 6 }), (commits) => {
				let device: Device = { device: 'k7f3aaaa', epoch: 3, seq: 0, count: 0 };
				const seqs: number[] = [];
				for (const commit of commits) {
					const done = allocate(device, commit);
					device = done.device;
					seqs.push(...done.facts.map(({ _id }) => partsOf(_id).seq));
				}
				expect(seqs).toEqual(seqs.map((_, i) => i + 1));
			})
		);
	});

	test('the server can tell a lost fact from one that never was', () => {
		const given = fc
			.tuple(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), fc.nat(60))
			.chain(([seqs, acked]) =>
				fc.tuple(fc.constant(seqs), fc.constant(acked), shuffledWithRepeats(seqs), fc.nat(60))
			);
		fc.assert(
			fc.property(given, ([seqs, acked, arrived, cut]) => {
				const held = hold(hold(NOTHING_HELD, arrived.slice(0, cut)), arrived.slice(cut));
				const all = Array.from({ length: acked }, (_, i) => i + 1);
				expect(missing(held, acked)).toEqual(all.filter((seq) => !seqs.includes(seq)));
			})
		);
	});
});

describe('law 8: a clock never decides who wins, never routes a fact and never gets one refused', () => {
	test('the order of facts is the same whatever their clocks say', () => {
		fc.assert(
			fc.property(dayOfFacts, fc.func(fc.integer()), (facts, clock) => {
				const skewed = facts.map((fact) => ({ ...fact, at: { wall: clock(fact._id) } }));
				expect(inOrder(skewed).map(({ _id }) => _id)).toEqual(inOrder(facts).map(({ _id }) => _id));
			})
		);
	});

	test('a fact is taken, and put on the same pages, whatever its clock says', () => {
		const clock = fc.record({
			wall: fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
			offset: fc.integer({ min: -(2 ** 50), max: 2 ** 50 })
		});
		fc.assert(
			fc.property(dayOfFacts, clock, (facts, at) => {
				for (const fact of facts) {
					expect(parseFact({ ...fact, at }, 'centre_murat')).toEqual({ fact: { ...fact, at } });
					expect(pagesOf({ ...fact, at })).toEqual(pagesOf(fact));
				}
			})
		);
	});
});

describe('law 9: unknown kinds and versions are kept, forwarded and shown as such', () => {
	test('they pass the boundary unchanged and are counted on their day', () => {
		const kind = fc.constantFrom('visit.teleported', 'desk.polished', 'visit.arrived');
		fc.assert(
			fc.property(
				kind,
				fc.integer({ min: 2, max: 99 }),
				fc.jsonValue({ maxDepth: 3 }),
				(kind, v, extra) => {
					const { facts } = allocate({ device: 'k7f3aaaa', epoch: 1, seq: 0, count: 0 }, [
						{ ...arrival, kind, v, fields: { extra: extra as null } }
					]);
					const [fact] = facts;
					expect(isKnown(fact!)).toBe(false);
					const parsed = parseFact(JSON.parse(JSON.stringify(fact)), 'centre_murat');
					if (hasPoison(extra)) expect(parsed).toHaveProperty('refused');
					else expect(parsed).toEqual({ fact: JSON.parse(JSON.stringify(fact)) });
					expect((foldPage(page, facts).value as DayPage).unknown).toBe(1);
				}
			)
		);
	});
});

/** True where a key is one that every object has, or text holds half a character. */
function hasPoison(value: unknown): boolean {
	if (typeof value === 'string') return !value.isWellFormed();
	if (value === null || typeof value !== 'object') return false;
	return Object.entries(value).some(
		([key, inner]) =>
			['__proto__', 'constructor', 'prototype'].includes(key) ||
			!key.isWellFormed() ||
			hasPoison(inner)
	);
}

const arrival: Draft = {
	day: DAY,
	scope: CENTRE,
	db: 'centre_murat',
	kind: 'visit.arrived',
	v: 1,
	at: { wall: 1_795_420_000_000 },
	by: 'p_person0009',
	fields: {
		person: 'p_person0009',
		reason: 'work',
		category: 'employee',
		closes: 1_795_450_000_000
	}
};
