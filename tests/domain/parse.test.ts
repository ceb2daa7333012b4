import { describe, expect, test } from 'vitest';
import { isPersonNumber, withCheckDigit } from '../../src/lib/domain/codes';
import { FACT_BYTES, parseFact } from '../../src/lib/domain/parse';

const good = {
	_id: '2026-11-23~murat~k7f3aaaa.1~000001',
	kind: 'visit.arrived',
	v: 1,
	count: 1,
	at: { wall: 1_795_420_000_000 },
	by: 'p_marie00000',
	person: 'p_marie00000',
	reason: 'work',
	category: 'employee',
	closes: 1_795_450_000_000
};

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('what reaches a device or the server as a fact', () => {
	test('a good one passes as it is', () => {
		expect(parseFact(good, 'centre_murat')).toEqual({ fact: good });
	});

	test.each<[string, unknown, string, string?]>([
		['nothing', null, 'malformed'],
		['a list', [], 'malformed'],
		['text', 'visit', 'malformed'],
		['no id', { ...good, _id: undefined }, 'bad-id'],
		['an id of another making', { ...good, _id: 'visit-1' }, 'bad-id'],
		['an id that is a number', { ...good, _id: 7 }, 'bad-id'],
		['a kind that is not one', { ...good, kind: 'Visit Arrived!' }, 'bad-field', 'kind'],
		[
			'a kind named like a property of every object',
			{ ...good, kind: '__proto__.x' },
			'bad-field',
			'kind'
		],
		['a count of nothing', { ...good, count: 0 }, 'bad-field', 'count'],
		['a count beyond counting', { ...good, count: 1e300 }, 'bad-field', 'count'],
		['a clock that is text', { ...good, at: { wall: 'noon' } }, 'bad-field', 'at'],
		['no author', { ...good, by: '' }, 'bad-field', 'by'],
		['a reason nobody can choose', { ...good, reason: 'party' }, 'bad-field', 'reason'],
		['a person that is an object', { ...good, person: {} }, 'bad-field', 'person'],
		['attachments', { ...good, _attachments: {} }, 'bad-field', '_attachments'],
		['a deletion', { ...good, _deleted: true }, 'bad-field', '_deleted'],
		['a revision', { ...good, _rev: '9-x' }, 'bad-field', '_rev'],
		['half a character', { ...good, note: '\ud83d' }, 'malformed', 'note'],
		['10,000 levels', { ...good, deep: nested(10_000) }, 'malformed'],
		['too much text', { ...good, note: 'é'.repeat(FACT_BYTES / 2) }, 'too-large']
	])('%s is refused, with the reason', (_title, value, code, field) => {
		const { refused } = parseFact(value, 'centre_murat') as {
			refused: { code: string; field?: string };
		};
		expect(refused.code).toBe(code);
		if (field) expect(refused.field).toBe(field);
	});

	test('text that would poison objects is refused and poisons nothing', () => {
		const hostile = JSON.parse(`{"__proto__": {"admin": true}, ${JSON.stringify(good).slice(1)}`);
		expect(parseFact(hostile, 'centre_murat')).toHaveProperty('refused');
		expect(({} as { admin?: boolean }).admin).toBeUndefined();
	});

	test('a number that JSON turns into infinity is refused', () => {
		const hostile = JSON.parse(JSON.stringify(good).replace('1795450000000', '1e400'));
		expect(parseFact(hostile, 'centre_murat')).toHaveProperty('refused');
	});

	test('a fact sent to another database than its own is refused', () => {
		expect(parseFact(good, 'centre_ydes')).toEqual({ refused: { code: 'wrong-database' } });
		expect(parseFact(good, 'people_murat')).toEqual({ refused: { code: 'wrong-database' } });
		const unknown = { ...good, kind: 'desk.polished' };
		expect(parseFact(unknown, '_users')).toEqual({ refused: { code: 'no-such-database' } });
	});
});

describe('what is said of places', () => {
	const { reason: _r, category: _c, closes: _e, person: _p, ...envelope } = good;
	const rights = [['desk-1', 'am', 0]];
	const claim = '2026-11-23~murat~srv0123456789abc.1~000001';
	const own = 'member_0123456789abcdef';
	const wish = { space: 'desk', slots: ['am'] };
	const fieldAtFault = (kind: string, fields: object, db = 'centre_murat'): string | undefined => {
		const parsed = parseFact({ ...envelope, kind, ...fields }, db);
		return 'refused' in parsed ? (parsed.refused.field ?? parsed.refused.code) : undefined;
	};

	test('passes where it is what it should be', () => {
		expect(fieldAtFault('place.claimed', { ...wish, to: 'server' })).toBeUndefined();
		expect(fieldAtFault('place.granted', { claim, rights })).toBeUndefined();
		expect(fieldAtFault('place.transferred', { to: 'k7f3aaaa.2', rights })).toBeUndefined();
		expect(
			fieldAtFault('booking.requested', { ...wish, person: 'p_marie00000' }, own)
		).toBeUndefined();
	});

	test.each<[string, string, object, string]>([
		['a slot of a quarter of an hour', 'place.claimed', { slots: ['09:15'] }, 'slots.0'],
		['no slot at all', 'place.claimed', { slots: [] }, 'slots'],
		['nobody who decides', 'place.claimed', { to: '' }, 'to'],
		['a holder without an epoch', 'place.claimed', { to: 'k7f3aaaa' }, 'to'],
		['a unit without a number', 'place.claimed', { unit: 'desk' }, 'unit'],
		['a unit of a thousand', 'place.granted', { rights: [['desk-1000', 'am', 0]] }, 'rights.0.0'],
		[
			'a unit with too long a name',
			'place.granted',
			{ rights: [['x'.repeat(41) + '-1', 'am', 0]] },
			'rights.0.0'
		],
		['a generation below none', 'place.granted', { rights: [['desk-1', 'am', -1]] }, 'rights.0.2'],
		['half a generation', 'place.granted', { rights: [['desk-1', 'am', 0.5]] }, 'rights.0.2'],
		[
			'a generation beyond counting',
			'place.granted',
			{ rights: [['desk-1', 'am', 1e300]] },
			'rights.0.2'
		],
		['a claim that is no fact', 'place.cancelled', { claim: 'constructor', why: 'owner' }, 'claim'],
		[
			'a claim of no day there is',
			'place.told',
			{ claim: claim.replace('-23', '-31'), of: 'x' },
			'claim'
		],
		['instead of what is no place', 'place.claimed', { replaces: '__proto__' }, 'replaces'],
		['no right at all', 'place.granted', { rights: [] }, 'rights'],
		['a reason nobody has', 'place.refused', { claim, why: 'mood' }, 'why']
	])('%s is refused, with the field', (_, kind, fields, field) => {
		expect(fieldAtFault(kind, { ...wish, to: 'server', ...fields })).toBe(field);
	});

	test('a booking is kept nowhere but in a person’s own database, a grant nowhere but in its centre’s', () => {
		const booking = { ...wish, person: 'p_marie00000' };
		for (const db of ['centre_murat', 'public', 'network', 'people_murat'])
			expect(fieldAtFault('booking.requested', booking, db)).toBe('wrong-database');
		for (const db of [own, 'public', 'network', 'centre_ydes'])
			expect(fieldAtFault('place.granted', { claim, rights }, db)).toBe('wrong-database');
	});
});

describe('a person’s number', () => {
	test('a wrong digit, or two that changed places, is noticed', () => {
		const number = withCheckDigit('142');
		expect(isPersonNumber(number)).toBe(true);
		for (let place = 0; place < 4; place += 1)
			for (let digit = 0; digit < 10; digit += 1) {
				const wrong = number.slice(0, place) + digit + number.slice(place + 1);
				if (wrong !== number) expect(isPersonNumber(wrong), wrong).toBe(false);
			}
		expect(isPersonNumber('412' + number.at(-1))).toBe(false);
	});
});
