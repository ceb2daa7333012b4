import { database, databasesOfCentre, partsOf, type DatabaseName } from '../../domain/ids';
import { isFactDoc, type Doc, type Store } from '../store/store';
import type { Duty } from './duty';

/** A centre that somebody describes has its databases from then on: what is booked there has to have somewhere to go. */
export const createCentreDuty = ({ store }: { readonly store: Store }): Duty => ({
	async seen(db: DatabaseName, docs: readonly Doc[]) {
		if (db !== database.public) return;
		const described = docs.filter((doc) => isFactDoc(doc) && doc['kind'] === 'centre.described');
		if (described.length === 0) return;
		const there = new Set(await store.databases());
		for (const slug of new Set(described.map(({ _id }) => partsOf(_id).scope)))
			for (const needed of databasesOfCentre(slug))
				// Making sure of one that is there opens it: not of all of them at each start.
				if (!there.has(needed)) await store.ensure(needed);
	}
});
