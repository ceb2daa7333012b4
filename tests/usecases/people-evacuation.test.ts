import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFold, presence, type DayPage } from '../../src/lib/domain/folds/day';
import type { Named } from '../../src/lib/ui/desk/day';
import { toFind } from '../../src/lib/ui/desk/roll';
import { inOrder } from '../../src/lib/domain/facts';
import { dayOfFacts } from '../support/arbitrary';

const NOON = Date.parse('2026-11-23T11:00:00Z');
const nobody: ReadonlyMap<string, Named> = new Map();

const pageOf = (facts: Parameters<typeof inOrder>[0]): DayPage => {
	const page = dayFold.empty();
	for (const fact of inOrder(facts)) dayFold.add(page, fact);
	return page;
};

test('whatever happened, everybody who may be in the building is on the list once, and nobody who said they left', () => {
	const hour = fc.integer({ min: -4, max: 10 });
	fc.assert(
		fc.property(dayOfFacts, hour, (facts, hours) => {
			const now = NOON + hours * 3_600_000;
			const page = pageOf(facts);
			const { here, maybe } = toFind(page, nobody, now);
			const listed = [...here, ...maybe].map(({ person }) => person);
			expect(new Set(listed).size).toBe(listed.length);
			const inside = (is: string) =>
				new Set(page.visits.filter((v) => presence(v, now) === is).map(({ person }) => person));
			const [present, closed] = [inside('here'), inside('closed')];
			expect(new Set(here.map(({ person }) => person))).toEqual(present);
			expect(new Set(maybe.map(({ person }) => person))).toEqual(
				new Set([...closed].filter((person) => !present.has(person)))
			);
			for (const { estimated } of here) expect(estimated).toBeUndefined();
			for (const { estimated } of maybe) expect(estimated).toBeLessThanOrEqual(now);
		})
	);
});

test('the list is by name as French sorts it, those without a name last', () => {
	const visit = (person: string) => ({
		id: `2026-11-23~murat~k7f3.1~${person}`,
		person,
		reason: 'work' as const,
		category: 'other' as const,
		arrived: NOON,
		closes: NOON + 1
	});
	const page = { visits: ['p_a', 'p_b', 'p_c', 'p_d'].map(visit), unknown: 0 };
	const names = new Map<string, Named>([
		['p_a', { name: 'Zoé', isRegistered: true, isErased: false }],
		['p_b', { isRegistered: false, isErased: true }],
		['p_c', { name: 'Émile', isRegistered: true, isErased: false }],
		['p_d', { name: 'Estelle', isRegistered: false, isErased: false }]
	]);
	const { here } = toFind(page, names, NOON);
	expect(here.map(({ name }) => name)).toEqual(['Émile', 'Estelle', 'Zoé', undefined]);
});
