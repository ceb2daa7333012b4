import type { Json } from '../../src/lib/domain/facts';
import { knownOfTraining, trainingDocuments } from './training-documents';

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
const CLAIM = '2026-11-23~murat~srv0123456789abc.1~000001';
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
	closure: { kind: 'centre.closed', from: '2026-12-24', to: '2026-12-31', why: 'Congés' },
	claim: { kind: 'place.claimed', person: PERSON, space: 'desk', slots: ['am'], to: 'server' },
	grant: { kind: 'place.granted', claim: CLAIM, rights: [['desk-1', 'am', 1]] },
	fence: { kind: 'place.fenced', holder: 'k7f3.1', rights: [['desk-1', 'am', CLAIM]] },
	booking: { kind: 'booking.requested', person: PERSON, space: 'desk', slots: ['am', 'pm'] },
	syllabus: trainingDocuments.course,
	halfDay: trainingDocuments.session,
	lesson: trainingDocuments.lesson,
	asking: trainingDocuments.asking,
	attendance: trainingDocuments.attendance,
	signature: trainingDocuments.signature,
	reading: trainingDocuments.reading,
	learner: trainingDocuments.learner,
	/** Kinds this version does not know. */
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
	{ kind: 'centre.described', centre: { ...CENTRE, sample: true } },
	documents.claim,
	{
		...{ kind: 'place.claimed', space: 'room', slots: ['09:30', '10:00'], to: 'k7f3.1' },
		...{ unit: 'room-1', replaces: CLAIM, block: 'Peinture', reason: 'Fuite', waits: true },
		...{ series: 's1', session: CLAIM, wish: CLAIM }
	},
	documents.grant,
	{
		...{ kind: 'place.granted', person: PERSON, space: 'desk', offer: 1_795_450_000_000 },
		rights: [
			['desk-1', 'am', 0],
			['desk-500', 'pm', 1_000]
		]
	},
	{ kind: 'place.refused', claim: CLAIM, why: 'full', waits: true, replaces: CLAIM },
	{ ...documents.grant, replaces: CLAIM },
	{ kind: 'place.released', claim: CLAIM, why: 'no-show' },
	{ kind: 'place.cancelled', claim: CLAIM, why: 'host', reason: 'Fuite' },
	{ kind: 'place.accepted', claim: CLAIM },
	{ kind: 'place.transferred', rights: [['desk-1', '09:30', 3]], to: 'k7f3.1' },
	documents.fence,
	{ kind: 'place.fenced', holder: 'server', rights: [['desk-1', 'am', '']] },
	{ kind: 'place.told', claim: CLAIM, of: 'moved' },
	documents.booking,
	{ ...documents.booking, replaces: CLAIM, waits: false, series: 's1' },
	{ kind: 'booking.cancelled', booking: CLAIM },
	{ kind: 'booking.accepted', booking: CLAIM },
	{ kind: 'booking.seen', booking: CLAIM, of: 'confirmed' },
	documents.closure,
	{ kind: 'centre.reopened', closure: CLAIM },
	{ kind: 'centre.kept', kept: { desk: 2, room: 0 } },
	...knownOfTraining
];
