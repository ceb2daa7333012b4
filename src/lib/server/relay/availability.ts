import { availability } from '../../domain/availability';
import type { Centre } from '../../domain/centres';
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
import { foldPage, type DayPage } from '../../domain/pages';
import { asFact, isFactDoc, type Doc, type Store } from '../store/store';
import type { Duty } from './duty';

/**
 * Publishes, per centre and day, how many desks are taken: counts alone, so that
 * a phone at a bus stop may read them. Each report is made anew from the day's
 * facts, so making it twice makes the same.
 */
export function createAvailabilityDuty(store: Store): Duty {
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

	async function publish(centre: Centre, day: Day): Promise<void> {
		const docs = await store.range(
			database.centre(centre.slug),
			...scopedDayRange(centre.slug, day)
		);
		const page = foldPage(pageKey.day(centre.slug, day), docs.filter(isFactDoc).map(asFact));
		const body = { ...availability(centre, day, page.value as DayPage) };
		await store.revise(database.public, reportId.availability(centre.slug, day), (before) => {
			const { _id, ...was } = before ?? { _id: '' };
			return canonical(was) === canonical(body) ? undefined : body;
		});
	}

	return {
		async seen(db: DatabaseName, docs: readonly Doc[]) {
			if (db === database.public && docs.some(isFactDoc)) await describe();
			const slug = centreOfDatabase(db);
			if (!slug || db !== database.centre(slug)) return;
			const centre = await centreNamed(slug);
			if (!centre) return;
			const days = new Set(docs.filter(isFactDoc).map(({ _id }) => partsOf(_id).day));
			for (const day of days) await publish(centre, day);
		}
	};
}
