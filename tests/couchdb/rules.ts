import { couchRoles, type Holder } from '../../src/lib/domain/rights';
import { fact } from '../contracts/gateway-bench';
import { documents, type Sample } from './documents';
import { trainingDocuments } from './training-documents';

/*
 * Long because it is the one table: whoever judges a document is asked the same cases,
 * and a case that stands in another file is one somebody forgets to ask.
 */

/** Who writes, as the gateway knows them, and the names their devices have had. */
interface Somebody {
	readonly holder: Holder;
	readonly names: readonly string[];
}
const OWN = 'member_0123456789abcdef';
export const PEOPLE = {
	kiosk: {
		holder: { role: 'kiosk', account: 'a_kiosk', centre: 'murat' },
		names: ['k7f3', 'k7f0']
	},
	host: { holder: { role: 'host', account: 'a_host', centre: 'murat' }, names: ['h2c4'] },
	trainer: { holder: { role: 'trainer', account: 'a_trainer' }, names: ['t9d1'] },
	coordinator: { holder: { role: 'coordinator', account: 'a_coord' }, names: ['c5b8'] },
	member: {
		holder: {
			role: 'member',
			account: 'a_marie',
			centre: 'murat',
			person: 'p_marie0001',
			own: OWN
		},
		names: ['m3e6']
	}
} satisfies Record<string, Somebody>;
export type Person = keyof typeof PEOPLE;
const PERSONS = Object.keys(PEOPLE) as Person[];

const asWriter = (person: Person): { name: string; roles: readonly string[] } => {
	const { holder, names } = PEOPLE[person] as Somebody;
	return { name: holder.account, roles: couchRoles(holder, names) };
};

/** Who writes, as CouchDB knows them. */
export const WHO = {
	admin: { name: 'admin', roles: ['_admin'] },
	gateway: { name: 'gateway', roles: ['gateway'] },
	relay: { name: 'relay', roles: ['relay'] },
	kiosk: asWriter('kiosk'),
	host: asWriter('host'),
	trainer: asWriter('trainer'),
	coordinator: asWriter('coordinator'),
	member: asWriter('member'),
	/** A role, and no place to have it in. */
	'kiosk of no centre': { name: 'a_stray', roles: ['kiosk', 'device:k7f3'] },
	'host of no centre': { name: 'a_stray', roles: ['host', 'device:k7f3'] },
	'member of nothing': { name: 'a_stray', roles: ['member', 'device:k7f3'] },
	'device without a role': { name: 'a_stray', roles: ['device:k7f3', 'kiosk:murat', 'host:murat'] },
	'somebody named like the server': { name: 'gateway', roles: ['device:k7f3'] },
	'somebody named like an administrator': {
		name: 'admin',
		roles: ['device:_admin', 'device:k7f3']
	},
	nobody: { name: null, roles: [] }
} as const satisfies Record<string, { name: string | null; roles: readonly string[] }>;
export type Who = keyof typeof WHO;

/** One write to a database, and whether the database may take it. */
export interface Case {
	readonly title: string;
	readonly who: Who;
	readonly db: string;
	readonly doc: Record<string, unknown>;
	/** What is there under the same id. */
	readonly old?: Record<string, unknown>;
	/** A history of its own, as a replicator would bring it. */
	readonly revisions?: { readonly start: number; readonly ids: readonly string[] };
	readonly ok: boolean;
}

const DATABASES = {
	public: 'public',
	network: 'network',
	centre: 'centre_murat',
	people: 'people_murat',
	roster: 'roster_murat',
	training: 'training',
	learners: 'learners',
	member: OWN,
	orders: 'orders',
	ops: 'ops',
	accounts: 'accounts'
};
export const DATABASE_NAMES: readonly string[] = [
	...Object.values(DATABASES),
	...['centre_ydes', 'people_ydes', 'member_fedcba9876543210']
];

/** What each may write into which sort of database; nothing where nothing is said. */
const MAY: Record<Person, Partial<Record<keyof typeof DATABASES, readonly Sample[]>>> = {
	kiosk: {
		centre: ['visit', 'oddVisit', 'claim', 'grant', 'signature', 'course', 'odd'],
		people: ['introduction']
	},
	host: {
		public: ['description', 'closure'],
		network: ['oddVisit', 'course', 'odd'],
		centre: ['visit', 'oddVisit', 'tie', 'claim', 'grant', 'fence', 'signature', 'course', 'odd'],
		people: [
			...['introduction', 'registration', 'appointment', 'asking'],
			...['oddVisit', 'course', 'odd']
		] as Sample[]
	},
	trainer: {
		public: ['syllabus', 'halfDay', 'course'],
		network: ['oddVisit', 'course', 'odd'],
		training: ['lesson', 'attendance', 'signature', 'reading', 'oddVisit', 'course', 'odd'],
		learners: ['learner']
	},
	coordinator: {
		public: ['description', 'syllabus', 'halfDay', 'oddVisit', 'closure', 'course', 'odd'],
		network: ['oddVisit', 'course', 'odd'],
		centre: ['visit', 'oddVisit', 'tie', 'claim', 'grant', 'fence', 'signature', 'course', 'odd'],
		people: [
			...['introduction', 'registration', 'appointment', 'asking'],
			...['oddVisit', 'course', 'odd']
		] as Sample[]
	},
	member: {
		network: ['oddVisit', 'course', 'odd'],
		member: ['booking', 'signature', 'reading', 'oddVisit', 'course', 'odd']
	}
};

let last = 0;
/** A number no other case has, so that none is in another's way. */
const next = (): number => (last += 1);

/** A fact of some device about some centre. */
function about({ scope = 'murat', device = 'k7f3' }, more: Record<string, unknown> = {}) {
	const made = fact(next(), { device }, more);
	return { ...made, _id: made._id.replace('~murat~', `~${scope}~`) };
}
const deviceOf = (person: Person): string => PEOPLE[person].names[0]!;
const sampleBy = (person: Person, sample: Sample, of = {}, more = {}): Record<string, unknown> =>
	about({ device: deviceOf(person), ...of }, { ...documents[sample], ...more });

/** Every role, every sort of database, every sort of document. */
const MATRIX: readonly Case[] = PERSONS.flatMap((who) =>
	(Object.keys(DATABASES) as (keyof typeof DATABASES)[]).flatMap((sort) =>
		(Object.keys(documents) as Sample[]).map((sample) => ({
			title: `${who}: ${sample} into ${DATABASES[sort]}`,
			who,
			db: DATABASES[sort],
			doc: sampleBy(who, sample),
			ok: MAY[who][sort]?.includes(sample) ?? false
		}))
	)
);

/** Where each role may write what nobody knows. */
const OWN_PLACE: Record<Person, string> = {
	kiosk: 'centre_murat',
	host: 'centre_murat',
	trainer: 'training',
	coordinator: 'centre_murat',
	member: OWN
};

const FORGED: readonly Case[] = PERSONS.flatMap((who): Case[] => {
	const its = (title: string, doc: Record<string, unknown>, ok = false): Case => ({
		title: `${who}: ${title}`,
		who,
		db: OWN_PLACE[who],
		doc,
		ok
	});
	const odd = (of = {}, more = {}): Record<string, unknown> => sampleBy(who, 'odd', of, more);
	return [
		its('what its device did by itself', odd({}, { by: deviceOf(who) }), true),
		its('another person’s doing', odd({}, { by: 'p_paul00002' }), who !== 'member'),
		its('another device’s number', odd({ device: 'zzzz' })),
		its('another device’s doing', odd({}, { by: 'zzzz' })),
		its('the server’s doing', odd({}, { by: 'gateway' })),
		its('what claims to be written by an administrator', odd({}, { roles: ['_admin'] }), true),
		its('a report', { _id: `report~availability~murat~${next()}`, desks: 6 }),
		its('an order to forget somebody', { _id: `report~erase~${next()}`, person: 'p_paul00002' }),
		its('an account', { _id: `account~${next()}`, role: 'coordinator' }),
		its('anything else', { _id: `note~${next()}`, text: 'hello' }),
		its(
			'a picture',
			odd({}, { _attachments: { face: { content_type: 'image/png', data: 'aGk=' } } })
		),
		its('a deletion of nothing', { _id: String(odd()['_id']), _deleted: true }),
		its('a fact with a field of CouchDB’s', odd({}, { _hidden: 1 })),
		its('a fact of 64 kB and more', odd({}, { text: 'é'.repeat(33_000) })),
		its('a fact of just under 64 kB', odd({}, { text: 'é'.repeat(32_500) }), true),
		its('nested deeper than anybody needs', odd({}, { nested: nested(13) })),
		its('nested as deep as may be', odd({}, { nested: nested(9) }), true),
		its(
			'a field that would change every other',
			JSON.parse(
				JSON.stringify(odd({}, { poison: 1 })).replace('"poison"', '"__proto__"')
			) as Record<string, unknown>
		),
		its('a constructor', odd({}, { at: { wall: 1, constructor: 1 } }))
	];
});

function nested(depth: number): unknown {
	return depth === 0 ? 'deep' : { in: nested(depth - 1) };
}

const elsewhere = (who: Who, db: string, scope: string, ok: boolean, more = {}): Case => ({
	title: `${who}: about ${scope}, into ${db}`,
	who,
	db,
	doc: about(
		{ device: who in PEOPLE ? deviceOf(who as Person) : 'k7f3', scope },
		{ ...documents.odd, ...more }
	),
	ok
});

const PLACES: readonly Case[] = [
	elsewhere('kiosk', 'centre_ydes', 'ydes', false),
	elsewhere('kiosk', 'centre_murat', 'ydes', false),
	elsewhere('kiosk', 'centre_ydes', 'murat', false),
	elsewhere('kiosk', 'people_ydes', 'ydes', false, documents.introduction),
	elsewhere('host', 'centre_ydes', 'ydes', false),
	elsewhere('host', 'centre_murat', 'ydes', false),
	elsewhere('host', 'people_ydes', 'ydes', false, documents.registration),
	elsewhere('host', 'public', 'ydes', false, documents.closure),
	elsewhere('host', 'network', 'ydes', false),
	elsewhere('coordinator', 'centre_ydes', 'ydes', true),
	elsewhere('coordinator', 'people_ydes', 'ydes', true),
	elsewhere('coordinator', 'centre_ydes', 'murat', false),
	elsewhere('trainer', 'public', 'ydes', true, documents.course),
	elsewhere('member', 'network', 'ydes', true),
	elsewhere('member', OWN, 'ydes', true),
	elsewhere('member', 'member_fedcba9876543210', 'murat', false),
	elsewhere('coordinator', OWN, 'murat', false),
	elsewhere('kiosk of no centre', 'centre_murat', 'murat', false),
	elsewhere('host of no centre', 'centre_murat', 'murat', false),
	elsewhere('host of no centre', 'people_murat', 'murat', false),
	elsewhere('member of nothing', OWN, 'murat', false),
	elsewhere('device without a role', 'centre_murat', 'murat', false),
	elsewhere('device without a role', 'public', 'murat', false),
	elsewhere('somebody named like the server', 'centre_murat', 'murat', false),
	elsewhere('somebody named like the server', 'orders', 'murat', false),
	elsewhere('somebody named like an administrator', 'centre_murat', 'murat', false),
	{
		title: 'kiosk: under a name its device had before',
		who: 'kiosk',
		db: 'centre_murat',
		doc: fact(next(), { device: 'k7f0' }),
		ok: true
	}
];

const broken = (title: string, more: Record<string, unknown>, of = {}): Case => {
	const one = fact(next(), of);
	const doc = { ...one, ...more };
	const id = typeof more['_id'] === 'function' ? more['_id'](one._id) : doc._id;
	return {
		title: `a fact with ${title}`,
		who: 'kiosk',
		db: 'centre_murat',
		doc: { ...doc, _id: id },
		ok: false
	};
};
const id = (change: (id: string) => string): { _id: (id: string) => string } => ({ _id: change });

const ENVELOPES: readonly Case[] = [
	broken(
		'an id of the fourteenth month',
		id((it) => it.replace('2026-11', '2026-14'))
	),
	broken(
		'an id of no month',
		id((it) => it.replace('2026-11', '2026-00'))
	),
	broken(
		'an id of the thirtieth of February',
		id((it) => it.replace('2026-11-23', '2026-02-30'))
	),
	broken(
		'an id of a leap day in no leap year',
		id((it) => it.replace('2026-11-23', '2026-02-29'))
	),
	{
		...broken(
			'an id of a leap day',
			id((it) => it.replace('2026-11-23', '2028-02-29'))
		),
		ok: true
	},
	broken(
		'a device in capitals',
		id((it) => it.replace('k7f3', 'K7F3'))
	),
	broken(
		'no epoch',
		id((it) => it.replace('k7f3.1', 'k7f3.0'))
	),
	broken('no number', { _id: '2026-11-23~murat~k7f3.1' }),
	broken('the number nothing', { _id: '2026-11-23~murat~k7f3.1~000000' }),
	broken('a number spelt in another way', { _id: '2026-11-23~murat~k7f3.1~0000042' }),
	broken(
		'something behind its id',
		id((it) => `${it}~x`)
	),
	broken(
		'a line behind its id',
		id((it) => `${it}\n`)
	),
	broken('no kind', { kind: undefined }),
	broken('a kind in capitals', { kind: 'Visit.Arrived' }),
	broken('a kind of one word', { kind: 'visit' }),
	broken('a version that is text', { v: '1' }),
	broken('half a version', { v: 1.5 }),
	broken('no version', { v: 0 }),
	broken('a count beyond counting', { count: 1e300 }),
	broken('less than no count', { count: -1 }),
	broken('nobody who did it', { by: '' }),
	broken('a name for who did it', { by: 'Marie Dupont' }),
	broken('a list for who did it', { by: ['p_marie0001'] }),
	broken('no time', { at: undefined }),
	broken('a time that is nothing', { at: null }),
	broken('a time that is a list', { at: [1] }),
	broken('a time that is text', { at: { wall: 'noon' } }),
	broken('half a clock’s error', { at: { wall: 1, offset: 0.5 } }),
	broken('an age of that which is text', { at: { wall: 1, offset: 5, offsetAge: 'old' } }),
	broken('a reason nobody has', { reason: 'fun' }),
	broken('a name for a person', { person: 'Marie Dupont' }),
	broken('no end', { closes: undefined }),
	broken('an end in words', { closes: 'six' }),
	broken('a visit’s number of four digits', { number: '1234' }),
	broken('a badge that is none', { badge: 'b_1' })
];

const { course: COURSE } = trainingDocuments.course;
const { seal: SEAL } = trainingDocuments.signature;
const [QUESTION] = trainingDocuments.quiz.questions;
/** Of training, with one thing in each that is wrong. */
const TRAINING: readonly Case[] = (
	[
		['course', 'public', 'a course with no module', { course: { ...COURSE, modules: [] } }],
		[
			'course',
			'public',
			'a course nobody can look up',
			{ course: { ...COURSE, id: 'constructor' } }
		],
		[
			'course',
			'public',
			'a course with a name in capitals',
			{ course: { ...COURSE, id: 'Telework' } }
		],
		[
			'course',
			'public',
			'a course of more hours than there are',
			{ course: { ...COURSE, hours: 2_001 } }
		],
		['course', 'public', 'a course neither offered nor not', { course: { ...COURSE, offered: 1 } }],
		['session', 'public', 'more hours than a half-day has', { hours: 7.5 }],
		['session', 'public', 'no hours at all', { hours: 0 }],
		['session', 'public', 'a half-day of the night', { half: 'night' }],
		['session', 'public', 'nobody to train', { trainer: undefined }],
		['session', 'public', 'a group that is no fact', { group: 'automne' }],
		['lesson', 'training', 'a book for a lesson', { text: 'a'.repeat(40_001) }],
		['lesson', 'training', 'a lesson without a name', { lesson: undefined }],
		['lesson', 'training', 'a word instead of what is no fact', { replaces: ['x'] }],
		['quiz', 'training', 'a quiz with no question', { questions: [] }],
		[
			'quiz',
			'training',
			'a question with no right answer',
			{ questions: [{ ...QUESTION, right: [] }] }
		],
		[
			'quiz',
			'training',
			'a question with no choice',
			{ questions: [{ ...QUESTION, choices: [] }] }
		],
		['quiz', 'training', 'a quiz that nobody can pass', { pass: 61 }],
		['attendance', 'training', 'a presence nobody knows', { is: 'asleep' }],
		['attendance', 'training', 'late by half a minute', { minutes: 0.5 }],
		['attendance', 'training', 'a name for a learner', { person: 'Paul R.' }],
		['attendance', 'training', 'a half-day that is no fact', { session: 'today' }],
		['signature', 'training', 'a signature as somebody else', { as: 'director' }],
		['signature', 'training', 'a signature by nod', { way: 'nod' }],
		['signature', 'training', 'a drawing without an end', { strokes: 'x'.repeat(8_001) }],
		['signature', 'training', 'a signature without a seal', { seal: undefined }],
		['signature', 'training', 'a seal before the first', { seal: { ...SEAL, n: 0 } }],
		['signature', 'training', 'a seal with half a hand', { seal: { ...SEAL, signature: 's' } }],
		[
			'signature',
			'training',
			'a seal without a certificate',
			{ seal: { ...SEAL, certificate: '' } }
		],
		['signature', 'training', 'a seal after something else', { seal: { ...SEAL, prev: 'x' } }],
		['signature', 'training', 'a roll that is no digest', { roll: 'all' }],
		['reading', 'training', 'a reading of nothing', { lesson: '' }],
		['learner', 'learners', 'a learner without a name', { name: '' }],
		['learner', 'learners', 'an employer as long as a page', { employer: 'x'.repeat(121) }]
	] as const
).map(([sample, db, title, more]) => ({
	title: `trainer: ${title}`,
	who: 'trainer',
	db,
	doc: about({ device: deviceOf('trainer') }, { ...trainingDocuments[sample], ...more }),
	ok: false
}));

const SERVERS = ['admin', 'gateway', 'relay'] as const;
const report = (): Record<string, unknown> => ({
	_id: `report~availability~murat~${next()}`,
	desks: 6
});
const server = (title: string, make: (who: Who) => Omit<Case, 'title' | 'who' | 'db'>): Case[] =>
	SERVERS.map((who) => ({ title: `${who}: ${title}`, who, db: 'centre_murat', ...make(who) }));
const ids = (count: number): string[] =>
	Array.from({ length: count }, (_, i) => String(i).padStart(32, '0'));
const changed = (): Pick<Case, 'doc' | 'old'> => {
	const old = fact(next());
	return { old, doc: { ...old, reason: 'other' } };
};

const SERVER: readonly Case[] = [
	...server('a new fact', () => ({ doc: fact(next()), ok: true })),
	...server('a copy of somebody else’s fact', () => ({
		doc: about({ device: 'relay0' }, documents.odd),
		ok: true
	})),
	...server('a report', () => ({ doc: report(), ok: true })),
	...server('a report changed', () => {
		const old = report();
		return { old, doc: { ...old, desks: 5 }, ok: true };
	}),
	...server('what is kept of a device', () => ({ doc: { _id: `device~${next()}` }, ok: true })),
	...server('a fact changed', () => ({ ...changed(), ok: false })),
	...server('a fact deleted', (who) => {
		const old = fact(next());
		return { old, doc: { _id: old._id, _deleted: true }, ok: who === 'admin' };
	}),
	...server('a report deleted', (who) => {
		const old = report();
		return { old, doc: { _id: old['_id'], _deleted: true }, ok: who === 'admin' };
	}),
	...server('a picture on a report', () => ({
		doc: { ...report(), _attachments: { face: { content_type: 'image/png', data: 'aGk=' } } },
		ok: false
	})),
	...server('a fact as a replicator brings it', () => ({
		doc: fact(next()),
		revisions: { start: 1, ids: ids(1) },
		ok: true
	})),
	...server('a fact with a past', () => ({
		doc: fact(next()),
		revisions: { start: 2, ids: ids(2) },
		ok: false
	})),
	{ title: 'nobody: a new fact', who: 'nobody', db: 'centre_murat', doc: fact(next()), ok: false }
];

const REVISIONS: readonly Case[] = [
	...(['kiosk', 'host', 'coordinator'] as const).flatMap((who): Case[] => {
		const device = deviceOf(who);
		const its = (title: string, more: Partial<Case>): Case => ({
			title: `${who}: ${title}`,
			who,
			db: 'centre_murat',
			doc: fact(next(), { device }),
			ok: false,
			...more
		});
		const old = fact(next(), { device });
		return [
			its('a fact changed', { ...changed() }),
			its('its own fact deleted', { old, doc: { _id: old._id, _deleted: true } }),
			its('its own fact changed', { old, doc: { ...old, reason: 'other' } }),
			its('a fact as a replicator brings it', { revisions: { start: 1, ids: ids(1) } }),
			its('a fact that claims the last word', { revisions: { start: 999_999, ids: ids(1) } }),
			its('a fact with a past', { revisions: { start: 2, ids: ids(2) } }),
			its('a fact with a history of ten thousand', {
				revisions: { start: 10_000, ids: ids(10_000) }
			}),
			its('another beginning for a fact that is there', {
				...changed(),
				revisions: { start: 1, ids: ids(1) }
			})
		];
	})
];

/**
 * Shared by the validators in a sandbox, by the gateway’s own functions, by the
 * stores and by a real CouchDB: all must say the same.
 */
export const CASES: readonly Case[] = [
	...MATRIX,
	...FORGED,
	...PLACES,
	...ENVELOPES,
	...TRAINING,
	...SERVER,
	...REVISIONS
];
