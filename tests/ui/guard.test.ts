import { expect, test } from 'vitest';
import type { Device, Role } from '../../src/lib/domain/device';
import { codeProblem } from '../../src/lib/ui/lock/code';
import { guardOf } from '../../src/lib/ui/lock/guard';

const lock = { salt: 'AA==', iterations: 600_000, hash: 'AA==' };
const device = (role: Role, more: Partial<Device> = {}) => ({ role, account: 'a', ...more });
/** Two that there are, and one that somebody will add. */
const SCREENS = ['/desk', '/people', '/tomorrow'];

test('every screen of who works here is locked, those that are still to come too', () => {
	for (const role of ['host', 'trainer', 'coordinator'] as const)
		for (const screen of [...SCREENS, '/kiosk', '/me']) {
			expect(guardOf(device(role, { lock }), screen)).toBe('code');
			expect(guardOf(device(role), screen)).toBe('make-code');
		}
});

test('a kiosk shows its own screen to everybody, and no other', () => {
	expect(guardOf(device('kiosk'), '/kiosk')).toBe('open');
	for (const screen of SCREENS) expect(guardOf(device('kiosk'), screen)).toBe('code');
});

test('a phone has the lock of its owner, and none of ours', () => {
	for (const screen of ['/me', ...SCREENS]) expect(guardOf(device('member'), screen)).toBe('open');
});

test('a revoked device shows nothing but what anybody may see, and the way to be enrolled again', () => {
	for (const role of ['kiosk', 'host', 'member'] as const) {
		const revoked = device(role, { revoked: true, lock });
		for (const screen of ['/kiosk', '/me', ...SCREENS])
			expect(guardOf(revoked, screen)).toBe('revoked');
		for (const screen of ['/', '/accessibility', '/enrol', '/verify', null])
			expect(guardOf(revoked, screen)).toBe('open');
	}
});

test('a code is six digits, and not one that is tried first', () => {
	expect(codeProblem('135790')).toBeUndefined();
	for (const code of ['', '1357', 'abcdef', '13579O']) expect(codeProblem(code)).toBe('length');
	for (const code of ['000000', '123456', '987654', '121212'])
		expect(codeProblem(code)).toBe('easy');
});
