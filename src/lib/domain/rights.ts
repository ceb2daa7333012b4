import {
	centreOfDatabase,
	sortOfDatabase,
	type DatabaseName,
	type DatabaseSort,
	type Slug
} from './ids';
import { isKnown } from './kinds';
import type { Fact } from './facts';
import type { Refusal } from './parse';
import { partsOf } from './ids';

/**
 * Who may read and write what: the one table. The gateway enforces it, the
 * `_security` documents of CouchDB are compared with it, and the matrix test
 * tries every cell of it.
 */

export const ROLES = [
	'visitor',
	'member',
	'kiosk',
	'host',
	'trainer',
	'coordinator',
	'relay'
] as const;
/** `visitor` is whoever has no session; `relay` is the server's own hand. */
export type RoleName = (typeof ROLES)[number];

/** Who asks, as the server knows it from the session; never from what the request says. */
export interface Holder {
	readonly role: RoleName;
	/** Empty for a visitor. */
	readonly account: string;
	/** The one centre of a kiosk or a host. */
	readonly centre?: Slug;
	/** The one person of a phone. */
	readonly person?: string;
	/** The database of that person alone. */
	readonly own?: DatabaseName;
}

export const VISITOR: Holder = { role: 'visitor', account: '' };
export const RELAY: Holder = { role: 'relay', account: 'relay' };

/** `window`: a few days around today only, so never through CouchDB's own reading interface. */
export type Reach = 'all' | 'window';

interface Right {
	readonly read?: Reach;
	/**
	 * Kinds: by name, by first word (`visit.*`), `?` for those this version does
	 * not know (law 9: kept and forwarded), `*` for all.
	 */
	readonly write?: readonly string[];
}

/** A kiosk holds places, and grants them; only the server fences. */
const KIOSK_PLACES = [
	'place.claimed',
	'place.granted',
	'place.refused',
	'place.released',
	'place.cancelled',
	'place.accepted',
	'place.transferred',
	'place.told'
] as const;
const ALL: Right = { read: 'all', write: ['*'] };
const READ: Right = { read: 'all' };

/**
 * A role that is not named has no right. Of a centre's databases kiosks and
 * hosts have those of their own centre, of members' databases a person only the
 * own one.
 */
export const RIGHTS: { readonly [S in DatabaseSort]: Partial<Record<RoleName, Right>> } = {
	public: {
		visitor: READ,
		member: READ,
		kiosk: READ,
		host: { read: 'all', write: ['centre.*'] },
		trainer: { read: 'all', write: ['course.*', 'session.*'] },
		coordinator: ALL,
		relay: ALL
	},
	network: {
		member: ALL,
		kiosk: READ,
		host: ALL,
		trainer: ALL,
		coordinator: ALL,
		relay: ALL
	},
	centre: {
		kiosk: {
			read: 'window',
			write: [
				'visit.arrived',
				'visit.left',
				'visit.undone',
				...KIOSK_PLACES,
				'signature.given',
				'?'
			]
		},
		host: ALL,
		coordinator: ALL,
		relay: ALL
	},
	people: {
		kiosk: { write: ['person.introduced'] },
		host: ALL,
		coordinator: ALL,
		relay: ALL
	},
	roster: { kiosk: READ, relay: ALL },
	training: { trainer: ALL, coordinator: READ, relay: ALL },
	learners: { trainer: { read: 'all', write: ['learner.*'] }, coordinator: READ, relay: ALL },
	member: { member: ALL, relay: ALL },
	orders: { member: READ, kiosk: READ, host: READ, trainer: READ, coordinator: READ, relay: ALL },
	ops: { coordinator: READ, relay: ALL },
	accounts: { relay: ALL }
};

/** How much of a database somebody may read; `undefined` for nothing. */
export function reachOf(holder: Holder, db: DatabaseName): Reach | undefined {
	return rightOf(holder, db)?.read;
}

/** Whether somebody may write facts of a kind into a database. */
export function mayWrite(holder: Holder, db: DatabaseName, { kind, v }: Pick<Fact, 'kind' | 'v'>) {
	const allowed = rightOf(holder, db)?.write ?? [];
	const first = kind.slice(0, kind.indexOf('.'));
	return allowed.some(
		(one) =>
			one === '*' || one === kind || one === `${first}.*` || (one === '?' && !isKnown({ kind, v }))
	);
}

function rightOf(holder: Holder, db: DatabaseName): Right | undefined {
	const sort = sortOfDatabase(db);
	if (!sort || !isWithinReach(holder, db)) return undefined;
	return RIGHTS[sort][holder.role];
}

/** Kiosks and hosts have one centre, a person one database. */
function isWithinReach({ role, centre, own }: Holder, db: DatabaseName): boolean {
	if (role === 'relay') return true;
	if (sortOfDatabase(db) === 'member') return own === db;
	const its = centreOfDatabase(db);
	return its === undefined || role === 'coordinator' || its === centre;
}

/**
 * Why a fact cannot be of who sent it; `undefined` where it can. `names` are the
 * device names that belong to the account. Facts are written by the account's own
 * device, about its own centre where it has one, and for its own person where it
 * has one; kiosks and staff write for whoever stands before them.
 */
export function wrongAuthor(
	holder: Holder,
	names: ReadonlySet<string>,
	fact: Fact
): Refusal | undefined {
	const { device, scope } = partsOf(fact._id);
	if (!names.has(device)) return { code: 'not-yours', field: 'device' };
	const isOwn = names.has(fact.by);
	const mayBe = holder.role === 'member' ? fact.by === holder.person : fact.by.startsWith('p_');
	if (!isOwn && !mayBe) return { code: 'not-yours', field: 'by' };
	const isElsewhere = holder.centre !== undefined && scope !== holder.centre;
	// A phone books anywhere; a kiosk or a host's PC stands in one place.
	if (isElsewhere && holder.role !== 'member') return { code: 'not-yours', field: 'centre' };
	return undefined;
}

/** Who somebody is to CouchDB: its `userCtx.roles`, which `_security` and the validators look at. */
export const couchRoles = (holder: Holder, names: Iterable<string>): readonly string[] => [
	holder.role,
	...(holder.centre ? [`${holder.role}:${holder.centre}`] : []),
	...(holder.person ? [`person:${holder.person}`] : []),
	...(holder.own ? [`own:${holder.own}`] : []),
	...[...names].map((name) => `device:${name}`)
];

/**
 * The roles `_security` names as members of a database, `{centre}` and `{own}` to
 * be filled in. CouchDB has no members that may only write, so those are among
 * them: only the gateway reaches CouchDB, and it reads as itself.
 */
export function readersOf(sort: DatabaseSort): readonly string[] {
	const readers = ROLES.filter(
		(role) => role !== 'visitor' && role !== 'relay' && RIGHTS[sort][role]
	);
	const isOfACentre = sort === 'centre' || sort === 'people' || sort === 'roster';
	return [
		'gateway',
		'relay',
		...readers.map((role) => {
			if (sort === 'member') return 'own:{own}';
			return isOfACentre && role !== 'coordinator' ? `${role}:{centre}` : role;
		})
	];
}
