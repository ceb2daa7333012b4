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
