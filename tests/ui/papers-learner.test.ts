import { beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { database } from '../../src/lib/domain/ids';
import { language } from '../../src/lib/ui/language.svelte';
import { makeAttestation } from '../../src/lib/ui/training/papers/attestation';
import { makeCertificate } from '../../src/lib/ui/training/papers/certificate';
import { learnerSight } from '../../src/lib/ui/training/learner';
import { learnedIn, type Learned } from '../../src/lib/ui/training/papers/learned';
import { checkPaper } from '../../src/lib/usecases/training/check-paper';
import { readPdf } from '../support/pdf-text';
import { author, COURSE, MONDAY, TRAINER } from '../support/training';
import { orderOf, trainerDevice } from '../support/paper-bench';

beforeEach(() => language.reset());

describe('the papers of a learner', () => {
	const LEARNED: Learned = {
		...{ name: 'Đỗ Thị Hồng', employer: 'Société laitière', course: COURSE.title, centre: 'Murat' },
		...{ hours: 17.75, planned: 21, first: MONDAY, last: '2026-12-18' },
		standing: { is: 'completed', since: '2026-12-18' },
		objectives: [
			{ module: 'Poste et ergonomie', text: 'Régler son siège', level: 'met', day: MONDAY },
			{ module: 'Simulations', text: 'Tenir une réunion à distance' }
		],
		notices: []
	};

	test('the certificate says who, what, when and for how many hours, and leaves to a hand what nobody told it', async () => {
		const device = await trainerDevice();
		let paper = '';
		const order = await orderOf(device, { today: '2026-12-18' });
		const made = await makeCertificate(LEARNED, {
			...order,
			seal: async (sealing) => {
				const done = await order.seal(sealing);
				if ('paper' in done) paper = done.paper;
				return done;
			}
		});
		const { text, title, pages } = await readPdf(made.bytes);
		for (const said of [
			'Certificat de réalisation',
			'Đỗ Thị Hồng',
			'Société laitière',
			COURSE.title,
			'Du 23/11/2026 au 18/12/2026',
			'Action de formation',
			'SIRET',
			'N° de déclaration d’activité',
			'Fait à Murat, le 18/12/2026'
		])
			expect(text).toContain(said);
		expect(text).toMatch(/17,75\sh/u);
		expect(text).not.toMatch(/\d{14}/);
		expect(pages).toHaveLength(1);
		expect(title).toContain('Đỗ Thị Hồng');
		expect(await checkPaper(device, paper)).toMatchObject({
			is: 'genuine',
			claims: {
				...{ is: 'certificate', name: 'Đỗ Thị Hồng', employer: 'Société laitière', hours: 17.75 },
				...{ from: MONDAY, to: '2026-12-18', issued: '2026-12-18' }
			}
		});
	});

	test('what they say is what the learner’s page on screen says, and what is missing is said', async () => {
		const device = await trainerDevice();
		const { say, all } = author();
		const person = 'p_rose000001';
		const course = say('course.described', { course: COURSE });
		const formed = say('group.formed', {
			...{ course: COURSE.id, title: 'Automne', capacity: 12, from: MONDAY, to: '2026-12-18' }
		});
		const on = (day: string, half: 'am' | 'pm'): Fact =>
			say(
				'session.planned',
				{
					...{ course: COURSE.id, module: 'simulation', group: formed._id, half, hours: 3.5 },
					trainer: TRAINER
				},
				{ day }
			);
		const sessions = [
			on('2026-11-23', 'am'),
			on('2026-11-24', 'am'),
			on('2026-11-25', 'pm'),
			on('2026-12-02', 'am')
		];
		const made = say('enrolment.made', { person, course: COURSE.id, group: formed._id });
		const [first, second, third] = sessions.map(({ _id }) => _id);
		say('attendance.noted', { session: first, person, is: 'absent' });
		say('attendance.noted', { session: second, person, is: 'late', minutes: 30 });
		say('attendance.noted', { session: third, person, is: 'present' });
		say('objective.assessed', { person, course: COURSE.id, objective: 'call', level: 'met' });
		const called = say('learner.introduced', { person, name: 'Rose Lherm', employer: 'Mairie' });
		const isPublic = (fact: Fact): boolean => [course, ...sessions].includes(fact);
		await device.hear(database.public, all.filter(isPublic));
		await device.hear(database.learners, [called]);
		const rest = all.filter((fact) => !isPublic(fact) && fact !== called);
		await device.hear(database.training, rest);

		const whose = { person, enrolment: made._id };
		const learned = (await learnedIn(device.log, whose, '2026-11-26')) as Learned;
		const [shown] = (await learnerSight(person, '2026-11-26')(device.log)).followed;
		expect(learned).toMatchObject({
			...{ name: 'Rose Lherm', employer: 'Mairie', hours: shown!.progress!.hours, planned: 21 },
			...{ first: '2026-11-24', last: '2026-11-25', standing: shown!.standing }
		});
		expect(learned.hours).toBe(6.5);
		expect(learned.objectives).toEqual([
			{ module: 'Poste et ergonomie', text: 'Régler son siège' },
			{ module: 'Simulations', text: 'Tenir une réunion à distance', level: 'met', day: MONDAY }
		]);
		expect(learned.notices).toEqual([
			'Le parcours n’est pas achevé\u202f: ce papier dit où il en est aujourd’hui.',
			'1 demi-journée est encore à venir.',
			'2 demi-journées comptées n’ont pas de signature du stagiaire.'
		]);
	});

	test('the longest names in the widest letters still make a paper whose QR is genuine', async () => {
		const device = await trainerDevice();
		const order = await orderOf(device);
		for (const letter of ['é', 'ж', '木', '🐄', '"']) {
			const long = letter.repeat(120);
			const wide = { name: long, employer: long, course: long, centre: long };
			const made = await makeCertificate({ ...LEARNED, ...wide }, order);
			const { links } = await readPdf(made.bytes);
			expect((await checkPaper(device, links[0]!)).is).toBe('genuine');
		}
	});

	test('the attestation says each objective with its level, and which nobody assessed', async () => {
		const made = await makeAttestation(LEARNED, await orderOf(await trainerDevice()));
		const { text } = await readPdf(made.bytes);
		for (const said of ['Régler son siège', 'Tenir une réunion à distance', 'Non évalué', 'Achevé'])
			expect(text).toContain(said);
		expect(text).toContain('évalué le 23/11/2026');
		expect(text).toMatch(/17,75\sh sur les 21\sh du parcours/u);
	});
});
