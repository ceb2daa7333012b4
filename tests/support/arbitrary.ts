import fc from 'fast-check';
import { factId } from '../../src/lib/domain/ids';
import type { Fact } from '../../src/lib/domain/facts';
import { CATEGORIES, REASONS } from '../../src/lib/domain/kinds';

/** What may happen at one centre on one day, as several devices write it apart from each other. */
export const CENTRE = 'murat';
export const DAY = '2026-11-23';
const NOON = Date.parse('2026-11-23T11:00:00Z');
const CLOSING = Date.parse('2026-11-23T16:30:00Z');

type Step =
	| {
			readonly do: 'arrive';
			readonly device: number;
			readonly person: number;
			readonly wall: number;
	  }
	| {
			readonly do: 'leave' | 'undo' | 'tie';
			readonly device: number;
			readonly of: number;
			readonly wall: number;
	  }
	| { readonly do: 'unknown'; readonly device: number; readonly wall: number };

const wall = fc.integer({ min: NOON - 4 * 3_600_000, max: NOON + 8 * 3_600_000 });
const device = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ do: fc.constant('arrive' as const), device, person: fc.nat(3), wall }),
	fc.record({
		do: fc.constantFrom('leave' as const, 'undo' as const, 'tie' as const),
		device,
		of: fc.nat(30),
		wall
	}),
	fc.record({ do: fc.constant('unknown' as const), device, wall })
);

/**
 * A day's facts, valid and causal: each device counts above what it has written
 * and, now and then, above what it has seen of the others.
 */
export const dayOfFacts: fc.Arbitrary<readonly Fact[]> = fc
	.array(fc.tuple(step, fc.boolean()), { maxLength: 40 })
	.map((steps) => {
		const facts: Fact[] = [];
		const seqs = [0, 0, 0];
		const counts = [0, 0, 0];
		for (const [at, hasSeenAll] of steps) {
			if (hasSeenAll) counts[at.device] = Math.max(...counts);
			const fact = factOf(at, facts, seqs[at.device]! + 1, counts[at.device]! + 1);
			if (!fact) continue;
			seqs[at.device]! += 1;
			counts[at.device] = Math.max(fact.count, counts[at.device]!);
			facts.push(fact);
		}
		return facts;
	});

function factOf(at: Step, before: readonly Fact[], seq: number, count: number): Fact | undefined {
	const _id = factId({ day: DAY, scope: CENTRE, device: `dev${at.device}`, epoch: 1, seq });
	const base = { _id, v: 1, at: { wall: at.wall } };
	if (at.do === 'unknown') return { ...base, kind: 'visit.moved-on', count, by: 'p_somebody01' };
	if (at.do === 'arrive') {
		const person = `p_person000${at.person}`;
		return {
			...base,
			kind: 'visit.arrived',
			count,
			by: person,
			person,
			reason: REASONS[seq % REASONS.length],
			category: CATEGORIES[seq % CATEGORIES.length],
			closes: CLOSING
		};
	}
	const target = before[at.of % Math.max(1, before.length)];
	if (!target) return undefined;
	// Who ends or takes back something has seen it: that is what the count says.
	const later = Math.max(count, target.count + 1);
	if (at.do === 'tie') {
		const person = `p_person000${at.of % 4}`;
		return {
			...base,
			kind: 'visit.tied',
			count: later,
			by: 'p_host0001',
			visit: target._id,
			person
		};
	}
	return at.do === 'leave'
		? { ...base, kind: 'visit.left', count: later, by: target.by, visit: target._id }
		: { ...base, kind: 'visit.undone', count: later, by: target.by, undoes: target._id };
}

/** The same items in another order, some of them more than once. */
export const shuffledWithRepeats = <T>(items: readonly T[]): fc.Arbitrary<readonly T[]> =>
	items.length === 0
		? fc.constant([])
		: fc
				.tuple(
					fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length }),
					fc.array(fc.constantFrom(...items), { maxLength: 10 })
				)
				.chain(([all, repeats]) =>
					fc.shuffledSubarray([...all, ...repeats], {
						minLength: all.length + repeats.length
					})
				);
