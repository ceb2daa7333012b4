import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPersonNumber } from '../../src/lib/domain/codes';
import {
	codeIn,
	findableBy,
	folded,
	freeNumber,
	isEasyCode,
	isFoundBy,
	maybeSame
} from '../../src/lib/domain/people';
import { changeOf, profileOf, typedOf, type Typed } from '../../src/lib/domain/profile';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const EVERY_NUMBER = Array.from({ length: 999 }, (_, i) => freeNumber(new Set(), i / 998.5));

describe('a number', () => {
	test('always passes its check digit and is free as long as one is', () => {
		const some = fc.subarray([...new Set(EVERY_NUMBER)], { maxLength: 998 });
		fc.assert(
			fc.property(some, fraction, (taken, from) => {
				const number = freeNumber(new Set(taken), from);
				expect(isPersonNumber(number)).toBe(true);
				expect(number).not.toBe('0000');
				expect(taken).not.toContain(number);
			})
		);
	});

	test('there are 999, and when all are taken one of them is shared', () => {
		const taken = new Set<string>();
		for (let i = 0; i < 999; i += 1) taken.add(freeNumber(taken, 0.5));
		expect(taken.size).toBe(999);
		expect(taken).toContain(freeNumber(taken, 0.5));
	});
});

describe('a code', () => {
	test('is six digits of the text, in their order, and never an easy one', () => {
		const text = fc.string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz') });
		fc.assert(
			fc.property(text, (random) => {
				const code = codeIn(random);
				if (code === undefined) return;
				expect(code).toMatch(/^\d{6}$/);
				expect(random.replace(/\D/g, '').startsWith(code)).toBe(true);
				expect(isEasyCode(code)).toBe(false);
			})
		);
	});

	test.each(['000000', '777777', '123456', '456789', '890123', '654321', '121212', '123123'])(
		'%s is what people try first',
		(code) => expect(isEasyCode(code)).toBe(true)
	);
	test.each(['271828', '314159', '112358', '100200', '902134'])('%s is not', (code) =>
		expect(isEasyCode(code)).toBe(false)
	);
});

const name = fc.oneof(
	fc.constantFrom('Zoé d’Été-Île', 'Łukasz Œrsted', 'محمد العربي', 'Ørjan', 'Jean-François Bêche'),
	fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
);

describe('finding somebody', () => {
	test('a person is found by their own name, number and commune, with or without accents and capitals', () => {
		fc.assert(
			fc.property(name, name, fc.nat(998), (name, commune, i) => {
				const number = EVERY_NUMBER[i]!;
				const findable = findableBy({ name, number, commune });
				for (const typed of [name, name.toUpperCase(), folded(name), commune, number])
					if (folded(typed)) expect(isFoundBy(findable, typed)).toBe(true);
			})
		);
	});

	test('what is folded stays so, and capitals fold as small letters do, whichever letter it is', () => {
		for (let code = 0; code <= 0x10ffff; code += 1) {
			if (code >= 0xd800 && code <= 0xdfff) continue;
			const text = `a${String.fromCodePoint(code)}b`;
			const once = folded(text);
			if (folded(once) !== once || folded(text.toUpperCase()) !== once)
				expect.fail(`U+${code.toString(16)}`);
		}
	});

	test('the beginning of each word is enough, in any order', () => {
		const zoe = findableBy({ name: 'Zoé d’Été-Île', commune: 'Saint-Flour', number: '1420' });
		for (const typed of ['zo', 'ile zoe', 'ÉTÉ', 'flour', 'saint fl', '142', ''])
			expect(isFoundBy(zoe, typed), typed).toBe(true);
		for (const typed of ['oe', 'zoe x', '420', 'murat'])
			expect(isFoundBy(zoe, typed), typed).toBe(false);
	});
});

describe('the hint that somebody may be registered already', () => {
	test('says the same of two names whichever comes first, and always of a name and itself', () => {
		fc.assert(
			fc.property(name, name, (a, b) => {
				expect(maybeSame(a, b)).toBe(maybeSame(b, a));
				if (folded(a)) expect(maybeSame(a, a.toUpperCase())).toBe(true);
			})
		);
	});

	test.each([
		['Marie Dupont', 'dupont marie'],
		['Marie Dupont', 'Marie D.'],
		['Héloïse Durand', 'Heloise Durand'],
		['Marie Dupont', 'Marie Dupond'],
		['Marie Dupont', 'Maire Dupont'],
		['Jean-Paul Roux', 'Jean Paul Roux']
	])('%s and %s', (a, b) => expect(maybeSame(a, b)).toBe(true));

	test.each([
		['Marie Dupont', 'Marie Durand'],
		['Marie Dupont', 'Marie'],
		['Léa Roux', 'Léo Roux'],
		['M. D.', 'Marie Dupont'],
		['', '']
	])('not %s and %s', (a, b) => expect(maybeSame(a, b)).toBe(false));
});

const TYPED: Typed = {
	name: ' Marie  Dupont ',
	category: 'independent',
	commune: 'Murat',
	phone: '06 12 34 56 78',
	email: 'marie@example.org',
	minor: false,
	adult: 'nobody asked',
	rules: true,
	consents: { news: true, photo: false }
};

describe('what a host types of somebody', () => {
	test('is kept tidied, with every consent answered and no adult for who is of age', () => {
		expect(profileOf(TYPED)).toEqual({
			profile: {
				name: 'Marie Dupont',
				category: 'independent',
				commune: 'Murat',
				phone: '06 12 34 56 78',
				email: 'marie@example.org',
				rules: '2026-1',
				consents: { news: true, photo: false }
			}
		});
	});

	test('a name, a situation and the house rules are needed, nothing else', () => {
		const nothing = { ...TYPED, name: '  ', category: undefined, rules: false };
		expect(profileOf({ ...nothing, commune: '', phone: '', email: '' })).toEqual({
			wrong: { name: 'missing', category: 'missing', rules: 'missing' }
		});
	});

	test('who accepted older house rules is not asked again for a change, and may accept the new ones', () => {
		const older = profileOf({ ...TYPED, rules: false }, '2025-3');
		expect(older).toMatchObject({ profile: { rules: '2025-3' } });
		expect(profileOf(TYPED, '2025-3')).toMatchObject({ profile: { rules: '2026-1' } });
	});

	test('under age, the adult who answers for them is needed', () => {
		expect(profileOf({ ...TYPED, minor: true, adult: ' ' })).toEqual({
			wrong: { adult: 'missing' }
		});
	});

	test.each(['name', 'commune', 'phone', 'email', 'adult'] as const)(
		'a social-security number is refused in %s',
		(field) => {
			const typed = { ...TYPED, [field]: '2 85 05 78 006 084 36' };
			expect(profileOf(typed)).toMatchObject({ wrong: { [field]: 'nir' } });
		}
	);

	test('what is no address and no number is said to be none', () => {
		expect(profileOf({ ...TYPED, email: 'marie', phone: 'non' })).toEqual({
			wrong: { email: 'not-an-address', phone: 'not-a-number' }
		});
	});

	test('only what differs from what is kept is a change, and taking something away is one', () => {
		const checked = profileOf(TYPED);
		if (!('profile' in checked)) throw new Error('refused');
		const page = { ...checked.profile };
		expect(changeOf(page, checked.profile)).toEqual({});
		const other = profileOf(
			{ ...typedOf(page), phone: '', consents: { news: false, photo: false } },
			page.rules
		);
		if (!('profile' in other)) throw new Error('refused');
		expect(changeOf(page, other.profile)).toEqual({ phone: '', consents: { news: false } });
	});
});
