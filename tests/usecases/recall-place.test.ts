import { describe, expect, test } from 'vitest';
import type { Enrolled } from '../../src/lib/domain/accounts';
import type { Role } from '../../src/lib/domain/device';
import type { FailureReason } from '../../src/lib/ports/network';
import { recallPlace } from '../../src/lib/usecases/recall-place';
import { openKiosk } from '../support/kiosk';

const NOON = Date.parse('2026-11-23T11:00:00Z');
const as = (role: Role): Enrolled => ({
	role,
	account: 'acc00001',
	...((role === 'kiosk' || role === 'host') && { centre: 'murat' }),
	...(role === 'member' && { person: 'p_marie0001', own: 'member_0123456789abcdef' }),
	networkKey: 'point',
	certificate: 'signature'
});
/** A device whose store is new, and a server that knows what it was. */
async function forgetful(role: Role) {
	const { log } = await openKiosk(NOON);
	return { log, office: { me: async () => ({ ok: as(role) }) } };
}

describe('a device that has forgotten what it is', () => {
	test.each(['kiosk', 'member'] as const)(
		'is a %s again once the server is asked',
		async (role) => {
			const device = await forgetful(role);
			expect(await recallPlace(device)).toBe('placed');
			expect(await device.log.device()).toMatchObject({ role, account: 'acc00001' });
			expect(await recallPlace(device)).toBe('nothing');
		}
	);

	test.each(['host', 'trainer', 'coordinator'] as const)(
		'and was a %s’s has to be invited: its code went with its memory',
		async (role) => {
			const device = await forgetful(role);
			expect(await recallPlace(device)).toBe('nothing');
			expect((await device.log.device()).role).toBeUndefined();
		}
	);

	test.each<[FailureReason, string]>([
		['no-link', 'unreached'],
		['portal', 'unreached'],
		['busy', 'unreached'],
		['unauthorized', 'nothing'],
		['revoked', 'nothing']
	])('is told %s, which comes to %s', async (why, recalled) => {
		const { log } = await forgetful('kiosk');
		const office = { me: async () => ({ failure: { why } }) };
		expect(await recallPlace({ log, office })).toBe(recalled);
	});

	test('and was enrolled while it asked is what it was enrolled as', async () => {
		const { log } = await forgetful('kiosk');
		const office = {
			async me() {
				await log.enrolled({ ...as('kiosk'), account: 'another1', centre: 'ydes' });
				return { ok: as('kiosk') };
			}
		};
		expect(await recallPlace({ log, office })).toBe('nothing');
		expect(await log.device()).toMatchObject({ account: 'another1', centre: 'ydes' });
	});
});
