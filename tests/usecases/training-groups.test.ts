import { describe, expect, test } from 'vitest';
import { instantOf } from '../../src/lib/domain/calendar';
import { database, pageKey } from '../../src/lib/domain/ids';
import { parseFact } from '../../src/lib/domain/parse';
import type { Codes } from '../../src/lib/ports/keys';
import { setLock } from '../../src/lib/usecases/set-lock';
import { amendLearner } from '../../src/lib/usecases/training/amend-learner';
import { askEnrolment } from '../../src/lib/usecases/training/ask-enrolment';
import { assessObjective } from '../../src/lib/usecases/training/assess-objective';
import { changeGroup } from '../../src/lib/usecases/training/change-group';
import {
	cancelSession,
	changeSession,
	moveSession
} from '../../src/lib/usecases/training/change-session';
import { enrolLearner } from '../../src/lib/usecases/training/enrol-learner';
import { formGroup } from '../../src/lib/usecases/training/form-group';
import { introduceTrainer } from '../../src/lib/usecases/training/introduce-trainer';
import { makeNote } from '../../src/lib/usecases/training/make-note';
import { planSessions } from '../../src/lib/usecases/training/plan-sessions';
import { stateEnrolment } from '../../src/lib/usecases/training/state-enrolment';
import { openKiosk } from '../support/kiosk';
import { MONDAY, openGroup, openTablet, TRAINER } from '../support/trainer';

const codes: Codes = {
	isCode: async () => true,
	verifierOf: async () => ({ salt: 'c2FsdA==', iterations: 100_000, hash: 'aGFzaA==' })
};
const FORM = { title: 'Automne', capacity: 12, from: '2026-11-01', to: '2027-01-31' };

describe('who trains', () => {
	test('is known from the moment a trainer’s tablet is locked with a code', async () => {
		const device = await openKiosk(instantOf(MONDAY, '12:00'));
		await device.log.configure({ role: 'trainer' });
		await setLock({ ...device, codes }, { name: 'Anne Rigal', code: '135790' });
		const { trainer, lock } = await device.log.device();
		expect(lock).toBeDefined();
		const { names } = await device.log.page('trainers', pageKey.trainers());
		expect(names).toEqual({ [trainer!]: 'Anne Rigal' });
	});

	test('by the same name is the same person', async () => {
		const tablet = await openTablet();
		const first = await introduceTrainer(tablet, { name: 'Anne Rigal' });
		expect(await introduceTrainer(tablet, { name: ' Anne  Rigal ' })).toEqual(first);
		expect(await introduceTrainer(tablet, { name: '  ' })).toEqual({ wrong: 'empty' });
		expect(await tablet.kinds()).toEqual(['trainer.introduced']);
	});
});

describe('a group', () => {
	test('is formed for a course this tablet knows, and changes where something has changed', async () => {
		const tablet = await openTablet();
		const done = await formGroup(tablet, { ...FORM, course: 'telework', centre: 'murat' });
		const group = 'group' in done ? done.group : '';
		expect((await tablet.group(group)).group).toMatchObject({ ...FORM, centre: 'murat' });
		expect(await changeGroup(tablet, { ...FORM, group })).toEqual({ changed: false });
		expect(await changeGroup(tablet, { ...FORM, group, capacity: 14 })).toEqual({ changed: true });
		expect((await tablet.group(group)).group?.capacity).toBe(14);
		expect(await tablet.kinds()).toEqual(['group.formed', 'group.changed']);
	});

	test.each([
		['without a title', { title: ' ' }, { field: 'title', is: 'empty' }],
		['with five megabytes of it', { title: 'x'.repeat(5e6) }, { field: 'title', is: 'too-long' }],
		['for nobody', { capacity: 0 }, { field: 'capacity', is: 'range' }],
		['for one and a half', { capacity: 1.5 }, { field: 'capacity', is: 'range' }],
		['that ends before it begins', { to: '2026-10-01' }, { field: 'days', is: 'backwards' }],
		['without a first day', { from: '' }, { field: 'days', is: 'missing' }]
	])('%s is not formed, and it is said why', async (_, more, wrong) => {
		const tablet = await openTablet();
		const form = { ...FORM, ...more, course: 'telework', centre: 'murat' };
		expect(await formGroup(tablet, form)).toEqual({ wrong });
		expect(await tablet.kinds()).toEqual([]);
	});

	test('of a course nobody has described is not formed', async () => {
		const tablet = await openTablet();
		const done = await formGroup(tablet, { ...FORM, course: 'nothing', centre: 'murat' });
		expect(done).toEqual({ wrong: { field: 'course', is: 'unknown' } });
	});
});

describe('enrolling', () => {
	test('keeps funder, prescriber and that an accommodation was asked for, and no reason for it', async () => {
		const { tablet, group } = await openGroup(0);
		const person = 'p_marie00000';
		const terms = { funder: 'region', prescriber: 'msa', accommodation: true } as const;
		const done = await enrolLearner(tablet, { group, person, name: 'Marie D.', ...terms });
		const enrolment = 'enrolment' in done ? done.enrolment : '';
		expect((await tablet.group(group)).enrolments[enrolment]).toMatchObject({ person, ...terms });
		expect((await tablet.learner(person)).name).toBe('Marie D.');
		const names = (await tablet.written()).filter(({ db }) => db === database.learners);
		expect(names.map(({ fact }) => fact.kind)).toEqual(['learner.introduced']);
	});

	test('twice is once, and again after giving up', async () => {
		const { tablet, group, people, enrolments } = await openGroup(1);
		const again = { group, person: people[0]! };
		expect(await enrolLearner(tablet, again)).toEqual({ again: enrolments[0] });
		await stateEnrolment(tablet, {
			...{
				group,
				enrolment: enrolments[0]!,
				to: 'abandoned',
				on: MONDAY,
				why: 'A trouvé un emploi'
			}
		});
		expect(await enrolLearner(tablet, again)).toHaveProperty('enrolment');
	});

	test('nobody without a name, and no social-security number in one', async () => {
		const { tablet, group } = await openGroup(0);
		const person = 'p_new0000000';
		expect(await enrolLearner(tablet, { group, person })).toEqual({ wrong: 'no-name' });
		expect(await enrolLearner(tablet, { group, person, name: '2 85 05 78 006 084 36' })).toEqual({
			wrong: 'nir'
		});
		expect(Object.keys((await tablet.group(group)).enrolments)).toEqual([]);
	});

	test('giving up needs a reason, and nothing is said of days to come', async () => {
		const { tablet, group, enrolments } = await openGroup(1);
		const state = { group, enrolment: enrolments[0]!, to: 'abandoned', on: MONDAY } as const;
		expect(await stateEnrolment(tablet, state)).toEqual({ wrong: 'empty' });
		expect(await stateEnrolment(tablet, { ...state, why: 'x', on: '2026-11-24' })).toEqual({
			wrong: 'future'
		});
		expect(await stateEnrolment(tablet, { ...state, to: 'completed' })).toHaveProperty('stated');
	});

	test('a host asks for it once, and the server makes it', async () => {
		const desk = await openKiosk(instantOf(MONDAY, '12:00'));
		await desk.log.configure({ role: 'host', centre: 'murat' });
		const { session, group } = await openGroup(0);
		expect(session).toBeDefined();
		const wish = {
			...{ centre: 'murat', person: 'p_marie00000', course: 'telework', group },
			prescriber: 'france-travail' as const
		};
		const first = await askEnrolment(desk, wish);
		expect(first).toHaveProperty('asked');
		expect(await askEnrolment(desk, wish)).toEqual({ again: 'asked' in first && first.asked });
		const [filed] = (await desk.log.outbox({ facts: 9, bytes: 99_999 })).facts;
		expect(filed!.db).toBe(database.people('murat'));
		expect(parseFact(filed!.fact, filed!.db)).toHaveProperty('fact');
	});
});

describe('planning', () => {
	test('a half-day the group has already is not planned twice', async () => {
		const { tablet, group } = await openGroup(0);
		const plan = {
			...{ group, trainer: TRAINER, space: 'training' },
			halfDays: [
				{ day: MONDAY, half: 'am', hours: 3.5 },
				{ day: MONDAY, half: 'pm', hours: 3.5 }
			] as const
		};
		const done = await planSessions(tablet, plan);
		expect(done).toMatchObject({ already: 1, planned: [expect.any(String)] });
		expect(await planSessions(tablet, plan)).toEqual({ already: 2, planned: [] });
	});

	test('hours that no half-day has are refused', async () => {
		const { tablet, group } = await openGroup(0);
		for (const hours of [0, 7.5, Number.NaN]) {
			const halfDays = [{ day: MONDAY, half: 'pm', hours }] as const;
			expect(await planSessions(tablet, { group, trainer: TRAINER, halfDays })).toEqual({
				wrong: 'hours'
			});
		}
	});

	test('a half-day moves: one is cancelled with the reason, another is planned like it', async () => {
		const { tablet, session } = await openGroup(0);
		const to = { session, day: '2026-11-25', half: 'pm', why: 'Neige' } as const;
		const done = await moveSession(tablet, to);
		const moved = 'moved' in done ? done.moved : '';
		expect((await tablet.session(session)).session?.cancelled).toBe('Neige');
		expect((await tablet.session(moved)).session).toMatchObject({
			...{ day: '2026-11-25', half: 'pm', module: 'posture', hours: 3.5 }
		});
		expect(await moveSession(tablet, to)).toEqual({ wrong: 'cancelled' });
		expect(await moveSession(tablet, { ...to, session: moved })).toEqual({ wrong: 'same' });
	});

	test('what a half-day is about changes, and only that', async () => {
		const { tablet, session } = await openGroup(0);
		const change = { module: 'security', hours: 3.5 };
		expect(await changeSession(tablet, { session, change })).toEqual({ changed: true });
		expect(await changeSession(tablet, { session, change })).toEqual({ changed: false });
		const said = (await tablet.written()).filter(({ fact }) => fact.kind === 'session.changed');
		expect(said.map(({ fact }) => fact['change'])).toEqual([{ module: 'security' }]);
		expect(await cancelSession(tablet, { session, why: '' })).toEqual({ wrong: 'empty' });
	});
});

describe('what a trainer says of somebody', () => {
	test('an objective with one tap, a note with its words, a name as papers are to have it', async () => {
		const { tablet, people } = await openGroup(1);
		const [person] = people as [string];
		const centre = 'murat';
		const assess = {
			centre,
			person,
			course: 'telework',
			objective: 'screen',
			level: 'met'
		} as const;
		await assessObjective(tablet, assess);
		expect(await assessObjective(tablet, assess)).toEqual({ assessed: undefined });
		await makeNote(tablet, { centre, person, text: ' Appelée\u0007 ' });
		await makeNote(tablet, { centre, person, text: 'Appelée' });
		expect(await makeNote(tablet, { centre, person, text: ' ' })).toEqual({ wrong: 'empty' });
		await amendLearner(tablet, { centre, person, name: 'Marie Dupont', employer: 'Mairie' });
		const page = await tablet.learner(person);
		expect(page).toMatchObject({ name: 'Marie Dupont', employer: 'Mairie' });
		expect(page.objectives['telework']?.['screen']?.level).toBe('met');
		expect(page.notes).toMatchObject([{ text: 'Appelée', day: MONDAY }]);
		await tablet.kinds();
	});
});
