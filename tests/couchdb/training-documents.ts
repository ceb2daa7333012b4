import type { Json } from '../../src/lib/domain/facts';

/** What there is to write about training, as `documents.ts` has it of everything else. */

const PERSON = 'p_paul00002';
const OTHER = 'p_anne00003';
const MADE = '2026-11-23~murat~t9d1.1~000001';
const DIGEST = 'd'.repeat(43);
const HAND = 's'.repeat(86);

const MODULE = {
	id: 'posture',
	title: 'Poste et ergonomie',
	hours: 7,
	place: 'distance',
	objectives: [{ id: 'chair', text: 'Régler son siège' }],
	lessons: [{ id: 'sitting', title: 'S’asseoir' }],
	quiz: { id: 'posture-quiz', title: 'Faites le point' }
};
const COURSE = {
	id: 'telework',
	title: 'Devenir télétravailleur',
	summary: 'Dix modules',
	hours: 140,
	offered: true,
	modules: [MODULE, { ...MODULE, id: 'simulation', place: 'site', objectives: [], lessons: [] }]
};
const SEAL = {
	...{ chain: 'a_kiosk', role: 'kiosk', centre: 'murat', key: 'k'.repeat(87) },
	...{ certificate: HAND, n: 2, prev: DIGEST, signature: HAND }
};
const TERMS = { funder: 'opco', prescriber: 'msa', accommodation: true };

export const trainingDocuments = {
	course: { kind: 'course.described', course: COURSE, replaces: [MADE] },
	session: {
		...{ kind: 'session.planned', course: 'telework', module: 'posture', group: MADE },
		...{ half: 'am', hours: 3.5, space: 'training', trainer: PERSON }
	},
	lesson: {
		...{ kind: 'lesson.written', course: 'telework', lesson: 'sitting' },
		...{ title: 'S’asseoir', text: '# Le siège', replaces: [] }
	},
	quiz: {
		...{
			kind: 'quiz.written',
			course: 'telework',
			quiz: 'posture-quiz',
			title: 'Le point',
			pass: 1
		},
		questions: [
			{
				...{ id: 'q1', text: 'Une chaise ?', right: ['yes'], why: 'Le dos.' },
				choices: [
					{ id: 'yes', text: 'Oui' },
					{ id: 'no', text: 'Non' }
				]
			}
		]
	},
	asking: {
		...{ kind: 'enrolment.asked', person: PERSON, course: 'telework', group: MADE, ...TERMS },
		employer: 'Mairie'
	},
	attendance: {
		...{ kind: 'attendance.noted', session: MADE, person: PERSON, is: 'late' },
		...{ minutes: 10, why: 'Neige', replaces: [MADE] }
	},
	signature: {
		...{ kind: 'signature.given', session: MADE, person: PERSON, as: 'learner', way: 'drawn' },
		...{ strokes: '3a,2b', roll: DIGEST, when: 1_795_450_000_000, seal: SEAL }
	},
	reading: { kind: 'lesson.read', person: PERSON, course: 'telework', lesson: 'sitting' },
	learner: { kind: 'learner.introduced', person: PERSON, name: 'Paul R.', employer: 'Mairie' }
} satisfies Record<string, Record<string, Json>>;

const { seal: _, strokes: __, roll: ___, ...unsealed } = trainingDocuments.signature;
const { centre: ____, prev: _____, ...first } = SEAL;

/** One of every kind, and the optional ones without what they need not have. */
export const knownOfTraining: readonly Record<string, Json>[] = [
	...Object.values(trainingDocuments),
	{ kind: 'course.described', course: { ...COURSE, sample: true } },
	{ kind: 'course.withdrawn', course: 'telework' },
	{
		...{ kind: 'session.planned', course: 'telework', group: MADE },
		...{ half: 'pm', hours: 0.25, trainer: PERSON }
	},
	{
		...{ kind: 'session.changed', session: MADE },
		change: { module: 'offer', hours: 7, space: 'video', trainer: OTHER }
	},
	{ kind: 'session.changed', session: MADE, change: {} },
	{ kind: 'session.cancelled', session: MADE, why: 'Neige' },
	{ kind: 'trainer.introduced', trainer: PERSON, name: 'Paul R.' },
	{
		...{ kind: 'group.formed', course: 'telework', title: 'Automne', capacity: 12 },
		...{ from: '2026-11-23', to: '2027-02-26' }
	},
	{ kind: 'group.changed', group: MADE, change: { capacity: 15, to: '2027-03-05' } },
	{ kind: 'enrolment.made', person: PERSON, course: 'telework', group: MADE, ...TERMS },
	{ kind: 'enrolment.made', person: PERSON, course: 'telework', group: MADE },
	{
		...{ kind: 'enrolment.stated', enrolment: MADE, person: PERSON, group: MADE },
		...{ to: 'abandoned', on: '2026-12-01', why: 'Emploi trouvé' }
	},
	{ kind: 'attendance.noted', session: MADE, person: PERSON, is: 'present' },
	{ kind: 'attendance.unsaid', session: MADE, person: PERSON, replaces: [MADE] },
	{ kind: 'attendance.unsaid', session: MADE, person: PERSON, replaces: [MADE], why: 'Erreur' },
	{ ...unsealed, way: 'button', seal: { ...first, role: 'member', owner: PERSON, n: 1 } },
	{ kind: 'attendance.unsaid', session: MADE, person: PERSON, replaces: [MADE] },
	{ kind: 'signature.struck', signature: MADE, session: MADE, person: PERSON, why: 'Erreur' },
	{
		...{ kind: 'objective.assessed', person: PERSON, course: 'telework' },
		...{ objective: 'chair', level: 'met' }
	},
	{
		...{ kind: 'quiz.answered', person: PERSON, course: 'telework', quiz: 'posture-quiz' },
		...{ of: MADE, answers: { q1: ['yes'] }, right: 1, total: 1, passed: true }
	},
	{ kind: 'note.made', person: PERSON, text: 'À rappeler' },
	{ kind: 'learner.amended', person: PERSON, change: { name: 'Paul Roux' } },
	{ kind: 'learner.tied', person: PERSON, to: OTHER, session: MADE }
];
