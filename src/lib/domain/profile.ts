import type { PersonPage } from './folds/person';
import { CATEGORIES, type Category } from './kinds';
import { cleanName, looksLikeNir } from './names';
import { CONSENTS, HOUSE_RULES, type Consent } from './people';

/** What a host types of somebody, as the form holds it. */
export interface Typed {
	readonly name: string;
	readonly category: Category | undefined;
	readonly commune: string;
	readonly phone: string;
	readonly email: string;
	/** Under age: then an adult answers for them. */
	readonly minor: boolean;
	readonly adult: string;
	/** The house rules of today are accepted, now. */
	readonly rules: boolean;
	readonly consents: Readonly<Record<Consent, boolean>>;
}

/** What is kept of it. */
export interface Profile {
	readonly name: string;
	readonly category: Category;
	readonly commune?: string;
	readonly phone?: string;
	readonly email?: string;
	readonly adult?: string;
	readonly rules: string;
	readonly consents: Readonly<Record<string, boolean>>;
}

/** Fields that differ from what is kept. Empty text takes away what was there. */
export type Change = Partial<Profile>;

export type Wrong = 'missing' | 'nir' | 'not-an-address' | 'not-a-number';
export type Wrongs = Partial<Record<keyof Typed, Wrong>>;

const EMAIL = /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u;
const EMAIL_LENGTH = 120;
/** Any way of writing a telephone number, with room for a word such as "poste 12". */
const PHONE = /^(?=(?:.*\d){4})[\p{L}\d+()./ -]{4,30}$/u;

/**
 * Either something to keep, or what is wrong with each field that is. Who has
 * accepted house rules before, in whichever version, need not do so again for a
 * telephone number to be put right.
 */
export function profileOf(
	typed: Typed,
	accepted?: string
): { readonly profile: Profile } | { readonly wrong: Wrongs } {
	const name = cleanName(typed.name);
	const commune = cleanName(typed.commune);
	const phone = cleanName(typed.phone);
	const email = typed.email.trim();
	const adult = typed.minor ? cleanName(typed.adult) : '';
	const wrong: Wrongs = {
		...(!name && { name: 'missing' }),
		...(!CATEGORIES.includes(typed.category as Category) && { category: 'missing' }),
		...(typed.minor && !adult && { adult: 'missing' }),
		...(!typed.rules && accepted === undefined && { rules: 'missing' }),
		...(phone && !PHONE.test(phone) && { phone: 'not-a-number' }),
		...(email &&
			!(EMAIL.test(email) && email.length <= EMAIL_LENGTH) && { email: 'not-an-address' }),
		// Last, because it is the graver: such a number is never kept, whatever else is wrong.
		...withNir(typed)
	};
	if (Object.keys(wrong).length > 0) return { wrong };
	return {
		profile: {
			name,
			category: typed.category!,
			...(commune && { commune }),
			...(phone && { phone }),
			...(email && { email }),
			...(adult && { adult }),
			rules: typed.rules ? HOUSE_RULES : (accepted ?? HOUSE_RULES),
			consents: Object.fromEntries(CONSENTS.map((one) => [one, typed.consents[one]]))
		}
	};
}

/** The free texts in which something like a social-security number stands. */
export const withNir = (typed: Typed): Wrongs =>
	Object.fromEntries(
		(['name', 'commune', 'phone', 'email', 'adult'] as const)
			.filter((field) => looksLikeNir(typed[field]))
			.map((field) => [field, 'nir'])
	);

/** A form filled in with what is kept. */
export const typedOf = (page: PersonPage): Typed => ({
	name: page.name ?? '',
	category: page.category,
	commune: page.commune ?? '',
	phone: page.phone ?? '',
	email: page.email ?? '',
	minor: !!page.adult,
	adult: page.adult ?? '',
	rules: false,
	consents: { news: page.consents?.['news'] ?? false, photo: page.consents?.['photo'] ?? false }
});

/** What of a profile is other than what is kept; empty where nothing is. */
export function changeOf(page: PersonPage, profile: Profile): Change {
	const change: Record<string, unknown> = {};
	for (const field of [
		'name',
		'category',
		'commune',
		'phone',
		'email',
		'adult',
		'rules'
	] as const) {
		const next = profile[field] ?? '';
		if (next !== (page[field] ?? '')) change[field] = next;
	}
	const consents = Object.entries(profile.consents).filter(
		([consent, given]) => given !== (page.consents?.[consent] ?? false)
	);
	if (consents.length > 0) change['consents'] = Object.fromEntries(consents);
	return change;
}
