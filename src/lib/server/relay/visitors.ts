import { believed } from '../../domain/believed';
import { local, shiftDay } from '../../domain/calendar';
import {
	centreOfDatabase,
	database,
	daysRange,
	pageKey,
	partsOf,
	scopedDayRange,
	type DatabaseName,
	type Day,
	type FactId,
	type Slug
} from '../../domain/ids';
import { is } from '../../domain/kinds';
import { foldPage, type DayPage } from '../../domain/pages';
import type { Clock } from '../../ports/clock';
import { isOfVisit } from '../retention/age';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';

/** Who has lately been where, and which badges were shown: no more than rosters and alarms ask for. */
export interface Visitors {
	/** Takes in what has changed; false where that changes nothing of the last days. */
	noticed(db: DatabaseName, docs: readonly Doc[]): Promise<boolean>;
	/** Everybody who visited a centre in the last days. */
	of(centre: Slug): Promise<ReadonlySet<string>>;
	/** The centres any of these people visited in the last days. */
	centresOf(people: ReadonlySet<string>): Promise<readonly Slug[]>;
	/** Where and when a badge was shown in the last days, earliest first. */
	uses(badge: string): Promise<readonly BadgeUse[]>;
}

export interface BadgeUse {
	readonly badge: string;
	readonly visit: FactId;
	readonly centre: Slug;
	/** Milliseconds, as far as the kiosk's clock can be believed. */
	readonly at: number;
}

interface DayVisits {
	readonly people: ReadonlySet<string>;
	readonly uses: readonly BadgeUse[];
}
type Days = Map<Day, DayVisits>;

/** A code is good in the centres its owner has visited in so many days. */
export const KNOWN_FOR = 60;
const PREFIX = database.centre('');

export function createVisitors(store: Store, clock: Clock): Visitors {
	const centres = new Map<Slug, Days>();

	const first = (): Day => shiftDay(local(clock.now()).day, -KNOWN_FOR);
	/** Clocks run ahead, too; whoever is dated later has been there all the same. */
	const LAST: Day = '9999-12-31';

	async function daysOf(centre: Slug): Promise<Days> {
		let days = centres.get(centre);
		if (!days) {
			const docs = await store.range(database.centre(centre), ...daysRange(first(), LAST));
			centres.set(centre, (days = new Map()));
			const byDay = new Map<Day, Doc[]>();
			for (const doc of docs.filter(isFactDoc)) {
				const { day } = partsOf(doc._id);
				byDay.set(day, [...(byDay.get(day) ?? []), doc]);
			}
			for (const [day, own] of byDay) days.set(day, visitsIn(centre, day, own));
		}
		for (const day of days.keys()) if (day < first()) days.delete(day);
		return days;
	}

	const everywhere = async (): Promise<readonly (readonly [Slug, Days])[]> => {
		const names = (await store.databases()).filter((db) => db.startsWith(PREFIX)).sort();
		const found: (readonly [Slug, Days])[] = [];
		for (const name of names) {
			const centre = name.slice(PREFIX.length);
			found.push([centre, await daysOf(centre)]);
		}
		return found;
	};

	return {
		async noticed(db, docs) {
			const centre = centreOfDatabase(db);
			if (!centre || db !== database.centre(centre)) return false;
			// What has just been read for the first time may have changed unheard.
			let isNew = !centres.has(centre);
			const days = await daysOf(centre);
			const visits = docs.filter(isFactDoc).filter((doc) => isOfVisit(asFact(doc)));
			const changed = new Set(visits.map(({ _id }) => partsOf(_id).day));
			for (const day of changed) {
				if (day < first()) continue;
				const now = visitsIn(centre, day, await store.range(db, ...scopedDayRange(centre, day)));
				isNew ||= !same(days.get(day), now);
				days.set(day, now);
			}
			return isNew;
		},
		of: async (centre) =>
			new Set([...(await daysOf(centre)).values()].flatMap(({ people }) => [...people])),
		centresOf: async (asked) =>
			(await everywhere()).flatMap(([centre, days]) => {
				const been = [...days.values()].some(({ people }) =>
					[...people].some((person) => asked.has(person))
				);
				return been ? [centre] : [];
			}),
		uses: async (badge) =>
			(await everywhere())
				.flatMap(([, days]) => [...days.values()].flatMap(({ uses }) => uses))
				.filter((use) => use.badge === badge)
				.sort((a, b) => a.at - b.at || (a.visit < b.visit ? -1 : 1))
	};
}

function visitsIn(centre: Slug, day: Day, docs: readonly Doc[]): DayVisits {
	const facts = docs.filter(isFactDoc).map(asFact);
	const { visits } = foldPage(pageKey.day(centre, day), facts).value as DayPage;
	// A badge was shown, whether or not the visit was taken back.
	const uses = facts.flatMap((fact) =>
		is(fact, 'visit.arrived/1') && fact.badge
			? [{ badge: fact.badge, visit: fact._id, centre, at: believed(fact.at) }]
			: []
	);
	const there = visits.filter(({ undone }) => !undone).map(({ person }) => person);
	return { people: new Set(there), uses };
}

const same = (a: DayVisits | undefined, b: DayVisits): boolean =>
	a !== undefined &&
	a.people.size === b.people.size &&
	[...b.people].every((person) => a.people.has(person)) &&
	a.uses.length === b.uses.length;
