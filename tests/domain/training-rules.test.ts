import { describe, expect, test } from 'vitest';
import { instantOf, shiftDay } from '../../src/lib/domain/calendar';
import { placesIn, standingOf } from '../../src/lib/domain/training/enrolments';
import { driftOf } from '../../src/lib/domain/training/drift';
import { hoursRealised, progressIn } from '../../src/lib/domain/training/progress';
import { rollOf, rollText } from '../../src/lib/domain/training/roll';
import { whyNotSign } from '../../src/lib/domain/training/signing';
import {
	ANNE,
	author,
	BRUNO,
	CHLOE,
	COURSE,
	GROUP,
	groupOf,
	learnerOf,
	MONDAY,
	session,
	sessionOf,
	TRAINER,
	unsealed
} from '../support/training';

const enrol = (say: ReturnType<typeof author>['say'], person: string, day = MONDAY) =>
	say('enrolment.made', { person, course: COURSE.id, group: GROUP }, { day });
const form = (say: ReturnType<typeof author>['say'], capacity: number) => ({
	...say('group.formed', {
		course: COURSE.id,
		title: 'Automne',
		capacity,
		from: MONDAY,
		to: MONDAY
	}),
	_id: GROUP
});
const persons = (enrolments: readonly { person: string }[]) => enrolments.map((one) => one.person);

describe('places in a group', () => {
	const { say } = author();
	const formed = form(say, 2);
	const [anne, bruno, chloe] = [ANNE, BRUNO, CHLOE].map((person) => enrol(say, person));
	const state = (of: typeof anne, to: string, day = MONDAY) =>
		say('enrolment.stated', {
			...{ enrolment: of!._id, person: of!['person'], group: GROUP, to, on: day },
			...(to === 'abandoned' && { why: 'Emploi trouvé' })
		});
	const base = [formed, anne!, bruno!, chloe!];
	const places = (...more: readonly ReturnType<typeof say>[]) => {
		const { admitted, waiting } = placesIn(groupOf(GROUP, [...base, ...more]));
		return [persons(admitted), persons(waiting)];
	};

	test('go to who enrolled first; the others wait in that order', () => {
		expect(places()).toEqual([[ANNE, BRUNO], [CHLOE]]);
	});
	test('are freed by who gives up, and taken by who waited longest', () => {
		expect(places(state(anne, 'abandoned'))).toEqual([[BRUNO, CHLOE], []]);
	});
	test('are kept by who is interrupted', () => {
		expect(places(state(anne, 'interrupted'))).toEqual([[ANNE, BRUNO], [CHLOE]]);
	});
	test('are given out of turn where a trainer says so', () => {
		expect(places(state(chloe, 'admitted'))).toEqual([[ANNE, CHLOE], [BRUNO]]);
	});
	test('are not taken from anybody by who gave up and comes back', () => {
		const back = [state(anne, 'abandoned'), state(anne, 'resumed')];
		expect(places(...back)).toEqual([[BRUNO, CHLOE], [ANNE]]);
	});
});

describe('how an enrolment stands', () => {
	const { say } = author();
	const made = enrol(say, ANNE);
	const standing = (...more: readonly ReturnType<typeof say>[]) => {
		const learner = learnerOf(ANNE, [made, ...more]);
		return standingOf(learner.enrolments[made._id]!, learner, false);
	};
	const on = shiftDay(MONDAY, 2);
	const stated = (to: string, why?: string) =>
		say('enrolment.stated', { enrolment: made._id, person: ANNE, group: GROUP, to, on, why });

	test('is a wait while there is no place, and an enrolment before anything happened', () => {
		const learner = learnerOf(ANNE, [made]);
		const wait = standingOf(learner.enrolments[made._id]!, learner, true);
		expect(wait).toEqual({ is: 'waiting', since: MONDAY });
		expect(standing()).toEqual({ is: 'enrolled', since: MONDAY });
	});
	test('is a start from the first lesson read, which nobody has to write down', () => {
		const read = say(
			'lesson.read',
			{ person: ANNE, course: COURSE.id, lesson: 'sitting' },
			{ day: on }
		);
		expect(standing(read)).toEqual({ is: 'started', since: on });
	});
	test('is no start where somebody was absent', () => {
		const one = session(1, { day: on });
		const noted = (is: string) =>
			say('attendance.noted', { session: one.id, person: ANNE, is }, { day: on });
		expect(standing(noted('absent')).is).toBe('enrolled');
		expect(standing(noted('late'))).toEqual({ is: 'started', since: on });
	});
	test('ends with its reason and its day, and goes on when it is resumed', () => {
		const end = stated('abandoned', 'Emploi trouvé');
		expect(standing(end)).toEqual({ is: 'abandoned', since: on, why: 'Emploi trouvé' });
		expect(standing(end, stated('resumed')).is).toBe('enrolled');
	});
});

describe('hours', () => {
	const [one, two, three, four] = [1, 2, 3, 4].map((n) => session(n));
	const { say } = author();
	const note = (of: typeof one, is: string, minutes?: number) =>
		say('attendance.noted', { session: of!.id, person: ANNE, is, minutes });

	test('count whole for who was there, less what they were late, and not at all for who was absent', () => {
		const facts = [note(one, 'present'), note(two, 'late', 15), note(three, 'absent')];
		const all = [one!, two!, three!, four!];
		expect(hoursRealised(learnerOf(ANNE, facts), all)).toBe(3.5 + 3.25);
	});
	test('of a half-day that was cancelled never count', () => {
		const cancelled = { ...one!, cancelled: 'Neige' };
		expect(hoursRealised(learnerOf(ANNE, [note(one, 'present')]), [cancelled])).toBe(0);
	});
	test('of who signed and of whom nothing was said count; said to be absent, they do not', () => {
		const signed = say('signature.given', {
			...{ session: one!.id, person: ANNE, as: 'learner', way: 'code', when: 1 },
			seal: unsealed()
		});
		expect(hoursRealised(learnerOf(ANNE, [signed]), [one!])).toBe(3.5);
		expect(hoursRealised(learnerOf(ANNE, [signed, note(one, 'absent')]), [one!])).toBe(0);
	});
});

describe('progress', () => {
	const { say } = author();
	const read = (lesson: string) => say('lesson.read', { person: ANNE, course: COURSE.id, lesson });
	const answer = (right: number, passed: boolean) =>
		say('quiz.answered', {
			...{ person: ANNE, course: COURSE.id, quiz: 'posture-quiz', of: GROUP },
			...{ answers: {}, right, total: 4, passed }
		});
	const sessions = [session(1), session(2, { half: 'pm' })];
	const progress = (...facts: readonly ReturnType<typeof say>[]) =>
		progressIn(COURSE, learnerOf(ANNE, facts), sessions);
	const studied = [read('sitting'), read('screens')];

	test('begins with the first lesson, then the second, then the quiz', () => {
		expect(progress()).toMatchObject({ done: 0, total: 3, next: { item: 'sitting' } });
		expect(progress(studied[0]!).next).toMatchObject({ is: 'lesson', item: 'screens' });
		expect(progress(...studied).next).toMatchObject({ is: 'quiz', item: 'posture-quiz' });
	});
	test('keeps every attempt, and a later failure takes nothing from a success', () => {
		const failed = progress(...studied, answer(1, false));
		expect(failed.modules[0]).toMatchObject({ quiz: 'failed', done: false });
		const passed = progress(...studied, answer(4, true), answer(1, false));
		expect(passed.modules[0]).toMatchObject({ quiz: 'passed', done: true, read: 2 });
		expect(passed.next).toEqual({ is: 'session', session: sessions[0]!.id });
	});
	test('on site goes by the hours realised, or by what the trainer says is mastered', () => {
		const note = (of: (typeof sessions)[0], is: string) =>
			say('attendance.noted', { session: of.id, person: ANNE, is });
		const both = [note(sessions[0]!, 'present'), note(sessions[1]!, 'present')];
		expect(progress(...both)).toMatchObject({ done: 1, hours: 7 });
		const missed = [both[0]!, note(sessions[1]!, 'absent')];
		expect(progress(...missed)).toMatchObject({ done: 0, hours: 3.5 });
		const met = say('objective.assessed', {
			...{ person: ANNE, course: COURSE.id, objective: 'call', level: 'met' }
		});
		expect(progress(...missed, met)).toMatchObject({ done: 1, hours: 3.5 });
	});
	test('never offers a half-day of the past as the next thing to do', () => {
		const done = [...studied, answer(4, true), read('prices')];
		const at = (today: string) => progressIn(COURSE, learnerOf(ANNE, done), sessions, today).next;
		expect(at(MONDAY)).toMatchObject({ is: 'session' });
		expect(at(shiftDay(MONDAY, 1))).toBeUndefined();
	});
});

describe('drifting', () => {
	const { say } = author();
	const made = enrol(say, ANNE);
	const days = [0, 1, 2].map((n) => session(n + 1, { day: shiftDay(MONDAY, n) }));
	const note = (n: number, is: string) =>
		say('attendance.noted', { session: days[n]!.id, person: ANNE, is });
	const drift = (today: string, ...facts: readonly ReturnType<typeof say>[]) =>
		driftOf(learnerOf(ANNE, [made, ...facts]), days, { today });
	const today = shiftDay(MONDAY, 3);

	test('is two absences in a row, and not two with a presence between', () => {
		expect(drift(today, note(1, 'absent'), note(2, 'absent'))).toEqual({ why: 'absent', times: 2 });
		const between = [note(0, 'absent'), note(1, 'present'), note(2, 'absent')];
		expect(drift(today, ...between)).toBeUndefined();
	});
	test('is two weeks without a sign', () => {
		expect(drift(shiftDay(MONDAY, 15), note(2, 'present'))).toBeUndefined();
		expect(drift(shiftDay(MONDAY, 16), note(2, 'present'))).toEqual({ why: 'silent', days: 14 });
	});
	test('is said of nobody whose course is over or has not begun', () => {
		const end = say('enrolment.stated', {
			...{ enrolment: made._id, person: ANNE, group: GROUP, to: 'completed', on: MONDAY }
		});
		expect(drift(shiftDay(MONDAY, 90), end)).toBeUndefined();
		const later = [session(9, { day: shiftDay(MONDAY, 40) })];
		const learner = learnerOf(ANNE, [made]);
		expect(driftOf(learner, later, { today: shiftDay(MONDAY, 30) })).toBeUndefined();
	});
});

describe('the roll', () => {
	const { say } = author();
	const formed = form(say, 2);
	const enrolled = [ANNE, BRUNO].map((person) => enrol(say, person));
	const one = session(1);
	const planned = { ...say('session.planned', { ...one }), _id: one.id };
	const note = (person: string, is: string, more = {}) =>
		say('attendance.noted', { session: one.id, person, is, ...more });
	const roll = (...facts: readonly ReturnType<typeof say>[]) =>
		rollOf(sessionOf(one.id, [planned, ...facts]), groupOf(GROUP, [formed, ...enrolled]));

	test('has everybody who has a place, and then who came unannounced', () => {
		const lines = roll(note(CHLOE, 'present'), note(BRUNO, 'late', { minutes: 10 }));
		expect(lines.map(({ person, isWalkIn }) => [person, isWalkIn])).toEqual([
			[ANNE, false],
			[BRUNO, false],
			[CHLOE, true]
		]);
		expect(lines[1]!.mark).toMatchObject({ is: 'late', minutes: 10 });
		expect(lines[0]!.mark).toBeUndefined();
	});
	test('shows who came unannounced under their name once it is known', () => {
		const walkIn = note('p_walkin0001', 'present');
		const tie = say('learner.tied', { person: 'p_walkin0001', to: BRUNO, session: one.id });
		const lines = roll(walkIn, tie);
		expect(persons(lines)).toEqual([ANNE, BRUNO]);
		expect(lines[1]).toMatchObject({ was: 'p_walkin0001', mark: { is: 'present' } });
	});
	test('says where two said two things apart, until somebody says a third', () => {
		const [present, absent] = [note(ANNE, 'present'), note(ANNE, 'absent')];
		expect(roll(present, absent)[0]).toMatchObject({ apart: true, mark: { is: 'absent' } });
		const third = note(ANNE, 'late', { minutes: 5, replaces: [present._id, absent._id] });
		expect(roll(present, absent, third)[0]).toMatchObject({ apart: false, mark: { is: 'late' } });
	});
	test('is another text where presence is another, and the same where only a reason is added', () => {
		const text = (...facts: readonly ReturnType<typeof say>[]) =>
			rollText(sessionOf(one.id, [planned, ...facts]));
		const first = note(ANNE, 'absent');
		const why = note(ANNE, 'absent', { why: 'Malade', replaces: [first._id] });
		expect(text(first, why)).toBe(text(first));
		expect(text(first, note(ANNE, 'present', { replaces: [first._id] }))).not.toBe(text(first));
		expect(text(note(BRUNO, 'present'), first)).toBe(text(first, note(BRUNO, 'present')));
	});
	test('of a day does not have who had left before it', () => {
		const gone = say('enrolment.stated', {
			...{ enrolment: enrolled[0]!._id, person: ANNE, group: GROUP, to: 'interrupted', on: MONDAY }
		});
		const lines = rollOf(sessionOf(one.id, [planned]), groupOf(GROUP, [formed, ...enrolled, gone]));
		expect(persons(lines)).toEqual([BRUNO]);
	});
});

describe('signing', () => {
	const morning = session(1);
	const at = (day: string, time: string) => instantOf(day, time);
	const learner = { as: 'learner', person: ANNE } as const;
	const now = at(MONDAY, '12:00');

	test.each([
		['tomorrow’s half-day', session(2, { day: shiftDay(MONDAY, 1) }), 'too-early'],
		['the afternoon in the morning', session(3, { half: 'pm' }), 'too-early'],
		['what was cancelled', { ...morning, cancelled: 'Neige' }, 'cancelled'],
		['what takes place', morning, undefined],
		['what took place', session(4, { day: shiftDay(MONDAY, -3) }), undefined]
	])('%s', (_, its, why) => {
		expect(whyNotSign(its, undefined, learner, now)).toBe(why);
	});
	test('is not for who is said to be absent, nor for another trainer than its own', () => {
		const mark = { fact: '', is: 'absent', by: '', at: 0 } as const;
		expect(whyNotSign(morning, mark, learner, now)).toBe('absent');
		const trainer = { as: 'trainer', person: TRAINER } as const;
		expect(whyNotSign(morning, undefined, trainer, now)).toBeUndefined();
		expect(whyNotSign(morning, undefined, { ...trainer, person: ANNE }, now)).toBe('not-theirs');
	});
	test('of the afternoon begins when the afternoon does, by the clocks of the network', () => {
		const afternoon = session(3, { half: 'pm' });
		expect(whyNotSign(afternoon, undefined, learner, at(MONDAY, '13:00'))).toBeUndefined();
	});
});
