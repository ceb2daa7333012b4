/**
 * Every document id, page key, database name and key range of the product.
 * Nothing else builds or takes apart such a string, which is why it is long.
 */

/** A local calendar day of the network, `YYYY-MM-DD`. */
export type Day = string;
/** A centre's short name in addresses and ids: `murat`, `saint-flour`. */
export type Slug = string;
export type FactId = string;
export type PageKey = string;
/** A logical database name, without its generation. */
export type DatabaseName = string;

/** What a fact's id says: where it sorts, who wrote it, as which of its numbers. */
export interface FactIdParts {
	readonly day: Day;
	readonly scope: Slug;
	readonly device: string;
	readonly epoch: number;
	readonly seq: number;
}

/** The scope of facts that are about no centre: courses, who trains. No centre may be called that. */
export const NETWORK_SCOPE: Slug = 'reseau';

const FACT_ID =
	/^(\d{4}-\d{2}-\d{2})~([a-z0-9][a-z0-9-]{0,39})~([a-z0-9]{4,16})\.([1-9]\d{0,5})~(\d{6,10})$/;

/** Beyond 999,999 facts in one epoch the number grows a digit; ids stay unique, only their sort suffers. */
const padSeq = (seq: number): string => String(seq).padStart(6, '0');

export const factId = (parts: FactIdParts): FactId =>
	`${parts.day}~${parts.scope}~${parts.device}.${parts.epoch}~${padSeq(parts.seq)}`;

/** `undefined` where the text is not a fact's id in its one canonical spelling. */
export function parseFactId(id: string): FactIdParts | undefined {
	const match = FACT_ID.exec(id);
	if (!match) return undefined;
	const [, day, scope, device, epoch, seq] = match as unknown as string[];
	const parts = { day, scope, device, epoch: Number(epoch), seq: Number(seq) } as FactIdParts;
	// The pattern leaves one thing open: whether a long number is padded.
	const isPlain = seq!.length === 6 || seq![0] !== '0';
	return isPlain && parts.seq > 0 && isDay(parts.day) ? parts : undefined;
}

/** The parts of an id that is known to be good. Throws on any other: that is a defect. */
export function partsOf(id: FactId): FactIdParts {
	const parts = parseFactId(id);
	if (!parts) throw new Error(`not a fact id: ${id}`);
	return parts;
}

/** The author of a fact, as the server numbers it: `k7f3.2`. */
export const authorOf = (id: FactId): string => {
	const { device, epoch } = partsOf(id);
	return `${device}.${epoch}`;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Every id is looked at for this, so it is counted rather than asked of a `Date`. */
export function isDay(text: string): boolean {
	if (!DAY.test(text)) return false;
	const year = Number(text.slice(0, 4));
	const month = Number(text.slice(5, 7));
	const day = Number(text.slice(8));
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const last = month === 2 && isLeap ? 29 : (LENGTHS[month - 1] ?? 0);
	return day >= 1 && day <= last;
}

/** First and last possible key of the facts about one day, in whichever scope. */
export const dayRange = (day: Day): readonly [string, string] => [`${day}~`, `${day}~\uffff`];
/** First and last possible key of the facts about one day in one scope. */
export const scopedDayRange = (scope: Slug, day: Day): readonly [string, string] => [
	`${day}~${scope}~`,
	`${day}~${scope}~\uffff`
];
/** Keys of all facts about the days from `first` to `last`, both included. */
export const daysRange = (first: Day, last: Day): readonly [string, string] => [
	`${first}~`,
	`${last}~\uffff`
];

export const pageKey = {
	/** What happened in one centre on one day. */
	day: (centre: Slug, day: Day): PageKey => `day:${centre}:${day}`,
	/** Who has and who wants which place of one centre on one day. */
	ledger: (centre: Slug, day: Day): PageKey => `ledger:${centre}:${day}`,
	/** What a person has asked for on their own phone. */
	bookings: (person: string): PageKey => `bookings:${person}`,
	/** What is known of a centre: name, hours, spaces, closures. */
	centre: (centre: Slug): PageKey => `centre:${centre}`,
	/** What a person is called. */
	person: (person: string): PageKey => `person:${person}`,
	/** Who works at a centre, and the codes that prove it. */
	staff: (centre: Slug): PageKey => `staff:${centre}`,
	/** What a course is made of, and whether it is on offer. */
	course: (course: string): PageKey => `course:${course}`,
	/** The text of one lesson, or the questions of one quiz. */
	lesson: (course: string, item: string): PageKey => `lesson:${course}:${item}`,
	/** Who trains. */
	trainers: (): PageKey => 'trainers:',
	/** Half-days of one month, `YYYY-MM`, in all centres. */
	agenda: (month: string): PageKey => `agenda:${month}`,
	/** One half-day of training: who was there, who signed. By the fact that planned it. */
	session: (session: FactId): PageKey => `session:${session}`,
	/** Who follows a course together. By the fact that formed the group. */
	group: (group: FactId): PageKey => `group:${group}`,
	/** One person's way through their courses. */
	learner: (person: string): PageKey => `learner:${person}`,
	/** What a device has signed, by its account: each signature names the one before. */
	chain: (account: string): PageKey => `chain:${account}`
};

/** Keys of all pages of one sort. */
export const pagesOfSort = (sort: keyof typeof pageKey): readonly [string, string] => [
	`${sort}:`,
	`${sort}:\uffff`
];

/** The day a page is bound to; `undefined` for pages gathered from many days. */
export function dayOfPage(key: PageKey): { scope: Slug; day: Day } | undefined {
	const [sort, scope, day] = key.split(':');
	return (sort === 'day' || sort === 'ledger') && scope && day ? { scope, day } : undefined;
}

/** Every page that is bound to one day of one centre. */
export const pagesOfDay = (centre: Slug, day: Day): readonly PageKey[] => [
	pageKey.day(centre, day),
	pageKey.ledger(centre, day)
];

export const database = {
	public: 'public',
	network: 'network',
	training: 'training',
	learners: 'learners',
	orders: 'orders',
	ops: 'ops',
	accounts: 'accounts',
	centre: (centre: Slug): DatabaseName => `centre_${centre}`,
	people: (centre: Slug): DatabaseName => `people_${centre}`,
	roster: (centre: Slug): DatabaseName => `roster_${centre}`,
	/** One person's own. `random` is nobody's id, so that the name says nothing. */
	member: (random: string): DatabaseName => `member_${random}`
};

/** The databases one centre brings with it. */
export const databasesOfCentre = (centre: Slug): readonly DatabaseName[] => [
	database.centre(centre),
	database.people(centre),
	database.roster(centre)
];

/** The databases the network has whatever its centres. */
export const networkDatabases = [
	'public',
	'network',
	'training',
	'learners',
	'orders',
	'ops',
	'accounts'
] as const;

/** What a database is for, whichever centre or person it is of. */
export type DatabaseSort =
	(typeof networkDatabases)[number] | 'centre' | 'people' | 'roster' | 'member';

const SHARED = new Set<string>(networkDatabases);
const OF_A_CENTRE = /^(centre|people|roster)_([a-z0-9][a-z0-9-]{0,39})$/;
const OF_A_PERSON = /^member_[a-z0-9]{16}$/;
export const MEMBER_NAME_LENGTH = 16;

/** `undefined` for what is no database of ours. */
export function sortOfDatabase(name: string): DatabaseSort | undefined {
	if (SHARED.has(name)) return name as DatabaseSort;
	if (OF_A_PERSON.test(name)) return 'member';
	return OF_A_CENTRE.exec(name)?.[1] as DatabaseSort | undefined;
}

export const isDatabaseName = (name: string): boolean => sortOfDatabase(name) !== undefined;

/** The centre a database belongs to; `undefined` for the network's own and for people's. */
export const centreOfDatabase = (name: DatabaseName): Slug | undefined =>
	OF_A_CENTRE.exec(name)?.[2];

/** Reports are the mutable documents, one writer each. Their ids sort after every fact. */
export const reportId = {
	availability: (centre: Slug, day: Day): string => `report~availability~${centre}~${day}`,
	/** In a roster: by number and person, since two centres may have given the same number. */
	roster: (number: string, person: string): string => `report~roster~${number}~${person}`,
	/** In a roster: somebody who works there. */
	staff: (person: string): string => `report~staff~${person}`,
	/** In `people_…` and in a person's own database: the signed badge. */
	badge: (person: string): string => `report~badge~${person}`,
	/** In a person's own database: how one of their places stands. */
	place: (day: Day, claim: FactId): string => `report~place~${day}~${claim}`,
	/** In a person's own database: who they are to the network. */
	me: 'report~me',
	/** In a roster: a half-day of the next two weeks, and whom it waits for, by id alone. */
	session: (day: Day, session: FactId): string => `report~session~${day}~${session}`,
	/** In a person's own database: a course they follow, by enrolment. */
	enrolment: (enrolment: FactId): string => `report~enrolment~${enrolment}`,
	/** In `public`: what there is to read in a course, and which version of it is the last. */
	contents: (course: string): string => `report~contents~${course}`,
	/** In `network`: a lesson or a quiz as it is now. */
	lesson: (course: string, item: string): string => `report~lesson~${course}~${item}`,
	/** In `learners`: what somebody who is enrolled is called, and what their papers need. */
	learner: (person: string): string => `report~learner~${person}`,
	/** In `training`: how far a chain of signatures has reached, in the network's own hand. */
	witness: (chain: string): string => `report~witness~${chain}`,
	/** In `training`: whether a half-day has its room. */
	room: (session: FactId): string => `report~room~${session}`,
	/** In `orders`: forget this person. Numbered without gaps, so that a device can say how far it is. */
	erase: (n: number): string => `report~erase~${String(n).padStart(8, '0')}`,
	/** In `orders`: this badge opens nothing any more. */
	void: (badge: string): string => `report~void~${badge}`,
	/** In `public`: what badges and certificates are checked against. */
	networkKey: 'report~network-key',
	/** In `public`: by what the server gives places. */
	places: 'report~places'
};

/** What the ids of all reports of one sort begin with. */
export const reportsOf = {
	availability: 'report~availability~',
	roster: 'report~roster~',
	rosterNumber: (number: string): string => `report~roster~${number}~`,
	staff: 'report~staff~',
	badge: 'report~badge~',
	place: 'report~place~',
	session: 'report~session~',
	enrolment: 'report~enrolment~',
	contents: 'report~contents~',
	lesson: (course: string): string => `report~lesson~${course}~`,
	learner: 'report~learner~',
	witness: 'report~witness~',
	room: 'report~room~',
	erase: 'report~erase~',
	void: 'report~void~'
};

export const isReportId = (id: string): boolean => id.startsWith('report~');

/** Documents of `ops`, written by gateway and relay alone. */
export const opsId = {
	instance: 'instance',
	device: (device: string): string => `device~${device}`,
	gap: (author: string): string => `gap~${author}`,
	relayCursor: (db: DatabaseName): string => `relay~${db}`,
	refused: (id: string, digest: string): string => `refused~${id.slice(0, 200)}~${digest}`,
	/** What a revoked device had not sent yet, for a host to look at. */
	quarantined: (account: string, id: string): string => `quarantine~${account}~${id.slice(0, 200)}`,
	/** Which numbering the server gives places in, and from which day on. */
	holder: 'holder',
	/** The claims of a centre's day, in the order in which the server heard of them. */
	received: (centre: Slug, day: Day): string => `received~${day}~${centre}`,
	/** What a holder has is to be taken back: by `device.epoch`. */
	fence: (holder: string): string => `fence~${holder}`,
	/** What ran by itself, without names. */
	logged: (what: string, day: Day): string => `log~${day}~${what}`,
	/** How far a database has been cleared of what is past its time, and what came too late to be judged by its day. */
	retention: (db: DatabaseName): string => `retention~${db}`,
	alarm: (
		what: 'gap' | 'conflict' | 'clone' | 'reset' | 'badge' | 'flood' | 'chain',
		subject: string
	): string => `alarm~${what}~${subject.slice(0, 200)}`
};

export const opsRange = (
	sort:
		'device' | 'gap' | 'refused' | 'quarantine' | 'alarm' | 'log' | 'relay' | 'received' | 'fence'
): readonly [string, string] => [`${sort}~`, `${sort}~\uffff`];

/** Documents of `accounts`, read and written by the server alone. */
export const accountsId = {
	account: (account: string): string => `account~${account}`,
	/** Whose a device's name is: the first account that used it. */
	name: (device: string): string => `name~${device}`,
	/** By the digest of its public key: the last account of one device. */
	key: (digest: string): string => `key~${digest}`,
	/** Which database is a person's own, whichever of their phones came first. */
	own: (person: string): string => `own~${person}`,
	/** By the digest of its code: the code itself is nowhere kept. */
	invitation: (digest: string): string => `invitation~${digest}`,
	/** By the digest of the secret in its address: whose places a calendar may read there. */
	calendar: (digest: string): string => `calendar~${digest}`,
	/** Which of those is good: the last one somebody made. */
	calendarOf: (person: string): string => `calendar-of~${person}`,
	/** Wrong tries of one sort by one asker. */
	tries: (what: string, who: string): string => `tries~${what}~${who.slice(0, 200)}`,
	networkKey: 'network-key',
	/** What challenges are made with. */
	secret: 'secret',
	/** What keeps the names the server writes under from being guessed, and who has a confidential room. */
	namingSecret: 'naming-secret'
};

export const accountsRange = (
	sort: 'account' | 'invitation' | 'tries'
): readonly [string, string] => [`${sort}~`, `${sort}~\uffff`];

/** Documents of `orders` besides its reports; they never leave the server. */
export const ordersId = {
	/** How many erasures have been ordered. */
	counter: 'counter',
	/** What was erased of one person: the order's number and the ids of the facts that are no more. */
	erasure: (person: string): string => `erasure~${person}`,
	/** An account that was revoked: a restored backup must not bring it back. */
	revocation: (account: string): string => `revocation~${account}`,
	/** A calendar’s address that was ended, by the digest of its secret: a restored backup must not bring it back. */
	unlinked: (digest: string): string => `unlinked~${digest}`,
	/** Numbers of one author, `device.epoch`, whose facts left on purpose when their time was over. */
	spent: (author: string): string => `spent~${author}`
};

export const ordersRange = (
	sort: 'erasure' | 'revocation' | 'spent'
): readonly [string, string] => [`${sort}~`, `${sort}~\uffff`];
