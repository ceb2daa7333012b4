import { local, shiftDay } from '../../domain/calendar';
import { inOrder, type Fact } from '../../domain/facts';
import type { Claim } from '../../domain/folds/ledger';
import {
	accountsId,
	database,
	dayRange,
	daysRange,
	partsOf,
	sortOfDatabase,
	type DatabaseName,
	type Day,
	type FactId
} from '../../domain/ids';
import { is, type FactOf } from '../../domain/kinds';
import type { Clock } from '../../ports/clock';
import { asFact, isFactDoc, type Store } from '../store/store';
import type { Naming } from './naming';

/** A booking on somebody’s phone, and the claim that the server makes of it. */
export interface Origin {
	readonly claim: FactId;
	readonly booking: FactOf<'booking.requested/1'>;
	readonly person: string;
	readonly db: DatabaseName;
	/** Whom a claim for a confidential room names instead. */
	readonly pseudonym: string;
	/** The claim this one takes the place of. */
	readonly replaces?: FactId;
}

/** A change taken back by its person, who keeps another claim. */
export interface Withdrawal extends Pick<Fact, 'by' | 'count' | 'at'> {
	readonly db: DatabaseName;
	readonly keeps: FactId;
}

/**
 * Whose a claim is. It is in people’s own databases and nowhere else, least of all
 * for a confidential room: so it is read from there at every start, and kept up.
 */
export interface Origins {
	byClaim(claim: FactId): Origin | undefined;
	/** Who somebody is, where a claim names a pseudonym. */
	personOf(named: string): string;
	/** True of a claim that lies in this database, or that somebody else made for its person. */
	isOf(claim: Claim, whose: { readonly db: DatabaseName; readonly by: string }): boolean;
	/** What its person said when they took this change back to keep what was before. */
	withdrawalOf(change: Claim): Withdrawal | undefined;
	/** Whether a person has said themselves that they do not want this any more. */
	isWithdrawn(db: DatabaseName, claim: FactId): Promise<boolean>;
	/** The database that tells somebody what becomes of their places. */
	databaseOf(person: string): Promise<DatabaseName | undefined>;
	/** All that a person’s own database says of places, from yesterday on and on some days before. */
	read(db: DatabaseName, more?: Iterable<Day>): Promise<readonly Fact[]>;
	/** Reads every such database. To be done before anybody’s claims are looked at. */
	readAll(): Promise<readonly DatabaseName[]>;
	/**
	 * Reads what every such database says of a day that is over, which `readAll`
	 * leaves out: once each.
	 */
	readOver(day: Day): Promise<void>;
}

const LAST_DAY: Day = '9999-12-31';

export function createOrigins(
	{ store, clock }: { store: Store; clock: Clock },
	naming: Naming
): Origins {
	const byClaim = new Map<FactId, Origin>();
	const people = new Map<string, string>();
	const homes = new Map<string, DatabaseName>();
	const withdrawn = new Map<FactId, Withdrawal>();
	const daysRead = new Set<Day>();

	function add(db: DatabaseName, booking: FactOf<'booking.requested/1'>): void {
		const { _id, person } = booking;
		const claim = naming.copyOf('claimed', _id);
		const pseudonym = naming.pseudonym(_id);
		const replaces = booking.replaces && claimMeant(db, booking.replaces);
		byClaim.set(claim, {
			...{ claim, booking, person, db, pseudonym },
			...(replaces !== undefined && { replaces })
		});
		people.set(pseudonym, person);
		homes.set(person, db);
	}

	/** A booking of their own is meant by its own id; a claim that somebody else made for them by that claim’s. */
	function claimMeant(db: DatabaseName, id: FactId): FactId {
		const copy = naming.copyOf('claimed', id);
		return byClaim.get(copy)?.db === db ? copy : id;
	}

	function isOf(
		{ id, person }: Claim,
		{ db, by }: { readonly db: DatabaseName; readonly by: string }
	): boolean {
		const origin = byClaim.get(id);
		if (origin) return origin.db === db;
		return person !== undefined && (people.get(person) ?? person) === by;
	}

	async function read(db: DatabaseName, more: Iterable<Day> = []): Promise<readonly Fact[]> {
		const yesterday = shiftDay(local(clock.now()).day, -1);
		const docs = [...(await store.range(db, ...daysRange(yesterday, LAST_DAY)))];
		for (const day of more)
			if (day < yesterday) docs.push(...(await store.range(db, ...dayRange(day))));
		const facts = inOrder(docs.filter(isFactDoc).map(asFact)).filter(isTheirs);
		for (const fact of facts) if (is(fact, 'booking.requested/1')) add(db, fact);
		for (const fact of facts) {
			if (!is(fact, 'booking.cancelled/1') || fact.keeps === undefined) continue;
			const { by, count, at } = fact;
			const keeps = claimMeant(db, fact.keeps);
			withdrawn.set(claimMeant(db, fact.booking), { db, keeps, by, count, at });
		}
		return facts;
	}

	const databases = async (): Promise<readonly DatabaseName[]> =>
		(await store.databases()).filter((db) => sortOfDatabase(db) === 'member');

	return {
		read,
		byClaim: (claim) => byClaim.get(claim),
		personOf: (named) => people.get(named) ?? named,
		isOf,
		withdrawalOf(change) {
			const said = withdrawn.get(change.id);
			return said && isOf(change, said) ? said : undefined;
		},
		async isWithdrawn(db, claim) {
			const said = await read(db, [partsOf(claim).day]);
			return said.some(
				(fact) => is(fact, 'booking.cancelled/1') && claimMeant(db, fact.booking) === claim
			);
		},
		async databaseOf(person) {
			const own = (await store.get(database.accounts, accountsId.own(person)))?.['db'];
			return typeof own === 'string' ? own : homes.get(person);
		},
		async readAll() {
			const all = await databases();
			const yesterday = shiftDay(local(clock.now()).day, -1);
			for (const known of [byClaim, withdrawn])
				for (const claim of known.keys()) if (partsOf(claim).day < yesterday) known.delete(claim);
			for (const db of all) await read(db);
			daysRead.clear();
			return all;
		},
		async readOver(day) {
			if (daysRead.has(day)) return;
			for (const db of await databases()) await read(db, [day]);
			daysRead.add(day);
		}
	};
}

/** A phone speaks for its person, whom the gateway knows by the session: it may name nobody else. */
const isTheirs = (fact: Fact): boolean =>
	fact.kind.startsWith('booking.') &&
	fact.by.startsWith('p_') &&
	(!is(fact, 'booking.requested/1') || fact.person === fact.by);
