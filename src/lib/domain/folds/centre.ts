import type { Centre } from '../centres';
import { is } from '../kinds';
import type { Fold } from './fold';

/** The latest description of a centre; a later one replaces an earlier one whole. */
export interface CentrePage {
	centre?: Centre;
}

export const centreFold: Fold<CentrePage> = {
	version: 1,
	empty: () => ({}),
	add(page, fact) {
		if (is(fact, 'centre.described/1')) page.centre = fact.centre as unknown as Centre;
	}
};
