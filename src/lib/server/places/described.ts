import type { Centre } from '../../domain/centres';
import { database, pageKey, partsOf } from '../../domain/ids';
import { foldPage, type CentrePage } from '../../domain/pages';
import { asFact, isFactDoc, type Store } from '../store/store';

/** What is known of each centre that has been described, by name. */
export async function describedCentres(
	store: Store
): Promise<readonly (CentrePage & { readonly centre: Centre })[]> {
	if (!(await store.databases()).includes(database.public)) return [];
	const facts = (await store.range(database.public, '', '~'))
		.filter(isFactDoc)
		.map(asFact)
		.filter(({ kind }) => kind.startsWith('centre.'));
	const slugs = new Set(facts.map(({ _id }) => partsOf(_id).scope));
	return [...slugs]
		.flatMap((slug) => {
			const own = facts.filter(({ _id }) => partsOf(_id).scope === slug);
			const { centre, ...rest } = foldPage(pageKey.centre(slug), own).value as CentrePage;
			return centre ? [{ ...rest, centre }] : [];
		})
		.sort((a, b) => a.centre.name.localeCompare(b.centre.name));
}
