import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	paperLink,
	paperText,
	paperWith,
	parsePaper,
	type Claims
} from '../../src/lib/domain/training/paper-seal';
import { claims } from '../support/arbitrary-papers';

const ISSUER = {
	...{ account: 'a1b2c3d4e5', key: 'K'.repeat(87), certificate: 'c'.repeat(86) },
	network: 'Qx7'.repeat(4)
};
const SIGNATURE = 's'.repeat(86);

test('a paper read back says what was sealed, by its text or by its address', () => {
	fc.assert(
		fc.property(claims, fc.constantFrom(ISSUER, { ...ISSUER, centre: 'murat' }), (said, issuer) => {
			const signed = paperText(said, issuer);
			const paper = paperWith(signed, SIGNATURE);
			const read = { claims: said, issuer, signed, signature: SIGNATURE };
			expect(parsePaper(` ${paper}\n`)).toEqual(read);
			expect(parsePaper(paperLink('https://telecentres.example', paper))).toEqual(read);
			expect(paper).toMatch(/^[A-Za-z0-9._-]+$/);
		})
	);
});

test('what is no paper of ours is none, and nothing is thrown', () => {
	fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parsePaper(text) === undefined));
	const paper = paperWith(paperText(CERTIFICATE, ISSUER), SIGNATURE);
	const [prefix, letter, said, ...rest] = paper.split('.');
	const saying = (value: unknown): string =>
		[prefix, letter, Buffer.from(JSON.stringify(value)).toString('base64url'), ...rest].join('.');
	for (const wrong of [
		'',
		'https://example.org',
		'TC1.b_12345678.p_12345678.murat.other.YQ',
		paper.replace('TCP1', 'TCP2'),
		paper.replace('.c.', '.s.'),
		paper.slice(0, -1),
		`${paper}=`,
		saying({}),
		saying([]),
		saying(['', 'Murat', 7, '2026-11-28', 'Đỗ', '2026-11-01', '2026-11-28', null]),
		saying(['Titre', 'Murat', -1, '2026-11-28', 'Đỗ', '2026-11-01', '2026-11-28', null]),
		saying(['Titre', 'Murat', 7, '28/11/2026', 'Đỗ', '2026-11-01', '2026-11-28', null]),
		`${prefix}.${letter}.${said}A.${rest.join('.')}`
	])
		expect(parsePaper(wrong)).toBeUndefined();
});

const CERTIFICATE: Claims = {
	...{ is: 'certificate', title: 'Devenir télétravailleur', centre: 'Murat', hours: 136.75 },
	...{ name: 'Đỗ Thị Hồng Łukasz', employer: 'Société laitière des Hautes Terres' },
	...{ from: '2026-09-07', to: '2026-12-18', issued: '2026-12-18' }
};

test('the text of a paper with ordinary names fits a QR that any phone reads', () => {
	const sheet: Claims = {
		...{ is: 'sheet', title: 'Devenir télétravailleur : projet, posture et offre' },
		...{ centre: 'Chaudes-Aigues', hours: 3.5, issued: '2026-11-28', day: '2026-11-28' },
		...{ half: 'am', trainer: 'Anne Rigal', listed: 30, there: 28, signed: 28 },
		rows: 'd'.repeat(43)
	};
	for (const said of [CERTIFICATE, sheet])
		expect(
			paperLink(
				'https://telecentres-du-cantal.example',
				paperWith(paperText(said, ISSUER), SIGNATURE)
			)
		).toHaveProperty(
			'length',
			expect.toSatisfy((length: number) => length < 700)
		);
});
