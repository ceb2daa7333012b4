import type { Json } from '../../src/lib/domain/facts';

const VERIFIER = { salt: 'c2FsdA==', iterations: 600_000, hash: 'aGFzaA==' };
const CENTRE = {
	slug: 'murat',
	name: 'Murat',
	speciality: { fr: 'montagne', en: 'mountains' },
	lat: 45.11,
	lon: 2.87,
	postcode: '15300',
	insee: '15138',
	epci: 'Hautes Terres',
	population: 1_850,
	hours: [[['08:30', '12:00']], [], [], [], [], [], []],
	badgeHours: ['07:00', '22:00'],
	spaces: [{ id: 'desks', kind: 'desk', count: 8 }]
};
const PERSON = 'p_paul00002';
const PROFILE = { name: 'Paul R.', category: 'seeker', rules: '2026-1', consents: { news: true } };

/** One document of every sort there is to write, without what says who wrote it. */
export const documents = {
	visit: { kind: 'visit.arrived' },
	/** Of a version that comes later. */
	oddVisit: { kind: 'visit.arrived', v: 2, reason: 'fun' },
	tie: { kind: 'visit.tied', visit: '2026-11-23~murat~k7f3.1~000001', person: PERSON },
	introduction: { kind: 'person.introduced', person: PERSON, name: 'Paul R.' },
	registration: { kind: 'person.registered', person: PERSON, ...PROFILE },
	appointment: { kind: 'staff.appointed', person: PERSON, name: 'Paul R.', code: VERIFIER },
	description: { kind: 'centre.described', centre: CENTRE },
	/** Kinds this version does not know. */
	closure: { kind: 'centre.closed', from: '2026-12-24' },
	course: { kind: 'course.offered', title: 'Tableur' },
	odd: { kind: 'desk.levitated', v: 7, height: { metres: 2 } }
} satisfies Record<string, Record<string, Json>>;
export type Sample = keyof typeof documents;

/** The rest of every kind that is known, so that its shape can be compared. */
export const known: readonly Record<string, Json>[] = [
	documents.visit,
	{ kind: 'visit.arrived', number: '123', badge: 'b_12345678' },
	{ kind: 'visit.left', visit: '2026-11-23~murat~k7f3.1~000001' },
	{ kind: 'visit.undone', undoes: '2026-11-23~murat~k7f3.1~000001' },
	documents.tie,
	documents.introduction,
	documents.registration,
	{
		...documents.registration,
		commune: 'Murat',
		phone: '04 71 00 00 00',
		email: 'paul@example.org',
		adult: 'Anne R.'
	},
	{ kind: 'person.amended', person: PERSON, change: { ...PROFILE, phone: '' } },
	{ kind: 'person.amended', person: PERSON, change: {} },
	{ kind: 'person.coded', person: PERSON, number: '1420', code: VERIFIER },
	{ kind: 'person.badged', person: PERSON, badge: 'b_12345678' },
	{ kind: 'person.unbadged', person: PERSON, badge: 'b_12345678' },
	{ kind: 'person.erased', person: PERSON },
	documents.appointment,
	{ kind: 'staff.dismissed', person: PERSON },
	documents.description,
	{ kind: 'centre.described', centre: { ...CENTRE, sample: true } }
];
