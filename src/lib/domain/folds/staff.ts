import type { Verifier } from '../codes';
import { is } from '../kinds';
import type { Fold } from './fold';

/** Who works at a centre, by person id, and what their code is checked against. */
export interface StaffPage {
	readonly people: Record<string, { readonly name: string; readonly code: Verifier }>;
}

export const staffFold: Fold<StaffPage> = {
	version: 1,
	empty: () => ({ people: {} }),
	add(page, fact) {
		if (is(fact, 'staff.appointed/1'))
			page.people[fact.person] = { name: fact.name, code: fact.code as Verifier };
		else if (is(fact, 'staff.dismissed/1')) delete page.people[fact.person];
	}
};
