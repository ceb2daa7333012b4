import { describe, expect, test } from 'vitest';
import { parseSegmentsRequest, parseSyncRequest } from '../../src/lib/server/gateway/request';
import { fact } from './gateway-bench';

const good = {
	sync: 1,
	device: 'k7f3',
	epoch: 1,
	acked: 0,
	waiting: 0,
	facts: [['centre_murat', fact(1)]],
	cursors: { public: null, centre_murat: '1.7-abc' },
	limit: 500
};
const segments = { db: 'centre_murat', names: [{ day: '2026-11-20', hash: 'aGFzaA' }] };
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe('the envelope of a request', () => {
	test('one that this version speaks is taken as it is', () => {
		const full = {
			...good,
			token: 't',
			instance: 'i',
			run: 'r',
			formerly: ['k7f2'],
			heart: { version: '1', used: 1, quota: 2, persisted: true, offset: -5, applied: 3 }
		};
		expect(parseSyncRequest(good)).toEqual(good);
		expect(parseSyncRequest(full)).toEqual(full);
	});

	test('facts are not looked at yet: a bad one must not take its neighbours with it', () => {
		const facts = [null, 7, 'x', [], {}, { _id: {} }].map((value) => ['nowhere', value]);
		expect(parseSyncRequest({ ...good, facts })?.facts).toEqual(facts);
	});

	test('fields of a later version are left out, and do no harm', () => {
		const later = JSON.parse(
			JSON.stringify({ ...good, colour: 'red' }).replace('{', '{"__proto__":{"isAdmin":true},')
		);
		expect(parseSyncRequest(later)).toEqual(good);
		// Nor does it matter what a request says of its own role: the session knows.
		const claims = { ...good, role: 'coordinator', centre: '../murat' };
		expect(parseSyncRequest(claims)).toEqual(good);
		const cursors = JSON.parse('{"__proto__":"1.1","constructor":"1.1","public":null}');
		const parsed = parseSyncRequest({ ...good, cursors });
		expect(Object.getPrototypeOf(parsed?.cursors)).toBe(Object.prototype);
		expect({}).not.toHaveProperty('isAdmin');
	});

	test.each<[string, unknown]>([
		['nothing', null],
		['a list', [good]],
		['text', JSON.stringify(good)],
		['another version', { ...good, sync: 2 }],
		['no device', { ...good, device: undefined }],
		['a device in capitals', { ...good, device: 'K7F3' }],
		['a device that is a path', { ...good, device: '../k7f3' }],
		['an epoch before the first', { ...good, epoch: 0 }],
		['half an epoch', { ...good, epoch: 1.5 }],
		['less than nothing acknowledged', { ...good, acked: -1 }],
		['an amount beyond counting', { ...good, waiting: 1e300 }],
		['no limit', { ...good, limit: 0 }],
		['a name from before in capitals', { ...good, formerly: ['K7F2'] }],
		['a heart that is text', { ...good, heart: 'well' }],
		['orders carried out that are fewer than none', { ...good, heart: { applied: -1 } }],
		['facts that are no list', { ...good, facts: {} }],
		['facts without their database', { ...good, facts: [fact(1)] }],
		['more facts than one request may hold', { ...good, facts: many(1_001, ['public', {}]) }],
		['cursors that are numbers', { ...good, cursors: { public: 7 } }],
		[
			'more databases than anybody reads',
			{ ...good, cursors: Object.fromEntries(many(51, null).map((_, i) => [`centre_${i}`, null])) }
		],
		['a token without end', { ...good, token: 'x'.repeat(41) }]
	])('%s is not understood', (_, value) => {
		expect(parseSyncRequest(value)).toBeUndefined();
	});

	test('a request for segments is taken, and what is none is not', () => {
		expect(parseSegmentsRequest(segments)).toEqual(segments);
		for (const bad of [
			null,
			{ ...segments, db: 7 },
			{ ...segments, names: ['2026-11-20'] },
			{ ...segments, names: [{ day: '20 November', hash: 'x' }] },
			{ ...segments, names: many(401, segments.names[0]) }
		])
			expect(parseSegmentsRequest(bad)).toBeUndefined();
	});
});
