import { shiftDay } from '../../domain/calendar';
import type { Centre } from '../../domain/centres';
import type { DayPage } from '../../domain/folds/day';
import type { CentrePage } from '../../domain/folds/centre';
import { closuresOf } from '../../domain/folds/centre';
import type { Claim, LedgerPage } from '../../domain/folds/ledger';
import { database, dayOfPage, pageKey, reportId, type Day, type Slug } from '../../domain/ids';
import { overbookedOf, type Overbooked } from '../../domain/places/overbooked';
import { parsePlaceRules } from '../../domain/places/rules';
import { extentOf, type Span } from '../../domain/places/spans';
import { untoldOf, type Untold } from '../../domain/places/untold';
import type { Reader } from '../../ports/fact-log';
import { namesOf, type Named } from './day';

/** Everything the plan of a day is drawn from. */
export interface PlanPage {
	readonly ledger: LedgerPage;
	readonly day: DayPage;
	readonly about: CentrePage;
	/** People of the day’s claims and visits. */
	readonly names: ReadonlyMap<string, Named>;
	/** This device’s own name: what was done from here. */
	readonly device: string;
	/** The day before: who left without saying so. */
	readonly before: DayPage;
	/** How long the server waits for who is late, milliseconds; unknown until it has said so. */
	readonly grace: number | undefined;
}

export const planOf =
	(centre: Slug, day: Day) =>
	async (read: Reader): Promise<PlanPage> => {
		const [ledger, page, before, about, { device }, rules] = await Promise.all([
			read.page('ledger', pageKey.ledger(centre, day)),
			read.page('day', pageKey.day(centre, day)),
			read.page('day', pageKey.day(centre, shiftDay(day, -1))),
			read.page('centre', pageKey.centre(centre)),
			read.device(),
			read.report(database.public, reportId.places)
		]);
		const people = [
			...Object.values(ledger.claims).flatMap(({ person }) => person ?? []),
			...page.visits.flatMap(({ person, formerly }) => (formerly ? [person, formerly] : [person]))
		];
		return {
			ledger,
			day: page,
			about,
			names: await namesOf(read, people),
			device,
			before,
			grace: parsePlaceRules(rules)?.grace
		};
	};

/** Somebody to be told, and how to reach them. */
export interface ToTell extends Untold {
	readonly who: Named | undefined;
	readonly phone?: string;
	/** When their place begins and ends. */
	readonly span: Span;
}

/** A day on which a centre has confirmed more places than it has. */
export interface Crowded {
	readonly day: Day;
	readonly spaces: readonly Overbooked[];
}

/** What a host has to see to of the places of today and later, whichever day is on screen. */
export interface Ahead {
	/** Whoever has to be told of a place, the first day first. */
	readonly untold: readonly ToTell[];
	/** In the order of the days. */
	readonly crowded: readonly Crowded[];
}

export const aheadFrom =
	(centre: Slug, today: Day) =>
	async (read: Reader): Promise<Ahead> => {
		const about = await read.page('centre', pageKey.centre(centre));
		if (!about.centre) return { untold: [], crowded: [] };
		const premise = { centre: about.centre, closures: closuresOf(about) };
		const untold: Untold[] = [];
		const crowded: Crowded[] = [];
		for (const [key, page] of await read.pages('ledger')) {
			const at = dayOfPage(key);
			if (at?.scope !== centre || at.day < today) continue;
			const { day } = at;
			untold.push(...untoldOf(page, { ...premise, day }));
			const spaces = overbookedOf(page, about.centre);
			if (spaces.length > 0) crowded.push({ day, spaces });
		}
		return {
			untold: await toTell(read, about.centre, untold),
			crowded: crowded.sort((a, b) => (a.day < b.day ? -1 : 1))
		};
	};

async function toTell(
	read: Reader,
	centre: Centre,
	untold: readonly Untold[]
): Promise<readonly ToTell[]> {
	const names = await namesOf(
		read,
		untold.flatMap(({ claim }) => claim.person ?? [])
	);
	return untold
		.map((one): ToTell => {
			const who = names.get(one.claim.person!);
			const phone = who?.phone;
			const span = extentOf(centre, one.day, one.claim.slots);
			return { ...one, who, ...(phone && { phone }), span };
		})
		.filter(({ who }) => !who?.isErased)
		.sort((a, b) => a.span[0] - b.span[0]);
}

/** How many people have a place on some days. */
export const affectedBy =
	(centre: Slug, from: Day, to: Day) =>
	async (read: Reader): Promise<number> => {
		let count = 0;
		for (const [key, page] of await read.pages('ledger')) {
			const at = dayOfPage(key);
			if (at?.scope !== centre || at.day < from || at.day > to) continue;
			count += new Set(
				Object.values(page.claims)
					.filter(isSomebodys)
					.map(({ person }) => person)
			).size;
		}
		return count;
	};

const isSomebodys = (claim: Claim): boolean =>
	claim.person !== undefined && claim.held !== undefined && !claim.cancelled;
