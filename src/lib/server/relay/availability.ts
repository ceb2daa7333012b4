import { availability } from '../../domain/availability';
import type { Centre } from '../../domain/centres';
import { local } from '../../domain/calendar';
import { canonical } from '../../domain/facts';
import {
	centreOfDatabase,
	database,
	pageKey,
	partsOf,
	reportId,
	scopedDayRange,
	type DatabaseName,
	type Day,
	type Slug
} from '../../domain/ids';
import { is } from '../../domain/kinds';
import { foldPage, type DayPage, type LedgerPage } from '../../domain/pages';
import { isOfPlace } from '../retention/age';
import type { Clock } from '../../ports/clock';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { Duty } from './duty';

/** Per centre and day, how many desks are taken: counts alone, so that a phone at a bus stop may read them. */
export interface Availabilities {
	/** Takes in that centres have been described anew, and makes their reports of days to come anew. */
	describe(): Promise<void>;
	/** Makes the report of a day anew from that day's facts: twice makes the same. */
	publish(centre: Slug, day: Day): Promise<void>;
	/**
	 * The last word about a day whose facts are about to leave: totals stay as they
	 * are now, whatever still comes.
	 */
	conclude(centre: Slug, day: Day): Promise<void>;
}

export function createAvailabilities(store: Store, clock: Clock): Availabilities {
	const centres = new Map<Slug, Centre>();

	async function centreNamed(slug: Slug): Promise<Centre | undefined> {
		if (!centres.has(slug)) await describe();
		return centres.get(slug);
	}

	async function describe(): Promise<void> {
		const docs = await store.range(database.public, '', '~');
		const described = docs
			.filter(isFactDoc)
			.map(asFact)
			.filter((fact) => is(fact, 'centre.described/1'));
		for (const slug of new Set(described.map(({ _id }) => partsOf(_id).scope))) {
			const own = described.filter(({ _id }) => partsOf(_id).scope === slug);
			const { centre } = foldPage(pageKey.centre(slug), own).value as { centre?: Centre };
			if (centre) centres.set(slug, centre);
		}
	}

	async function report(
		slug: Slug,
		day: Day,
		centre: Pick<Centre, 'spaces'>,
		more: { readonly final?: true } = {}
	): Promise<void> {
		const docs = await store.range(database.centre(slug), ...scopedDayRange(slug, day));
		const facts = docs.filter(isFactDoc).map(asFact);
		const places = facts.filter(isOfPlace);
		const page = foldPage(
			pageKey.day(slug, day),
			facts.filter((fact) => !isOfPlace(fact))
		);
		const ledger = foldPage(pageKey.ledger(slug, day), places);
		const given = places.length > 0 ? (ledger.value as LedgerPage) : undefined;
		const body = { ...availability(centre, day, page.value as DayPage, given), ...more };
		await store.revise(database.public, reportId.availability(slug, day), (before) => {
			const { _id, ...was } = before ?? { _id: '' };
			const isSaid = was['final'] === true || canonical(was) === canonical(body);
			return isSaid ? undefined : body;
		});
	}

	/** The reports of days to come: those that are over stay as they were. */
	async function again(slug: Slug): Promise<void> {
		const from = reportId.availability(slug, local(clock.now()).day);
		const reports = await store.range(database.public, from, reportId.availability(slug, '9999'));
		for (const { _id } of reports)
			await report(slug, _id.slice(reportId.availability(slug, '').length), centres.get(slug)!);
	}

	return {
		async describe() {
			const before = new Map(centres);
			await describe();
			for (const [slug, centre] of centres)
				if (canonical(before.get(slug)?.spaces) !== canonical(centre.spaces)) await again(slug);
		},
		async publish(slug, day) {
			const centre = await centreNamed(slug);
			if (centre) await report(slug, day, centre);
		},
		conclude: async (slug, day) =>
			report(slug, day, (await centreNamed(slug)) ?? { spaces: [] }, { final: true })
	};
}

export function createAvailabilityDuty({ describe, publish }: Availabilities): Duty {
	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (db === database.public && docs.some(isFactDoc)) await describe();
			const slug = centreOfDatabase(db);
			if (!slug || db !== database.centre(slug)) return;
			const days = new Set(docs.filter(isFactDoc).map(({ _id }) => partsOf(_id).day));
			for (const day of days) await publish(slug, day);
		}
	};
}
