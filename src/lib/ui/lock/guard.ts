import type { Device } from '../../domain/device';

/** What stands before a screen: nothing, a code, a code still to be chosen, or the end of this device. */
export type Guard = 'open' | 'code' | 'make-code' | 'revoked';

/** What anybody may see on any device. `null`: an address that is no screen. */
const PUBLIC: readonly (string | null)[] = ['/', '/accessibility', '/enrol', '/verify', null];

/**
 * Closed unless said otherwise: a screen that is added later is guarded without
 * anybody thinking of it. A phone has the lock of its owner; a kiosk shows its own
 * screen to everybody and the rest to staff.
 */
export function guardOf(
	{ role, revoked, lock, account }: Pick<Device, 'role' | 'revoked' | 'lock' | 'account'>,
	route: string | null
): Guard {
	if (PUBLIC.includes(route)) return 'open';
	if (revoked) return 'revoked';
	if (role === undefined || role === 'member') return 'open';
	if (role === 'kiosk') return route === '/kiosk' ? 'open' : 'code';
	if (lock) return 'code';
	// One that nobody enrolled is of the time before enrolments.
	return account === undefined ? 'open' : 'make-code';
}
