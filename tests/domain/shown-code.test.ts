import fc from 'fast-check';
import { expect, test } from 'vitest';
import { badgeText, badgeWith } from '../../src/lib/domain/badge';
import { invitationIn, shownCode } from '../../src/lib/domain/shown-code';

const BADGE = badgeWith(
	badgeText({
		badge: 'b_12345678',
		person: 'p_12345678',
		home: 'murat',
		category: 'other',
		name: 'Zoé'
	}),
	'A'.repeat(86)
);

test('what somebody holds up by mistake is called by its name', () => {
	const said = {
		[BADGE]: 'badge',
		[` ${BADGE}\r\n`]: 'badge',
		'TC1.bonjour': 'cut',
		'TC2.b_12345678': 'newer',
		'TC12.x': 'newer',
		'WIFI:T:WPA;S:Télécentre;P:secret;;': 'wifi',
		'wifi:s:x;;': 'wifi',
		'BEGIN:VCARD\nFN:Zoé\nEND:VCARD': 'contact',
		'MECARD:N:Zoé;;': 'contact',
		'https://murat.example/enrol#abcde-fghjk': 'invitation',
		'http://127.0.0.1:4173/enrol/#abcdefghjk': 'invitation',
		'https://murat.example/enrol#abc': 'link',
		'https://example.org/menu': 'link',
		'www.example.org': 'link',
		'4006381333931': 'product',
		'12345670': 'product',
		'1420': 'unknown',
		'': 'unknown',
		bonjour: 'unknown'
	};
	for (const [text, is] of Object.entries(said))
		expect([text, shownCode(text)]).toEqual([text, is]);
});

test('a badge of which any end is missing is no other thing, and is never taken for a whole one', () => {
	fc.assert(
		fc.property(fc.integer({ min: 4, max: BADGE.length - 1 }), (length) => {
			expect(shownCode(BADGE.slice(0, length))).toBe('cut');
		})
	);
});

test('whatever a code says, it is something, and nothing is thrown', () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc
			.tuple(fc.constantFrom('TC1.', 'WIFI:', 'http://', 'https://x/enrol#'), fc.string())
			.map((x) => x.join(''))
	);
	fc.assert(
		fc.property(text, (one) => {
			expect(typeof shownCode(one)).toBe('string');
			expect(shownCode(one) === 'invitation').toBe(invitationIn(one) !== undefined);
		})
	);
});

test('the code of an invitation is read out of its link as it would be typed', () => {
	expect(invitationIn('https://murat.example/enrol#ABCDE-FGHJK')).toBe('abcdefghjk');
	expect(invitationIn('abcdefghjk')).toBeUndefined();
});
