import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { opsId, reportId } from '../../src/lib/domain/ids';
import { isServerName } from '../../src/lib/domain/places/holders';
import { witnessText } from '../../src/lib/domain/training/seal';
import { nodeChecks } from '../../src/lib/server/accounts/checks';
import { networkSigner } from '../../src/lib/server/accounts/network-key';
import type { Store } from '../../src/lib/server/store/store';
import { dayIn, enrolPhone, later, OWN } from './places-bench';
import {
	contents,
	DAY,
	factsIn,
	MARIE,
	openNetwork,
	PAUL,
	register,
	type Network
} from './relay-bench';
import type { Place } from './store.contract';
import {
	BY_TRAINER,
	COURSE,
	enrol,
	handOf,
	note,
	openTraining,
	plan,
	signAt,
	signOnPhone,
	toldOf,
	TRAINER
} from './training-bench';

const KIOSK = { role: 'kiosk', centre: 'murat' } as const;

/* Long because every duty is asked of one relay on each store. */
/** What the relay does with what is said of training. */
export function trainingContract(name: string, makePlace: () => Promise<Place>): void {
	describe(`training: ${name}`, () => {
		let place: Place;
		let store: Store;
		let network: Network;
		let group: Fact;
		beforeEach(async () => {
			place = await makePlace();
			store = await place.open();
			network = openNetwork(store);
			group = await openTraining(network);
		});
		afterEach(async () => {
			await store.close();
			await place.end();
		});

		const today = () => dayIn(network, 0);
		const copies = async (kind: string) =>
			(await factsIn(store, 'training')).filter(
				(doc) => doc['kind'] === kind && isServerName(doc._id.split('~')[2]!.split('.')[0]!)
			);
		const alarms = () => store.range('ops', 'alarm~', 'alarm~\uffff');
		const witness = (chain: string) => network.body('training', reportId.witness(chain));
		const phoneOf = (person = MARIE) => `of${person.slice(2)}`;
		const theirs = (person: string) => ({ role: 'member' as const, centre: 'murat', person });

		test('what was signed at a door or on a phone reaches the trainers field by field', async () => {
			await enrolPhone(network);
			const session = await plan(network, group, today());
			const door = await signAt(network, await handOf(network, 'kiosk00001', KIOSK), session, PAUL);
			const phone = await handOf(network, phoneOf(), theirs(MARIE));
			const own = await signOnPhone(network, phone, session);
			await network.settle();
			const found = await copies('signature.given');
			const bodies = found.map(({ _id, ...body }) => body);
			for (const { _id, ...body } of [door, own]) expect(bodies).toContainEqual(body);
			expect(found).toHaveLength(2);
			for (const { _id } of found) expect(_id.slice(0, 16)).toBe(door._id.slice(0, 16));
			// Nobody can tell by the name whose phone it was.
			expect(JSON.stringify(found.map(({ _id }) => _id))).not.toMatch(/phone|kiosk/);
		});

		test('what somebody has read and answered reaches the trainers; what they say of others does not', async () => {
			await enrolPhone(network);
			const say = (kind: string, fields: Record<string, unknown>, by = MARIE) =>
				network.say(
					OWN[MARIE]!,
					kind,
					{ by, course: 'bases', ...fields },
					{ device: 'phonemari', scope: 'reseau' }
				);
			await say('lesson.read', { person: MARIE, lesson: 'siege' });
			const answers = { quiz: 'q-poste', of: group._id, answers: {}, right: 1, total: 1 };
			await say('quiz.answered', { person: MARIE, ...answers, passed: true });
			await say('lesson.read', { person: PAUL, lesson: 'siege' });
			await say('lesson.read', { person: PAUL, lesson: 'siege' }, 'phonemari');
			const session = await plan(network, group, today());
			const phone = await handOf(network, phoneOf(), theirs(MARIE));
			await signOnPhone(network, phone, session, { person: PAUL });
			// In the name of another device's chain.
			await signOnPhone(network, await handOf(network, 'kiosk00001', KIOSK), session);
			await network.settle();
			expect(await copies('lesson.read')).toMatchObject([{ person: MARIE, lesson: 'siege' }]);
			expect(await copies('quiz.answered')).toMatchObject([{ person: MARIE, passed: true }]);
			expect(await copies('signature.given')).toEqual([]);
		});

		test('a host’s enrolment becomes one of the trainers’, without where they work; their legal name goes apart', async () => {
			await register(network);
			const asked = { person: MARIE, course: 'bases', group: group._id, funder: 'employer' };
			const employer = 'Mairie de Murat';
			await network.say('people_murat', 'enrolment.asked', { ...asked, employer });
			await network.settle();
			const [made] = await copies('enrolment.made');
			expect(made).toMatchObject(asked);
			expect(made).not.toHaveProperty('employer');
			const learner = { person: MARIE, name: 'Marie Durand', employer, number: '1420' };
			expect(await network.body('learners', reportId.learner(MARIE))).toEqual(learner);
			expect(JSON.stringify(await store.range('training', '', '\uffff'))).not.toContain('Durand');
			const change = { name: 'Marie Roux' };
			await network.say('people_murat', 'person.amended', { person: MARIE, change });
			await network.settle();
			expect(await network.body('learners', reportId.learner(MARIE))).toMatchObject(change);
		});

		test('who is registered after they were enrolled is named then; who is not enrolled never', async () => {
			await enrol(network, group);
			await network.settle();
			expect(await network.body('learners', reportId.learner(MARIE))).toBeUndefined();
			await register(network);
			await register(network, PAUL, 'Paul Martin', { number: '2428' });
			await network.settle();
			expect(await network.body('learners', reportId.learner(MARIE))).toMatchObject({
				name: 'Marie Durand'
			});
			expect(await network.body('learners', reportId.learner(PAUL))).toBeUndefined();
		});

		test('a kiosk hears of the half-days of two weeks and whom they wait for, by ids alone', async () => {
			await register(network);
			await enrol(network, group);
			const gone = await enrol(network, group, PAUL);
			const state = { enrolment: gone._id, person: PAUL, group: group._id };
			await network.say(
				'training',
				'enrolment.stated',
				{ ...state, to: 'abandoned', on: today() },
				{ scope: 'murat', ...BY_TRAINER }
			);
			const soon = await plan(network, group, dayIn(network, 14), { space: 'training' });
			const far = await plan(network, group, dayIn(network, 15));
			await network.settle();
			const at = (session: Fact) =>
				network.body('roster_murat', reportId.session(session._id.slice(0, 10), session._id));
			expect(await at(soon)).toEqual({
				...{ session: soon._id, day: dayIn(network, 14), half: 'am', space: 'training' },
				...{ course: COURSE.title, module: 'Le poste de travail', trainer: 'Claire Vidal' },
				people: [MARIE]
			});
			expect(await at(far)).toBeUndefined();
			await later(network, DAY);
			expect(await at(far)).toMatchObject({ people: [MARIE] });
			const why = { session: soon._id, why: 'neige' };
			await network.say('public', 'session.cancelled', why, { scope: 'murat', ...BY_TRAINER });
			await network.settle();
			expect(await at(soon)).toEqual({ gone: true });
		});

		test('a phone is told of its person’s courses and half-days, also of those from before there was a phone', async () => {
			const enrolment = await enrol(network, group);
			const session = await plan(network, group, today());
			await note(network, session, MARIE, { is: 'late', minutes: 10 });
			await network.settle();
			await enrolPhone(network);
			await network.settle();
			expect(await network.body(OWN[MARIE]!, reportId.enrolment(enrolment._id))).toEqual({
				...{ enrolment: enrolment._id, course: 'bases', title: COURSE.title, centre: 'murat' },
				...{ group: 'Groupe d’automne', from: '2026-11-01', to: '2026-12-31' },
				...{ standing: 'started', since: today(), objectives: {} }
			});
			expect(await toldOf(network, session)).toEqual({
				...{ session: session._id, day: today(), half: 'am', hours: 3.5, centre: 'murat' },
				...{ course: 'bases', title: COURSE.title, module: 'poste', group: group._id },
				...{ by: TRAINER, trainer: 'Claire Vidal' },
				...{ mark: { is: 'late', minutes: 10 }, signed: false }
			});
			await signAt(network, await handOf(network, 'kiosk00001', KIOSK), session);
			await network.say(
				'training',
				'objective.assessed',
				{ person: MARIE, course: 'bases', objective: 'regler', level: 'met' },
				{ scope: 'murat', ...BY_TRAINER }
			);
			await network.settle();
			expect(await toldOf(network, session)).toMatchObject({ signed: true });
			expect(await network.body(OWN[MARIE]!, reportId.enrolment(enrolment._id))).toMatchObject({
				objectives: { regler: 'met' }
			});
		});

		test('who waits for a place is told so, and of the half-days once there is one', async () => {
			const small = await network.say(
				'training',
				'group.formed',
				{ ...{ course: 'bases', title: 'Petit', capacity: 1 }, from: today(), to: '2026-12-31' },
				{ scope: 'murat', ...BY_TRAINER }
			);
			await enrolPhone(network);
			const first = await enrol(network, small, PAUL);
			const mine = await enrol(network, small);
			const session = await plan(network, small, dayIn(network, 3));
			await network.settle();
			const standing = async () =>
				(await network.body(OWN[MARIE]!, reportId.enrolment(mine._id)))?.['standing'];
			expect([await standing(), await toldOf(network, session)]).toEqual(['waiting', undefined]);
			const left = { enrolment: first._id, person: PAUL, group: small._id };
			await network.say(
				'training',
				'enrolment.stated',
				{ ...left, to: 'abandoned', on: today() },
				{ scope: 'murat', ...BY_TRAINER }
			);
			await network.settle();
			expect(await standing()).toBe('enrolled');
			expect(await toldOf(network, session)).toMatchObject({ day: dayIn(network, 3) });
		});

		test('lessons and quizzes that the course names are published as last written, and no others', async () => {
			const at = { scope: 'reseau', ...BY_TRAINER };
			const write = (lesson: string, text: string, replaces?: string[]) =>
				network.say(
					'training',
					'lesson.written',
					{ ...{ course: 'bases', lesson, title: lesson, text }, ...(replaces && { replaces }) },
					at
				);
			const first = await write('siege', 'Avant');
			await write('brouillon', 'Pas encore');
			const question = { id: 'a', text: '?', choices: [{ id: 'x', text: 'x' }], right: ['x'] };
			const quiz = { quiz: 'q-poste', title: 'Le poste', pass: 1, questions: [question] };
			await network.say('training', 'quiz.written', { course: 'bases', ...quiz }, at);
			await network.settle();
			const second = await write('siege', 'Après', [first._id]);
			await network.settle();
			const items = (await network.body('public', reportId.contents('bases')))!['items'] as object;
			const lesson = await network.body('network', reportId.lesson('bases', 'siege'));
			expect(lesson).toEqual({ of: second._id, title: 'siege', text: 'Après' });
			expect(Object.keys(items)).toEqual(['siege', 'q-poste']);
			expect(items).toMatchObject({
				siege: { of: second._id, bytes: Buffer.byteLength(JSON.stringify(lesson)) }
			});
			expect(await network.body('network', reportId.lesson('bases', 'q-poste'))).toMatchObject({
				pass: 1,
				questions: [question]
			});
			expect(await network.body('network', reportId.lesson('bases', 'brouillon'))).toBeUndefined();
		});

		test('the network puts its hand under how far a chain is whole', async () => {
			const session = await plan(network, group, today());
			const hand = await handOf(network, 'kiosk00001', KIOSK);
			await signAt(network, hand, session);
			await signAt(network, hand, session, PAUL);
			await network.settle();
			const { n, digest, signature } = (await witness('kiosk00001'))!;
			expect(n).toBe(2);
			const { publicKey } = await networkSigner(store);
			const text = witnessText({ chain: 'kiosk00001', n: Number(n), digest: String(digest) });
			expect(nodeChecks.verify(publicKey, text, String(signature))).toBe(true);
			expect(await alarms()).toEqual([]);
			const before = await witness('kiosk00001');
			network.restart();
			await network.settle();
			expect(await witness('kiosk00001')).toEqual(before);
		});

		test('a chain with a gap is not signed for beyond it, and a person hears of it, until the link has come', async () => {
			const session = await plan(network, group, today());
			const hand = await handOf(network, 'kiosk00001', KIOSK);
			await signAt(network, hand, session);
			const claimed = { session: session._id, person: PAUL, as: 'learner', way: 'badge' } as const;
			const late = { ...claimed, when: 1 };
			const seal = hand.seal(late);
			await signAt(network, hand, session, 'p_third00001');
			await network.settle();
			expect(await witness('kiosk00001')).toMatchObject({ n: 1 });
			expect(await alarms()).toMatchObject([
				{
					what: 'chain',
					subject: 'kiosk00001',
					open: true,
					detail: { problem: { is: 'gap', n: 2 } }
				}
			]);
			const fields = { ...late, seal };
			await network.say('centre_murat', 'signature.given', fields, { device: 'kiosk001' });
			await network.settle();
			expect(await witness('kiosk00001')).toMatchObject({ n: 3 });
			expect(await alarms()).toMatchObject([{ what: 'chain', open: false }]);
		});

		test('a chain that forks is not signed for from there on, and a forged link is shown and changes nothing', async () => {
			const session = await plan(network, group, today());
			const hand = await handOf(network, 'kiosk00001', KIOSK);
			await signAt(network, hand, session);
			// Another device says it is that kiosk: the network has not certified its key.
			const forger = await handOf(network, 'kiosk00001', { role: 'host', centre: 'murat' });
			const claimed = { session: session._id, person: PAUL, as: 'learner', way: 'code' } as const;
			const signed = { ...claimed, when: 2 };
			const seal = { ...forger.seal(signed), role: 'kiosk' };
			await network.say('training', 'signature.given', { ...signed, seal }, { scope: 'murat' });
			await network.settle();
			expect(await witness('kiosk00001')).toMatchObject({ n: 1 });
			expect((await alarms())[0]!['detail']).toHaveProperty('forged');
			await signAt(network, hand, session, PAUL, { n: 1, prev: undefined });
			await signAt(network, hand, session, PAUL);
			await network.settle();
			expect(await witness('kiosk00001')).toMatchObject({ n: 1 });
			expect((await alarms())[0]!['detail']).toMatchObject({ problem: { is: 'fork', n: 1 } });
		});

		test('copies fill no number and miss none: what a kiosk wrote is counted where it wrote it', async () => {
			const session = await plan(network, group, today());
			const hand = await handOf(network, 'kiosk00001', KIOSK);
			await signAt(network, hand, session);
			await signAt(network, hand, session, PAUL);
			await network.claim('kiosk001');
			await network.settle();
			const gaps = await store.range('ops', 'gap~', 'gap~\uffff');
			expect(gaps.filter(({ _id }) => _id.includes('srv'))).toEqual([]);
			expect(await network.body('ops', opsId.gap('kiosk001.1'))).toMatchObject({ mark: 2 });
			expect(await alarms()).toEqual([]);
		});

		test('another process that reads everything from the beginning writes nothing anew', async () => {
			await register(network);
			await enrolPhone(network);
			const asked = { person: MARIE, course: 'bases', group: group._id };
			await network.say('people_murat', 'enrolment.asked', asked);
			const session = await plan(network, group, dayIn(network, 1), { space: 'training' });
			await signAt(network, await handOf(network, 'kiosk00001', KIOSK), session);
			await network.settle();
			const before = await contents(store);
			await store.rewrite('ops', ({ _id }) => !_id.startsWith('relay~'));
			network.restart();
			await network.settle();
			const after = await contents(store);
			for (const db of Object.keys(before))
				if (db !== 'ops') expect([db, after[db]]).toEqual([db, before[db]]);
		});
	});
}
