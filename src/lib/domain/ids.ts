/**
 * Every document id, page key, database name and key range of the product.
 * Nothing else builds or takes apart such a string.
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
	return isDay(parts.day) && parts.seq > 0 && factId(parts) === id ? parts : undefined;
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

export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
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
	/** What is known of a centre: name, hours, spaces. */
	centre: (centre: Slug): PageKey => `centre:${centre}`,
	/** What a person is called. */
	person: (person: string): PageKey => `person:${person}`
};

/** Keys of all pages of one sort. */
export const pagesOfSort = (sort: keyof typeof pageKey): readonly [string, string] => [
	`${sort}:`,
	`${sort}:\uffff`
];

/** The day a page is bound to; `undefined` for pages gathered from many days. */
export function dayOfPage(key: PageKey): { scope: Slug; day: Day } | undefined {
	const [sort, scope, day] = key.split(':');
	return sort === 'day' && scope && day ? { scope, day } : undefined;
}

export const database = {
	public: 'public',
	ops: 'ops',
	centre: (centre: Slug): DatabaseName => `centre_${centre}`,
	people: (centre: Slug): DatabaseName => `people_${centre}`,
	roster: (centre: Slug): DatabaseName => `roster_${centre}`
};

/** The databases one centre brings with it. */
export const databasesOfCentre = (centre: Slug): readonly DatabaseName[] => [
	database.centre(centre),
	database.people(centre),
	database.roster(centre)
];

/** The databases the network has whatever its centres. */
export const networkDatabases: readonly DatabaseName[] = [
	'public',
	'network',
	'training',
	'learners',
	'orders',
	'ops'
];

const SHARED = new Set(networkDatabases);
const OF_A_CENTRE = /^(centre|people|roster)_([a-z0-9][a-z0-9-]{0,39})$/;

export const isDatabaseName = (name: string): boolean => SHARED.has(name) || OF_A_CENTRE.test(name);

/** The centre a database belongs to; `undefined` for the network's own. */
export const centreOfDatabase = (name: DatabaseName): Slug | undefined =>
	OF_A_CENTRE.exec(name)?.[2];

/** Reports are the mutable documents, one writer each. Their ids sort after every fact. */
export const reportId = {
	availability: (centre: Slug, day: Day): string => `report~availability~${centre}~${day}`,
	roster: (number: string): string => `report~roster~${number}`
};

/** What the ids of all availability reports begin with. */
export const availabilityReports = 'report~availability~';

export const isReportId = (id: string): boolean => id.startsWith('report~');

/** Documents of `ops`, written by gateway and relay alone. */
export const opsId = {
	instance: 'instance',
	device: (device: string): string => `device~${device}`,
	gap: (author: string): string => `gap~${author}`,
	relayCursor: (db: DatabaseName): string => `relay~${db}`,
	refused: (id: string, digest: string): string => `refused~${id.slice(0, 200)}~${digest}`,
	alarm: (what: 'gap' | 'conflict' | 'clone', subject: string): string =>
		`alarm~${what}~${subject.slice(0, 200)}`
};

export const opsRange = (
	sort: 'device' | 'gap' | 'refused' | 'alarm'
): readonly [string, string] => [`${sort}~`, `${sort}~\uffff`];
