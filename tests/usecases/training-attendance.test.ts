import { describe, expect, test } from 'vitest';
import { factId } from '../../src/lib/domain/ids';
import type { Fact } from '../../src/lib/domain/facts';
import { lastWord } from '../../src/lib/domain/training/heads';
import { addWalkIn } from '../../src/lib/usecases/training/add-walk-in';
import { cancelSession } from '../../src/lib/usecases/training/change-session';
import {
	noteAllPresent,
	noteAttendance,
	undoAttendance,
	type Noted
} from '../../src/lib/usecases/training/note-attendance';
import { planSessions } from '../../src/lib/usecases/training/plan-sessions';
import { tieLearner } from '../../src/lib/usecases/training/tie-learner';
import { MONDAY, openGroup, TRAINER } from '../support/trainer';

const DAY_AFTER = '2026-11-24';

const noted = (answer: object): readonly Noted[] => {
	if (!('noted' in answer)) throw new Error(JSON.stringify(answer));
	return answer.noted as readonly Noted[];
};

/** A signature as it arrives from somebody's phone; whether its seal is good is not asked here. */
function signature(session: string, person: string, as: 'learner' | 'trainer'): Fact {
	const seal = {
		chain: 'a_phone',
		role: 'member',
		key: 'k'.repeat(87),
		certificate: 'A'.repeat(86),
		n: 1,
		signature: (as === 'trainer' ? 'B' : 'C').repeat(86)
	};
	return {
		_id: factId({
			day: MONDAY,
			scope: 'murat',
			device: 'phone',
			epoch: 1,
			seq: as === 'trainer' ? 2 : 1
		}),
		...{ kind: 'signature.given', v: 1, count: 5_000, at: { wall: 0 }, by: person },
		...{ session, person, as, way: 'button', when: 0, seal }
	};
}

describe('the roll call', () => {
	test('saves each tap as one fact of the half-day, in the name of who trains', async () => {
		const { tablet, people, session } = await openGroup(2);
		await noteAttendance(tablet, { session, person: people[0]!, is: 'present' });
		await noteAttendance(tablet, { session, person: people[0]!, is: 'late', minutes: 15 });
		const words = (await tablet.written()).filter(({ fact }) => fact.kind === 'attendance.noted');
		expect(words.map(({ fact }) => fact.by)).toEqual([TRAINER, TRAINER]);
		expect(words.map(({ fact }) => fact._id.slice(0, 17))).toEqual(
			Array(2).fill(`${MONDAY}~murat~`)
		);
		const page = await tablet.session(session);
		expect(page.marks[people[0]!]).toHaveLength(1);
		expect(lastWord(page.marks[people[0]!])).toMatchObject({ is: 'late', minutes: 15 });
		await tablet.kinds();
	});

	test('a double tap is one', async () => {
		const { tablet, people, session } = await openGroup(1);
		const taps = [1, 2].map(() =>
			noteAttendance(tablet, { session, person: people[0]!, is: 'present' })
		);
		const said = (await Promise.all(taps)).flatMap(noted);
		expect(said).toHaveLength(1);
	});

	test('“everybody present” says it of those of whom nothing was said, and is taken back whole', async () => {
		const { tablet, people, session } = await openGroup(30);
		await noteAttendance(tablet, { session, person: people[4]!, is: 'absent', why: 'malade' });
		const all = noted(await noteAllPresent(tablet, { session, people }));
		expect(all).toHaveLength(29);
		const page = await tablet.session(session);
		expect(people.map((person) => lastWord(page.marks[person])?.is)).toEqual(
			people.map((_, i) => (i === 4 ? 'absent' : 'present'))
		);
		await undoAttendance(tablet, { session, noted: all });
		expect(Object.keys((await tablet.session(session)).marks)).toEqual([people[4]]);
		expect((await tablet.learner(people[0]!)).marks).toEqual({});
		await tablet.kinds();
	});

	test('taking a tap back brings back what was said before', async () => {
		const { tablet, people, session } = await openGroup(1);
		const person = people[0]!;
		await noteAttendance(tablet, { session, person, is: 'late', minutes: 10 });
		const slip = noted(await noteAttendance(tablet, { session, person, is: 'absent' }));
		await undoAttendance(tablet, { session, noted: slip });
		const { marks } = await tablet.session(session);
		expect(marks[person]).toMatchObject([{ is: 'late', minutes: 10 }]);
	});

	test('what somebody else has said since is not taken back', async () => {
		const { tablet, people, session } = await openGroup(1);
		const person = people[0]!;
		const slip = noted(await noteAttendance(tablet, { session, person, is: 'present' }));
		await noteAttendance(tablet, { session, person, is: 'absent' });
		expect(noted(await undoAttendance(tablet, { session, noted: slip }))).toEqual([]);
		expect(lastWord((await tablet.session(session)).marks[person])?.is).toBe('absent');
	});

	test('two words said apart both stand until somebody says a third', async () => {
		const { tablet, people, session } = await openGroup(1);
		const person = people[0]!;
		await noteAttendance(tablet, { session, person, is: 'present' });
		const other: Fact = {
			_id: factId({ day: MONDAY, scope: 'murat', device: 'other', epoch: 1, seq: 1 }),
			...{ kind: 'attendance.noted', v: 1, count: 9_000, at: { wall: 0 }, by: 'p_lucas00000' },
			...{ session, person, is: 'absent' }
		};
		await tablet.hear('training', other);
		expect((await tablet.session(session)).marks[person]).toHaveLength(2);
		await noteAttendance(tablet, { session, person, is: 'absent' });
		expect((await tablet.session(session)).marks[person]).toHaveLength(1);
	});

	test.each(['learner', 'trainer'] as const)(
		'after a %s has signed a word needs a reason',
		async (as) => {
			const { tablet, people, session } = await openGroup(1);
			const person = people[0]!;
			await noteAttendance(tablet, { session, person, is: 'present' });
			await tablet.hear('training', signature(session, as === 'learner' ? person : TRAINER, as));
			expect(await noteAttendance(tablet, { session, person, is: 'absent' })).toEqual({
				wrong: 'needs-reason'
			});
			const why = 'Parti à 9 h, signé par erreur';
			expect(
				noted(await noteAttendance(tablet, { session, person, is: 'absent', why }))
			).toHaveLength(1);
		}
	);

	test('nobody was present tomorrow, nor at what was cancelled, nor late by a day', async () => {
		const { tablet, people, session, group } = await openGroup(1);
		const person = people[0]!;
		const planned = await planSessions(tablet, {
			...{ group, trainer: TRAINER },
			halfDays: [{ day: DAY_AFTER, half: 'am', hours: 3.5 }]
		});
		const tomorrow = 'planned' in planned ? planned.planned[0]! : '';
		expect(await noteAttendance(tablet, { session: tomorrow, person, is: 'present' })).toEqual({
			wrong: 'too-early'
		});
		expect(await noteAttendance(tablet, { session, person, is: 'late', minutes: 1_440 })).toEqual({
			wrong: 'minutes'
		});
		await cancelSession(tablet, { session, why: 'Neige' });
		expect(await noteAttendance(tablet, { session, person, is: 'present' })).toEqual({
			wrong: 'cancelled'
		});
	});

	test('a social-security number is no reason, and five megabytes are none either', async () => {
		const { tablet, people, session } = await openGroup(1);
		const say = (why: string) =>
			noteAttendance(tablet, { session, person: people[0]!, is: 'absent', why });
		expect(await say('2 85 05 78 006 084 36')).toEqual({ wrong: 'nir' });
		expect(await say('x'.repeat(5_000_000))).toEqual({ wrong: 'too-long' });
		expect((await tablet.session(session)).marks).toEqual({});
	});
});

describe('somebody who came unannounced', () => {
	test('is on the roll by name at once, and is tied to who they are later', async () => {
		const { tablet, people, session } = await openGroup(1);
		const person = 'p_walkin00000';
		expect(await addWalkIn(tablet, { session, person, name: ' Jo  ' })).toHaveProperty('added');
		expect(await addWalkIn(tablet, { session, person, name: 'Jo' })).toEqual({ again: true });
		expect((await tablet.learner(person)).name).toBe('Jo');
		expect(await tieLearner(tablet, { session, person, to: people[0]! })).toEqual({ tied: true });
		expect(await tieLearner(tablet, { session, person, to: people[0]! })).toEqual({ tied: false });
		expect((await tablet.session(session)).tied).toEqual({ [person]: people[0] });
		await tablet.kinds();
	});

	test('without a name is nobody', async () => {
		const { tablet, session } = await openGroup(1);
		const nobody = { session, person: 'p_walkin00000', name: ' \u200b' };
		expect(await addWalkIn(tablet, nobody)).toEqual({ wrong: 'no-name' });
	});
});
