import type { Centre, Opening, Space } from '../domain/centres';
import { withCheckDigit } from '../domain/codes';

/**
 * The seven centres opened in the Cantal since 2006. Places, populations and
 * specialities are real; hours and spaces are made up, and marked so.
 */

const FULL: Opening = [
	['08:30', '12:30'],
	['13:30', '17:30']
];
const MORNING: Opening = [['08:30', '12:30']];
const CLOSED: Opening = [];
const WEEK = [FULL, FULL, FULL, FULL, FULL, CLOSED, CLOSED];
const NO_WEDNESDAY_AFTERNOON = [FULL, FULL, MORNING, FULL, FULL, CLOSED, CLOSED];
const NO_FRIDAY_AFTERNOON = [FULL, FULL, FULL, FULL, MORNING, CLOSED, CLOSED];

const desks = (count: number): Space => ({ id: 'desk', kind: 'desk', count });
const offices = (count: number): Space => ({ id: 'office', kind: 'office', count });
const meeting = (count = 1): Space => ({ id: 'meeting', kind: 'room', count, seats: 8 });
const video: Space = { id: 'video', kind: 'room', count: 1, seats: 4 };
const confidential: Space = { id: 'confidential', kind: 'confidential', count: 1 };

const sample = (centre: Omit<Centre, 'badgeHours' | 'sample'>): Centre => ({
	...centre,
	badgeHours: ['07:00', '21:00'],
	sample: true
});

export const SAMPLE_CENTRES: readonly Centre[] = [
	sample({
		slug: 'aurillac',
		name: 'Aurillac',
		speciality: {
			fr: 'Créateurs d’entreprise et télétravail salarié',
			en: 'Business creators and salaried telework'
		},
		lat: 44.9261,
		lon: 2.4406,
		insee: '15014',
		postcode: '15000',
		population: 25531,
		epci: 'CA du Bassin d’Aurillac',
		hours: WEEK,
		spaces: [desks(10), offices(3), meeting(2), { id: 'booth', kind: 'booth', count: 1 }]
	}),
	sample({
		slug: 'murat',
		name: 'Murat',
		speciality: { fr: 'Formation initiale au télétravail', en: 'Initial training in telework' },
		lat: 45.1106,
		lon: 2.8694,
		insee: '15138',
		postcode: '15300',
		population: 1915,
		epci: 'Hautes Terres Communauté',
		hours: WEEK,
		spaces: [desks(6), offices(4), { id: 'training', kind: 'training', count: 1, seats: 15 }, video]
	}),
	sample({
		slug: 'saint-flour',
		name: 'Saint-Flour',
		speciality: {
			fr: 'Appui aux télétravailleurs nomades, place de marché',
			en: 'Support for nomadic teleworkers, marketplace'
		},
		lat: 45.0344,
		lon: 3.0936,
		insee: '15187',
		postcode: '15100',
		population: 6365,
		epci: 'Saint-Flour Communauté',
		hours: WEEK,
		spaces: [desks(6), offices(2), meeting()]
	}),
	sample({
		slug: 'chaudes-aigues',
		name: 'Chaudes-Aigues',
		speciality: { fr: 'Télétravail et santé', en: 'Telework and health' },
		lat: 44.8553,
		lon: 3.0047,
		insee: '15045',
		postcode: '15110',
		population: 815,
		epci: 'Saint-Flour Communauté',
		hours: NO_WEDNESDAY_AFTERNOON,
		spaces: [desks(4), confidential, { id: 'ergonomic', kind: 'office', count: 1 }]
	}),
	sample({
		slug: 'ydes',
		name: 'Ydes',
		speciality: { fr: 'Télémédecine et télétravail', en: 'Telemedicine and telework' },
		lat: 45.3481,
		lon: 2.4381,
		insee: '15265',
		postcode: '15210',
		population: 1644,
		epci: 'CC Sumène Artense',
		hours: NO_FRIDAY_AFTERNOON,
		spaces: [desks(4), confidential, meeting()]
	}),
	sample({
		slug: 'allanche',
		name: 'Allanche',
		speciality: { fr: 'Agriculture et télétravail', en: 'Agriculture and telework' },
		lat: 45.23,
		lon: 2.9353,
		insee: '15001',
		postcode: '15160',
		population: 794,
		epci: 'Hautes Terres Communauté',
		hours: NO_WEDNESDAY_AFTERNOON,
		spaces: [desks(3), video]
	}),
	sample({
		slug: 'montmurat',
		name: 'Montmurat',
		speciality: {
			fr: 'Télétravailleurs étrangers, plateforme de logiciel libre',
			en: 'Foreign teleworkers, free-software platform'
		},
		lat: 44.63,
		lon: 2.2017,
		insee: '15133',
		postcode: '15600',
		population: 134,
		epci: 'CC Châtaigneraie Cantalienne',
		hours: NO_FRIDAY_AFTERNOON,
		spaces: [desks(3), { id: 'nomad', kind: 'desk', count: 1 }]
	})
];

/** Aurillac has most of its desks booked, and one booth for whoever comes to make a call. */
export const SAMPLE_KEPT = { centre: 'aurillac', kept: { desk: 4, booth: 1 } } as const;

/** A made-up person whom Murat's kiosks know, printed at start so that anybody can try. */
export const SAMPLE_PERSON = {
	person: 'p_sample0marie',
	badge: 'b_sample0marie',
	home: 'murat',
	name: 'Marie D.',
	category: 'independent',
	number: withCheckDigit('142'),
	code: '271828'
} as const;

/** Made-up people who follow a course at Murat together with Marie. */
export const SAMPLE_LEARNERS = [
	{ person: 'p_sample0learn1', name: 'Luc Delmas', employer: 'Commune de Dienne' },
	{ person: 'p_sample0learn2', name: 'Inès Roche' },
	{ person: 'p_sample0learn3', name: 'Hugo Vaissière', employer: 'Fromagerie des Monts' },
	{ person: 'p_sample0learn4', name: 'Nadia Belkacem' },
	{ person: 'p_sample0learn5', name: 'Pierre Chabrier', employer: 'Scierie Chabrier' },
	{ person: 'p_sample0learn6', name: 'Zoé Martinet' },
	{ person: 'p_sample0learn7', name: 'Thomas Aubert', employer: 'Cabinet Aubert' },
	{ person: 'p_sample0learn8', name: 'Élise Fontanier' }
] as const;

/** Who teaches them, made up as well. */
export const SAMPLE_TRAINER = { person: 'p_sample0trainer', name: 'Claire Vidal' } as const;
