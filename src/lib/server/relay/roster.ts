import { local } from '../../domain/calendar';
import type { RosterEntry } from '../../domain/codes';
import {
	centreOfDatabase,
	database,
	reportId,
	reportsOf,
	type DatabaseName,
	type Day,
	type Slug
} from '../../domain/ids';
import { shortName } from '../../domain/names';
import type { Clock } from '../../ports/clock';
import { erasedPeople } from '../erasure/erased';
import type { Doc, Store } from '../store/store';
import type { Duty } from './duty';
import { peopleIn, type People } from './people';
import { publishAll } from './reports';
import type { Visitors } from './visitors';

export interface RosterParts {
	readonly store: Store;
	readonly clock: Clock;
	readonly people: People;
	readonly visitors: Visitors;
}

/**
 * Keeps what kiosks hold of people: a short name and what a code is checked
 * against, at home and where somebody has lately been, and of who works there. A
 * centre's roster is made whole from what is known, so making it twice makes the
 * same, and whoever should no longer be on it no longer is.
 */
export function createRosterDuty({ store, clock, people, visitors }: RosterParts): Duty {
	let madeOn: Day | undefined;

	async function make(centre: Slug): Promise<void> {
		const erased = await erasedPeople(store);
		const been = await visitors.of(centre);
		const wanted = new Map<string, Readonly<Record<string, unknown>>>();
		for (const home of await people.centres()) {
			if (home !== centre && been.size === 0) continue;
			for (const [person, { page }] of await people.of(home)) {
				if ((home !== centre && !been.has(person)) || erased.has(person)) continue;
				const { since, name, category, number, code, erased: isLeaving } = page;
				if (!since || !name || !category || !number || !code || isLeaving) continue;
				const entry: RosterEntry = { person, name: shortName(name), category, code };
				wanted.set(reportId.roster(number, person), { ...entry });
			}
		}
		for (const [person, { name, code }] of Object.entries(await people.staff(centre)))
			if (!erased.has(person)) wanted.set(reportId.staff(person), { person, name, code });
		await publishAll(store, database.roster(centre), [reportsOf.roster, reportsOf.staff], wanted);
	}

	async function makeAll(): Promise<void> {
		const known = (await store.databases()).map(centreOfDatabase);
		for (const centre of new Set(known)) if (centre) await make(centre);
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			const centre = centreOfDatabase(db);
			if (!centre) return;
			if (await visitors.noticed(db, docs)) await make(centre);
			if (db !== database.people(centre)) return;
			const named = peopleIn(docs);
			if (named.size === 0) return;
			for (const one of new Set([centre, ...(await visitors.centresOf(named))])) await make(one);
		},
		/** A day later, some visits are too long ago. */
		async sweepDone() {
			const { day } = local(clock.now());
			if (madeOn === day) return;
			await makeAll();
			madeOn = day;
		}
	};
}
