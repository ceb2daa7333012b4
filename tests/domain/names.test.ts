import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanName, looksLikeNir, NAME_LENGTH } from '../../src/lib/domain/names';
import { parseFact } from '../../src/lib/domain/parse';

describe('a typed name', () => {
	test('whatever is typed, what is kept passes the boundary or is empty', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
				const name = cleanName(typed);
				expect(name.length).toBeLessThanOrEqual(NAME_LENGTH);
				if (name === '') return;
				const fact = {
					_id: '2026-11-23~murat~k7f3.1~000001',
					kind: 'person.introduced',
					v: 1,
					count: 1,
					at: { wall: 0 },
					by: 'p_abcdefgh',
					person: 'p_abcdefgh',
					name
				};
				expect(parseFact(fact, 'people_murat')).toEqual({ fact });
			})
		);
	});

	test.each([
		['spaces around and within are tidied', '  Marie   Anne\t', 'Marie Anne'],
		['accents, apostrophes and hyphens stay', 'Zoé d’Été-Île', 'Zoé d’Été-Île'],
		['marks that turn the reading direction go', '\u202eeiraM\u2066', 'eiraM'],
		['half of a character at the end goes', `${'a'.repeat(79)}😀`, 'a'.repeat(79)],
		['nothing but spaces is nothing', ' \u00a0\u202f ', '']
	])('%s', (_title, typed, kept) => {
		expect(cleanName(typed)).toBe(kept);
	});

	test.each(['185057800608436', '1 85 05 78 006 084 36', '2850578006084', '1.85.05.2A.006.084'])(
		'%s is taken for a social-security number',
		(text) => expect(looksLikeNir(text)).toBe(true)
	);

	test.each(['Marie', 'Marie 2', '06 12 34 56 78', '15300 Murat', '31 12 2026'])(
		'%s is not',
		(text) => expect(looksLikeNir(text)).toBe(false)
	);
});
