import type { Verifier } from '../codes';
import type { Fact } from '../facts';
import type { FactId } from '../ids';
import { is, type Category } from '../kinds';
import type { Fold } from './fold';

/** What is known of a person at their centre. Without `since`, only what a first visitor typed. */
export interface PersonPage {
	name?: string;
	/** Registered by a host: the fact that did it. */
	since?: FactId;
	category?: Category;
	commune?: string;
	phone?: string;
	email?: string;
	adult?: string;
	rules?: string;
	consents?: Readonly<Record<string, boolean>>;
	number?: string;
	code?: Verifier;
	/** The one badge that is good. */
	badge?: string;
	/** Badges that were, and are not. */
	void?: string[];
	/** Their erasure has been asked for. */
	erased?: true;
}

export const personFold: Fold<PersonPage> = {
	version: 2,
	empty: () => ({}),
	add(page, fact: Fact) {
		if (is(fact, 'person.introduced/1')) {
			// What a host wrote down is not undone by what somebody types at the door.
			if (!page.since) page.name = fact.name;
		} else if (is(fact, 'person.registered/1')) {
			const { name, category, commune, phone, email, adult, rules, consents } = fact;
			Object.assign(page, given({ name, category, commune, phone, email, adult, rules, consents }));
			page.since ??= fact._id;
		} else if (is(fact, 'person.amended/1')) {
			const { name, category, commune, phone, email, adult, rules } = fact.change;
			Object.assign(page, given({ name, category, commune, phone, email, adult, rules }));
			// One by one as well: what was asked for by one host is not answered by another's form.
			if (fact.change.consents) page.consents = { ...page.consents, ...fact.change.consents };
		} else if (is(fact, 'person.coded/1')) {
			page.number = fact.number;
			page.code = fact.code as Verifier;
		} else if (is(fact, 'person.badged/1')) {
			if (page.badge && page.badge !== fact.badge) (page.void ??= []).push(page.badge);
			if (!page.void?.includes(fact.badge)) page.badge = fact.badge;
		} else if (is(fact, 'person.unbadged/1')) {
			if (!page.void?.includes(fact.badge)) (page.void ??= []).push(fact.badge);
			if (page.badge === fact.badge) delete page.badge;
		} else if (is(fact, 'person.erased/1')) page.erased = true;
	}
};

const given = (fields: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
