import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byOrder, inOrder, type Fact } from '../../src/lib/domain/facts';
import { pageKey } from '../../src/lib/domain/ids';
import { pagesOf } from '../../src/lib/domain/kinds';
import { addToPage, foldPage, type LearnerPage } from '../../src/lib/domain/pages';
import { placesIn } from '../../src/lib/domain/training/enrolments';
import {
	lastWord,
	withWord,
	wordsOf,
	type Heads,
	type Said
} from '../../src/lib/domain/training/heads';
import { progressIn } from '../../src/lib/domain/training/progress';
import { rollText } from '../../src/lib/domain/training/roll';
import { shuffledWithRepeats } from '../support/arbitrary';
import { isWellFormed, trainingFacts } from '../support/arbitrary-training';
import { ANNE, COURSE, author, groupOf, learnerOf, sessionOf, GROUP } from '../support/training';

const pagesIn = (facts: readonly Fact[]) => [...new Set(facts.flatMap(pagesOf))];
const arrivals = trainingFacts.chain((facts) =>
	fc.tuple(fc.constant(facts), fc.nat(facts.length), shuffledWithRepeats(facts))
);

describe('law 3: the same set of facts folds to the same pages, in any order, with any duplicates', () => {
	test('in training too: every page of every course, group, half-day, person and chain', () => {
		fc.assert(
			fc.property(arrivals, ([facts, , arrived]) => {
				expect(facts.filter((fact) => !isWellFormed(fact))).toEqual([]);
				for (const key of pagesIn(facts)) {
					const its = (all: readonly Fact[]) => all.filter((fact) => pagesOf(fact).includes(key));
					expect(foldPage(key, its(arrived))).toEqual(foldPage(key, its(facts)));
				}
			})
		);
	});

	test('though a device that was put back gave one number in two databases', () => {
		fc.assert(
			fc.property(trainingFacts, (facts) => {
				for (const key of pagesIn(facts)) {
					const its = facts.filter((fact) => pagesOf(fact).includes(key));
					const [one] = its;
					const other = its.find(({ kind }) => kind !== one!.kind);
					if (!other) continue;
					const twin = { ...other, _id: one!._id, count: one!.count };
					const both = its.map((fact) => (fact === other ? twin : fact));
					expect(inOrder(both)).toHaveLength(inOrder(its).length);
					expect(foldPage(key, both.toReversed())).toEqual(foldPage(key, both));
				}
			})
		);
	});

	test('adding to a page of training gives what folding everything gives, or says that it cannot', () => {
		fc.assert(
			fc.property(arrivals, ([facts, cut, arrived]) => {
				for (const key of pagesIn(facts)) {
					const its = (all: readonly Fact[]) => all.filter((fact) => pagesOf(fact).includes(key));
					const before = foldPage(key, its(arrived.slice(0, cut)));
					const later = its(arrived.slice(cut));
					const added = addToPage(structuredClone(before), later);
					if (added) expect(added).toEqual(foldPage(key, its(facts)));
					else
						expect(later.some((fact) => before.last && byOrder(fact, before.last) <= 0)).toBe(true);
				}
			})
		);
	});

	test('what is read off the pages is the same as well: places, rolls and progress', () => {
		fc.assert(
			fc.property(arrivals, ([facts, , arrived]) => {
				const read = (all: readonly Fact[]) => {
					const on = (key: string) => all.filter((fact) => pagesOf(fact).includes(key));
					const sessions = all
						.filter(({ kind }) => kind === 'session.planned')
						.map(({ _id }) => _id);
					return [
						placesIn(groupOf(GROUP, on(pageKey.group(GROUP)))),
						progressIn(COURSE, learnerOf(ANNE, on(pageKey.learner(ANNE))), []),
						new Map(sessions.map((id) => [id, rollText(sessionOf(id, on(pageKey.session(id))))]))
					];
				};
				expect(read(arrived)).toEqual(read(facts));
			})
		);
	});
});

describe('Concurrent progress from two devices merges without loss', () => {
	const said = fc.oneof(
		fc
			.constantFrom('sitting', 'screens', 'prices')
			.map((lesson) => ['lesson.read', { lesson }] as const),
		fc
			.integer({ min: 0, max: 4 })
			.map(
				(right) =>
					[
						'quiz.answered',
						{ quiz: 'posture-quiz', of: GROUP, answers: {}, right, total: 4, passed: right >= 3 }
					] as const
			)
	);
	const apart = fc.array(said, { maxLength: 12 });
	const written = (device: string, words: readonly (readonly [string, object])[]) => {
		const { say, all } = author(device);
		for (const [kind, fields] of words) say(kind, { person: ANNE, course: COURSE.id, ...fields });
		return all;
	};
	const readIn = (page: LearnerPage) => Object.keys(page.read[COURSE.id] ?? {}).sort();
	const triesIn = (page: LearnerPage) => page.attempts[COURSE.id]?.['posture-quiz'] ?? [];
	const bestIn = (page: LearnerPage) => Math.max(-1, ...triesIn(page).map(({ right }) => right));

	test('what was read is the union, the best attempt is the best of both', () => {
		fc.assert(
			fc.property(apart, apart, (onPhone, onTablet) => {
				const [one, two] = [written('phone001', onPhone), written('tablet01', onTablet)];
				const [a, b, both] = [one, two, [...two, ...one]].map((all) => learnerOf(ANNE, all));
				expect(readIn(both!)).toEqual([...new Set([...readIn(a!), ...readIn(b!)])].sort());
				expect(bestIn(both!)).toBe(Math.max(bestIn(a!), bestIn(b!)));
				const facts = (page: LearnerPage) => triesIn(page).map(({ fact }) => fact);
				expect(facts(both!).sort()).toEqual([...facts(a!), ...facts(b!)].sort());
			})
		);
	});

	test('a module that is done on one of them is done on both together, and never undone by the other', () => {
		fc.assert(
			fc.property(apart, apart, (onPhone, onTablet) => {
				const [one, two] = [written('phone001', onPhone), written('tablet01', onTablet)];
				const done = (all: readonly Fact[]) =>
					progressIn(COURSE, learnerOf(ANNE, all), []).modules.map((module) => module.done);
				const together = done([...one, ...two]);
				[done(one), done(two)].forEach((alone) =>
					alone.forEach((isDone, i) => expect(together[i] || !isDone).toBe(true))
				);
			})
		);
	});
});

describe('heads: two words said apart both stand until a third names them', () => {
	const word = (n: number): Said => ({ fact: `w${n}` });

	test('whatever was said, what nobody named stands, and what somebody named does not', () => {
		const history = fc.array(fc.array(fc.nat(20), { maxLength: 4 }), { maxLength: 20 });
		fc.assert(
			fc.property(history, (named) => {
				let heads: Heads<Said> = [];
				const all = new Set<string>();
				named.forEach((names, n) => {
					const replaces = names.filter((one) => one < n).map((one) => `w${one}`);
					for (const one of replaces) all.add(one);
					heads = withWord(heads, word(n), replaces);
				});
				const standing = named.map((_, n) => `w${n}`).filter((one) => !all.has(one));
				expect(wordsOf(heads)).toEqual(standing);
				expect(lastWord(heads)?.fact).toBe(standing.at(-1));
			})
		);
	});

	test('a word that names all that stand, stands alone', () => {
		const heads = withWord(withWord(undefined, word(1)), word(2));
		expect(wordsOf(heads)).toEqual(['w1', 'w2']);
		expect(wordsOf(withWord(heads, word(3), wordsOf(heads)))).toEqual(['w3']);
	});
});
