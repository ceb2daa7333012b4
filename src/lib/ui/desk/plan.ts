import { shiftDay } from '../../domain/calendar';
import type { DayPage } from '../../domain/folds/day';
import type { CentrePage } from '../../domain/folds/centre';
import { closuresOf } from '../../domain/folds/centre';
import type { Claim, LedgerPage } from '../../domain/folds/ledger';
import { database, dayOfPage, pageKey, reportId, type Day, type Slug } from '../../domain/ids';
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

/** Whoever has to be told of a place, today’s or a later day’s, the first day first. */
export const untoldFrom =
	(centre: Slug, today: Day) =>
	async (read: Reader): Promise<readonly ToTell[]> => {
		const about = await read.page('centre', pageKey.centre(centre));
		if (!about.centre) return [];
		const premise = { centre: about.centre, closures: closuresOf(about) };
		const untold: Untold[] = [];
		for (const [key, page] of await read.pages('ledger')) {
			const at = dayOfPage(key);
			if (at?.scope === centre && at.day >= today)
				untold.push(...untoldOf(page, { ...premise, day: at.day }));
		}
		const names = await namesOf(
			read,
			untold.flatMap(({ claim }) => claim.person ?? [])
		);
		return untold
			.map((one): ToTell => {
				const who = names.get(one.claim.person!);
				const phone = who?.phone;
				const span = extentOf(premise.centre, one.day, one.claim.slots);
				return { ...one, who, ...(phone && { phone }), span };
			})
			.filter(({ who }) => !who?.isErased)
			.sort((a, b) => a.span[0] - b.span[0]);
	};

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
