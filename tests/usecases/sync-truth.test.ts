import { describe, expect, test } from 'vitest';
import type { FailureReason } from '../../src/lib/ports/network';
import { syncTruth } from '../../src/lib/usecases/sync-truth';

const none = { waiting: 0, refused: 0 };
const three = { waiting: 3, oldest: 1_000, refused: 0 };

describe('the one line about sending', () => {
	test('before any request has ended, nothing is claimed', () => {
		expect(syncTruth({ is: 'unknown' }, none)).toEqual({ is: 'checking' });
	});

	test('all is sent only where nothing waits and the server has just answered', () => {
		expect(syncTruth({ is: 'up', at: 5 }, none)).toEqual({ is: 'all-sent', at: 5 });
		expect(syncTruth({ is: 'up', at: 5 }, three)).toEqual({
			is: 'sending',
			waiting: 3,
			oldest: 1_000
		});
		expect(syncTruth({ is: 'down', why: 'no-link', at: 5 }, none)).toEqual({
			is: 'no-link',
			waiting: 0
		});
	});

	test('where something was refused, not all is sent', () => {
		expect(syncTruth({ is: 'up', at: 5 }, { waiting: 0, refused: 1 })).toEqual({
			is: 'rest-sent',
			at: 5
		});
	});

	test('without a link, it says how much waits and since when', () => {
		expect(syncTruth({ is: 'down', why: 'timeout', at: 5 }, three)).toEqual({
			is: 'no-link',
			waiting: 3,
			oldest: 1_000
		});
	});

	test('a device the server does not know and one it has revoked are two things', () => {
		const down = (why: FailureReason) => syncTruth({ is: 'down', why, at: 5 }, three).is;
		expect([down('unauthorized'), down('forbidden'), down('revoked')]).toEqual([
			'unauthorized',
			'unauthorized',
			'revoked'
		]);
	});

	test('a login page in between is no link to us', () => {
		expect(syncTruth({ is: 'down', why: 'portal', at: 5 }, none).is).toBe('portal');
	});
});
