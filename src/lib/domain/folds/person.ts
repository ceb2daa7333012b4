import { is } from '../kinds';
import type { Fold } from './fold';

/** What a person asked to be called, last said first. */
export interface PersonPage {
	name?: string;
}

export const personFold: Fold<PersonPage> = {
	version: 1,
	empty: () => ({}),
	add(page, fact) {
		if (is(fact, 'person.introduced/1')) page.name = fact.name;
	}
};
