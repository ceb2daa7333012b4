import fc from 'fast-check';
import { expect, test } from 'vitest';
import { badgeText, badgeWith, parseBadge, type Badge } from '../../src/lib/domain/badge';
import { CATEGORIES } from '../../src/lib/domain/kinds';

const letters = (length: number) =>
	fc.string({
		unit: fc.constantFrom(...'abcdefghjk0123456789'),
		minLength: length,
		maxLength: length
	});
const badge: fc.Arbitrary<Badge> = fc.record({
	badge: letters(10).map((text) => `b_${text}`),
	person: letters(12).map((text) => `p_${text}`),
	name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
	home: fc.constantFrom('murat', 'saint-flour'),
	category: fc.constantFrom(...CATEGORIES)
});
const signature = fc.string({
	unit: fc.constantFrom(...'ABCxyz019-_'),
	minLength: 86,
	maxLength: 86
});

test('a badge read back says what was written, whatever the name', () => {
	fc.assert(
		fc.property(badge, signature, (one, signed) => {
			const text = badgeText(one);
			expect(parseBadge(` ${badgeWith(text, signed)}\n`)).toEqual({
				badge: one,
				signed: text,
				signature: signed
			});
			// A QR reader types it like a keyboard: no letter that a keyboard might mistake.
			expect(text).toMatch(/^[A-Za-z0-9._-]+$/);
		})
	);
});

test('what is no badge of ours is none, and nothing is thrown', () => {
	fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseBadge(text)));
	for (const text of [
		'',
		'TC1.',
		'TC2.b_12345678.p_12345678.murat.other.YQ',
		'https://example.org'
	])
		expect(parseBadge(text)).toBeUndefined();
	const good = badgeWith(
		badgeText({
			badge: 'b_12345678',
			person: 'p_12345678',
			home: 'murat',
			category: 'other',
			name: 'Zoé'
		}),
		'A'.repeat(86)
	);
	expect(parseBadge(good)).toBeDefined();
	expect(parseBadge(good.replace('.other.', '.king.'))).toBeUndefined();
	expect(parseBadge(`${good}${'A'.repeat(400)}`)).toBeUndefined();
});
