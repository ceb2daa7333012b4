import {
	parseFactId,
	reportId,
	reportsOf,
	sortOfDatabase,
	type DatabaseName,
	type FactId
} from '../../domain/ids';
import { naming } from '../accounts/person';
import type { Doc } from '../store/store';

/**
 * Whether a document has to go when somebody is forgotten. What happened at a
 * centre stays, under an id that names nobody any more; so do the orders.
 */
export function about(person: string): (db: DatabaseName, doc: Doc) => boolean {
	const isNamed = naming(person);
	return (db, doc) => {
		switch (sortOfDatabase(db)) {
			case 'people':
				return doc['person'] === person || doc._id === reportId.badge(person);
			case 'roster':
				return doc['person'] === person || isEntryOf(person, doc._id);
			case 'ops':
				return isKeptAside(doc) && isNamed(doc);
			case 'accounts':
				return isNamed(doc);
			case 'member':
				return doc._id === reportId.me && doc['person'] === person;
			default:
				return false;
		}
	};
}

const isEntryOf = (person: string, id: string): boolean =>
	id === reportId.staff(person) || (id.startsWith(reportsOf.roster) && id.endsWith(`~${person}`));

/** Bodies that were not taken as facts may hold anything. */
export const isKeptAside = ({ _id }: Doc): boolean =>
	_id.startsWith('refused~') || _id.startsWith('quarantine~');

/** The fact a document is, or is the refusal or the putting aside of. */
export function factIdIn(id: string): FactId | undefined {
	const named = id.startsWith('refused~')
		? id.slice('refused~'.length, id.lastIndexOf('~'))
		: id.startsWith('quarantine~')
			? id.split('~').slice(2).join('~')
			: id;
	return parseFactId(named) ? named : undefined;
}
