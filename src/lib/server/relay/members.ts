import {
	accountsId,
	accountsRange,
	centreOfDatabase,
	database,
	reportId,
	sortOfDatabase,
	type DatabaseName
} from '../../domain/ids';
import { erasedPeople } from '../erasure/erased';
import type { Doc, Store } from '../store/store';
import type { Duty } from './duty';
import { peopleIn, type People } from './people';
import { GONE, isGone, publish } from './reports';

/**
 * Keeps in each person's own database who they are to the network, and their
 * badge: what their phone shows them, offline too.
 */
export function createMemberDuty(store: Store, people: People): Duty {
	let isLookedThrough = false;

	async function tell(wanted?: ReadonlySet<string>): Promise<void> {
		const own = await ownDatabases(store);
		const erased = await erasedPeople(store);
		const told = new Set<string>();
		for (const home of await people.centres())
			for (const [person, { page }] of await people.of(home)) {
				const db = own.get(person);
				if (!db || erased.has(person) || !page.since || page.erased) continue;
				// Of two homes, one: they would undo each other's word for ever.
				if ((wanted && !wanted.has(person)) || told.has(person)) continue;
				told.add(person);
				const badge = await store.get(database.people(home), reportId.badge(person));
				const text = badge && !isGone(badge) ? String(badge['text']) : undefined;
				const { name, number } = page;
				const me = { person, name, home, ...(number && { number }), ...(text && { badge: text }) };
				await publish(store, db, reportId.me, me);
				await copyBadge(db, reportId.badge(person), badge);
			}
	}

	async function copyBadge(db: DatabaseName, id: string, badge: Doc | undefined): Promise<void> {
		if (badge && !isGone(badge)) {
			const { _id, ...body } = badge;
			return publish(store, db, id, body);
		}
		const there = await store.get(db, id);
		if (there && !isGone(there)) await publish(store, db, id, GONE);
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (db === database.accounts && docs.some(isAccount)) return tell();
			const centre = centreOfDatabase(db);
			if (!centre || db !== database.people(centre)) return;
			const named = peopleIn(docs);
			if (named.size > 0) await tell(named);
		},
		async sweepDone() {
			if (isLookedThrough) return;
			await tell();
			isLookedThrough = true;
		}
	};
}

const isAccount = ({ _id }: Doc): boolean => _id.startsWith(accountsId.account(''));

/** By person. All phones of one person share one. */
async function ownDatabases(store: Store): Promise<ReadonlyMap<string, DatabaseName>> {
	const own = new Map<string, DatabaseName>();
	for (const doc of await store.range(database.accounts, ...accountsRange('account'))) {
		const { person, own: db, revoked } = doc as { person?: unknown; own?: unknown } & Doc;
		if (typeof person !== 'string' || typeof db !== 'string' || revoked !== undefined) continue;
		if (sortOfDatabase(db) === 'member') own.set(person, db);
	}
	return own;
}
