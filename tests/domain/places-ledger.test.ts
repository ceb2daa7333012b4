import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byOrder, inOrder, type Fact } from '../../src/lib/domain/facts';
import { deciderOf, ledgerFold, rightAt, type Used } from '../../src/lib/domain/folds/ledger';
import { pageKey, type FactId } from '../../src/lib/domain/ids';
import { addToPage, foldPage } from '../../src/lib/domain/pages';
import { freeFor } from '../../src/lib/domain/places/decide';
import { holderOf, SERVER } from '../../src/lib/domain/places/holders';
import { standingOf } from '../../src/lib/domain/places/standing';
import { shuffledWithRepeats } from '../support/arbitrary';
import { KIOSK, MARIE, PAUL, telling } from '../support/ledger-facts';
import {
	CENTRE,
	DAY,
	givenTwice,
	ledgerOf,
	play,
	stepsWithCopies,
	stepsWithFences,
	usualSteps,
	type History
} from '../support/places-history';

const PAGE = pageKey.ledger(CENTRE, DAY);
const RUNS = { numRuns: Number(process.env['PLACES_RUNS'] ?? 300) };

/** Everything that somebody could have before them: each view, every two together, and all. */
const unions = ({ views, all }: History): readonly (readonly Fact[])[] => [
	...views,
	...views.flatMap((a, i) => views.slice(i + 1).map((b) => [...a, ...b])),
	all
];
const grantsIn = (facts: readonly Fact[]) =>
	facts.filter(({ kind }) => kind === 'place.granted') as (Fact & {
		claim?: FactId;
		rights: readonly Used[];
	})[];

describe('law 3: the same set of facts folds to the same ledger, in any order, with any duplicates', () => {
	test('in any order, with any duplicates, and in parts', () => {
		const given = stepsWithCopies.chain((steps) => {
			const { all } = play(steps);
			return fc.tuple(fc.constant(all), fc.nat(all.length), shuffledWithRepeats(all));
		});
		fc.assert(
			fc.property(given, ([all, cut, arrived]) => {
				const whole = foldPage(PAGE, all);
				expect(foldPage(PAGE, arrived)).toEqual(whole);
				const part = foldPage(PAGE, arrived.slice(0, cut));
				const rest = arrived.slice(cut);
				const added = addToPage(structuredClone(part), rest);
				if (added) expect(added).toEqual(whole);
				else expect(rest.some((fact) => byOrder(fact, part.last!) <= 0)).toBe(true);
			}),
			{ numRuns: 100 }
		);
	});
});

describe('law 6: no place is confirmed twice', () => {
	test('whatever a server and two kiosks do apart from each other, in whatever anybody sees of it', () => {
		fc.assert(
			fc.property(usualSteps, (steps) => {
				for (const facts of unions(play(steps))) expect(givenTwice(ledgerOf(facts))).toEqual([]);
			}),
			RUNS
		);
	});

	test('what its holder gave stays given until its holder lets it go, whatever others did meanwhile', () => {
		fc.assert(
			fc.property(usualSteps, (steps) => {
				const history = play(steps);
				const { claims } = ledgerOf(history.all);
				for (const claim of Object.values(claims)) {
					expect([claim.id, claim.unproven, claim.displaced]).toEqual([
						claim.id,
						undefined,
						undefined
					]);
					const about = inOrder(history.all).filter((fact) =>
						['place.granted', 'place.released'].includes(fact.kind)
							? (fact['claim'] ?? fact._id) === claim.id
							: false
					);
					const last = about.at(-1);
					// Who was given another place instead lost the first by that very word.
					if (last?.kind === 'place.granted' && claim.replacedBy === undefined)
						expect(claim.held).toEqual(last['rights']);
					if (last?.kind !== 'place.granted') expect(claim.held).toBeUndefined();
				}
			}),
			RUNS
		);
	});

	test('a place is given whole or not at all, and to who was promised it by one word of its holder', () => {
		fc.assert(
			fc.property(stepsWithCopies, (steps) => {
				for (const facts of unions(play(steps))) {
					const page = ledgerOf(facts);
					for (const { id, held, by, slots, unproven } of Object.values(page.claims)) {
						if (!held) continue;
						expect(held.map(([, slot]) => slot)).toEqual(slots);
						if (unproven) continue;
						for (const [unit, slot] of held)
							expect(rightAt(page, unit, slot)).toMatchObject({ claim: id, holder: by });
					}
					for (const [key, { claim }] of Object.entries(page.rights))
						if (claim !== undefined)
							expect(page.claims[claim]?.held?.map(([unit, slot]) => `${unit}@${slot}`)).toContain(
								key
							);
				}
			}),
			RUNS
		);
	});

	test('a place that is given stays where it is when its holder passes others on', () => {
		fc.assert(
			fc.property(stepsWithCopies, (steps) => {
				for (const facts of unions(play(steps))) {
					const page = ledgerFold.empty();
					for (const fact of inOrder(facts)) {
						const before = structuredClone(page);
						ledgerFold.add(page, fact);
						if (fact.kind !== 'place.transferred') continue;
						expect(page.claims).toEqual(before.claims);
						for (const [key, right] of Object.entries(before.rights))
							if (right.claim !== undefined) expect(page.rights[key]).toEqual(right);
					}
				}
			}),
			{ numRuns: 100 }
		);
	});
});

describe('what a fence does', () => {
	test('no place is confirmed twice, whatever the fenced kiosk did before and goes on to do', () => {
		fc.assert(
			fc.property(stepsWithFences, (steps) => {
				for (const facts of unions(play(steps))) expect(givenTwice(ledgerOf(facts))).toEqual([]);
			}),
			RUNS
		);
	});

	test('what the server knows of and says is so for everybody, whatever it had not heard of', () => {
		fc.assert(
			fc.property(stepsWithFences, (steps) => {
				const { log, all } = play(steps);
				const told = ledgerOf(log);
				const found = ledgerOf(all);
				for (const claim of Object.values(told.claims))
					if (claim.by === SERVER) {
						expect(found.claims[claim.id]).toMatchObject({ held: claim.held, by: SERVER });
						expect(found.claims[claim.id]?.unproven).toBeUndefined();
					}
				for (const [key, right] of Object.entries(told.rights))
					if (right.holder === SERVER && right.gen >= 1_000)
						expect([key, found.rights[key]]).toEqual([key, right]);
			}),
			RUNS
		);
	});

	test('who was promised a place that is fenced away is told that it moved, and the server finds another', () => {
		fc.assert(
			fc.property(stepsWithFences, (steps) => {
				const page = ledgerOf(play(steps).all);
				for (const fact of grantsIn(play(steps).all)) {
					if (holderOf(fact._id) === SERVER || fact['offer'] !== undefined) continue;
					const claim = page.claims[fact.claim ?? fact._id]!;
					if (claim.held) continue;
					// Ended by its own people, or else moved: never simply gone.
					expect(standingOf(claim)).not.toBe('requested');
					expect(standingOf(claim)).not.toBe('refused');
					if (standingOf(claim) === 'moved') expect(deciderOf(page, claim)).toBe(SERVER);
				}
			}),
			RUNS
		);
	});
});

describe('what copies of one kiosk do', () => {
	test('no place is confirmed twice: who was promised one that another has is told, and the server finds another', () => {
		fc.assert(
			fc.property(stepsWithCopies, (steps) => {
				// In the end all is heard of, and the server has its say.
				const sites = [1, 2, 3, 4, 5];
				const heard = sites.map((at) => ({ do: 'sync' as const, at, up: 99, down: 99 }));
				const history = play([...steps, ...heard, { do: 'serve', at: 0 }]);
				for (const facts of unions(history)) expect(givenTwice(ledgerOf(facts))).toEqual([]);
				const page = ledgerOf(history.all);
				for (const fact of grantsIn(history.all)) {
					const claim = page.claims[fact.claim ?? fact._id]!;
					if (claim.held || fact['offer'] !== undefined || standingOf(claim) !== 'moved') continue;
					expect(deciderOf(page, claim)).toBe(SERVER);
					const grounds = { centre: history.centre };
					const isOverlap = Object.values(page.claims).some(
						(other) =>
							other !== claim &&
							other.held &&
							other.person === claim.person &&
							other.id !== claim.replaces
					);
					if (!isOverlap && !history.isPast(claim.slots))
						expect(freeFor(page, SERVER, claim, grounds)).toBeUndefined();
				}
			}),
			RUNS
		);
	});

	test('of two that were given one place in one generation, the earlier in the order has it', () => {
		for (const [first, second] of [
			[30, 40],
			[40, 30]
		] as const) {
			const told = telling();
			told.say(SERVER, 'place.transferred', { rights: [['desk-1', 'am', 0]], to: KIOSK });
			const rights = [['desk-1', 'am', 1]];
			const ours = told.say(
				KIOSK,
				'place.granted',
				{ person: MARIE, space: 'desk', rights },
				first
			);
			const theirs = told.say(
				KIOSK,
				'place.granted',
				{ person: PAUL, space: 'desk', rights },
				second
			);
			const [has, lost] = first < second ? [ours, theirs] : [theirs, ours];
			const { claims } = told.page();
			expect([standingOf(claims[has]!), standingOf(claims[lost]!)]).toEqual(['confirmed', 'moved']);
			expect(claims[lost]?.displaced).toBe('twice');
		}
	});
});
