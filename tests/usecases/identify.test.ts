import { pbkdf2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { isCode } from '../../src/lib/adapters/browser/verifier';
import { withCheckDigit } from '../../src/lib/domain/codes';
import { identify } from '../../src/lib/usecases/identify';
import { openKiosk } from '../support/kiosk';

const number = withCheckDigit('142');
const salt = Buffer.from('0123456789abcdef');
const entry = {
	person: 'p_marie00000',
	name: 'Marie D.',
	category: 'independent',
	code: {
		salt: salt.toString('base64'),
		iterations: 1_000,
		hash: pbkdf2Sync('271828', salt, 1_000, 32, 'sha256').toString('base64')
	}
};

async function kioskWithRoster() {
	const kiosk = await openKiosk(0);
	const news = {
		roster_murat: { cursor: '1.1', reports: [{ id: `report~roster~${number}`, body: entry }] }
	};
	const answer = { sync: 1, now: 0, instance: 'aaaaaa', news } as const;
	await kiosk.log.absorb(answer, { receivedAt: 0 });
	return { log: kiosk.log, isCode };
}

test('a known number with its code says who it is, with no link', async () => {
	const typed = { centre: 'murat', number, code: '271828' };
	expect(await identify(await kioskWithRoster(), typed)).toEqual({ person: entry });
});

test('an unknown number and a wrong code are answered alike', async () => {
	const around = await kioskWithRoster();
	const wrong = await identify(around, { centre: 'murat', number, code: '271829' });
	const other = withCheckDigit('143');
	const unknown = await identify(around, { centre: 'murat', number: other, code: '271828' });
	expect(wrong).toEqual({ stranger: true });
	expect(unknown).toEqual(wrong);
});

test('a slip of a finger is told before any code is tried', async () => {
	const typed = { centre: 'murat', number: '1421', code: '' };
	expect(await identify(await kioskWithRoster(), typed)).toEqual({ mistyped: true });
});
