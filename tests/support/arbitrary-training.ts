import fc from 'fast-check';
import type { Fact } from '../../src/lib/domain/facts';
import { factId } from '../../src/lib/domain/ids';
import { parseFact } from '../../src/lib/domain/parse';
import { COURSE, GROUP, MONDAY, unsealed } from './training';

/**
 * What may happen in training, as several devices write it apart from each other:
 * valid and causal, like the days of `arbitrary.ts`.
 */

const DEVICES = 3;
const PEOPLE = ['p_anne000001', 'p_bruno00001', 'p_chloe00001'];
const person = fc.constantFrom(...PEOPLE);
const LESSONS = ['sitting', 'screens', 'prices'];
const of = fc.nat(30);

type Fields = Record<string, unknown>;
/** What is said, given what the device has seen: `pick` chooses among earlier facts of a kind. */
type Say = (pick: (kind: string, n: number) => Fact | undefined) => Fields | undefined;
const about =
	(kind: string, make: (session: Fact, pick: Parameters<Say>[0]) => Fields, n: number): Say =>
	(pick) => {
		const found = pick(kind, n);
		return found && make(found, pick);
	};

const step: fc.Arbitrary<Say> = fc.oneof(
	fc.constant<Say>(() => ({
		...{ kind: 'session.planned', course: COURSE.id, module: 'simulation', group: GROUP },
		...{ half: 'am', hours: 3.5, trainer: 'p_trainer001' }
	})),
	fc.constant<Say>(() => ({ kind: 'course.described', course: COURSE })),
	fc.constant<Say>(() => ({ kind: 'course.withdrawn', course: COURSE.id })),
	fc
		.tuple(of, fc.constantFrom('conversation', 'offer'))
		.map(([n, module]) =>
			about(
				'session.planned',
				({ _id }) => ({ kind: 'session.changed', session: _id, change: { module } }),
				n
			)
		),
	of.map((n) =>
		about(
			'session.planned',
			({ _id }) => ({ kind: 'session.cancelled', session: _id, why: 'Neige' }),
			n
		)
	),
	fc
		.record({
			person,
			n: of,
			is: fc.constantFrom('present', 'late', 'absent'),
			again: fc.boolean()
		})
		.map(({ person, n, is, again }) =>
			about(
				'session.planned',
				({ _id }, pick) => {
					const before = again ? pick('attendance.noted', n) : undefined;
					const replaces = before?.['session'] === _id ? [before._id] : [];
					return { kind: 'attendance.noted', session: _id, person, is, replaces };
				},
				n
			)
		),
	of.map((n) =>
		about(
			'attendance.noted',
			({ _id, session, person }) => ({
				...{ kind: 'attendance.unsaid', session, person, replaces: [_id] }
			}),
			n
		)
	),
	fc
		.record({
			person,
			n: of,
			place: fc.integer({ min: 1, max: 6 }),
			as: fc.constantFrom('learner', 'trainer')
		})
		.map(({ person, n, place, as }) =>
			about(
				'session.planned',
				({ _id }) => ({
					...{ kind: 'signature.given', session: _id, person, as, way: 'code', when: n },
					seal: unsealed(place)
				}),
				n
			)
		),
	of.map((n) =>
		about(
			'signature.given',
			({ _id, session, person }) => ({
				...{ kind: 'signature.struck', signature: _id, session, person, why: 'Erreur' }
			}),
			n
		)
	),
	fc
		.record({ person, to: person, n: of })
		.map(({ person, to, n }) =>
			about('session.planned', ({ _id }) => ({ kind: 'learner.tied', person, to, session: _id }), n)
		),
	person.map<Say>((person) => () => ({
		...{ kind: 'enrolment.made', person, course: COURSE.id, group: GROUP }
	})),
	fc
		.record({ n: of, to: fc.constantFrom('interrupted', 'resumed', 'abandoned', 'admitted') })
		.map(({ n, to }) =>
			about(
				'enrolment.made',
				({ _id, person }) => ({
					...{ kind: 'enrolment.stated', enrolment: _id, person, group: GROUP, to, on: MONDAY }
				}),
				n
			)
		),
	fc.record({ person, lesson: fc.constantFrom(...LESSONS) }).map<Say>((fields) => () => ({
		...{ kind: 'lesson.read', course: COURSE.id, ...fields }
	})),
	fc
		.record({ person, right: fc.integer({ min: 0, max: 4 }) })
		.map<Say>(({ person, right }) => () => ({
			...{ kind: 'quiz.answered', person, course: COURSE.id, quiz: 'posture-quiz', of: GROUP },
			...{ answers: {}, right, total: 4, passed: right >= 3 }
		})),
	fc
		.record({ person, level: fc.constantFrom('not-yet', 'partly', 'met') })
		.map<Say>((fields) => () => ({
			...{ kind: 'objective.assessed', course: COURSE.id, objective: 'call', ...fields }
		})),
	person.map<Say>((person) => () => ({ kind: 'note.made', person, text: 'À rappeler' })),
	person.map<Say>((person) => () => ({ kind: 'learner.introduced', person, name: 'Anne R.' })),
	person.map<Say>((trainer) => () => ({ kind: 'trainer.introduced', trainer, name: 'Luc P.' })),
	fc
		.record({ lesson: fc.constantFrom(...LESSONS), n: of, again: fc.boolean() })
		.map<Say>(({ lesson, n, again }) => (pick) => {
			const before = again ? pick('lesson.written', n) : undefined;
			const replaces = before?.['lesson'] === lesson ? [before._id] : [];
			return {
				...{ kind: 'lesson.written', course: COURSE.id, lesson, title: 'Un', text: String(n) },
				replaces
			};
		})
);

export const trainingFacts: fc.Arbitrary<readonly Fact[]> = fc
	.array(fc.tuple(step, fc.nat(DEVICES - 1), fc.boolean()), { minLength: 1, maxLength: 60 })
	.map((steps) => {
		const facts: Fact[] = [];
		const [seqs, counts] = [Array(DEVICES).fill(0), Array(DEVICES).fill(0)] as [number[], number[]];
		for (const [say, device, hasSeenAll] of steps) {
			if (hasSeenAll) counts[device] = Math.max(...counts);
			// Who speaks of something has seen it: that is what the count says.
			let least = counts[device]!;
			const pick = (kind: string, n: number): Fact | undefined => {
				const all = facts.filter((fact) => fact.kind === kind);
				const found = all[n % Math.max(1, all.length)];
				if (found) least = Math.max(least, found.count);
				return found;
			};
			const fields = say(pick);
			if (!fields) continue;
			counts[device] = least + 1;
			seqs[device]! += 1;
			const _id = factId({
				day: MONDAY,
				scope: 'murat',
				device: `dev${device}`,
				epoch: 1,
				seq: seqs[device]!
			});
			const by = `dev${device}`;
			facts.push({
				_id,
				v: 1,
				count: counts[device]!,
				at: { wall: seqs[device]! },
				by,
				...fields
			} as Fact);
		}
		return facts;
	});

/** Every one of them would be taken at a boundary: a history nobody could write proves nothing. */
export const isWellFormed = (fact: Fact): boolean =>
	['training', 'public', 'learners'].some((db) => 'fact' in parseFact(fact, db));
