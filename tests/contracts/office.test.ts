import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeviceListed, Enrolled } from '../../src/lib/domain/accounts';
import { httpOffice } from '../../src/lib/adapters/http/office';
import type { Renewed } from '../../src/lib/ports/network';
import type { Office } from '../../src/lib/ports/office';
import { smallServer, WIFI, type Said, type SmallServer } from './http-bench';

const ENROLLED: Enrolled = {
	role: 'kiosk',
	centre: 'murat',
	account: 'a1b2c3d4',
	networkKey: 'point',
	certificate: 'signature'
};
const GIVEN = { day: '2026-12-02', space: 'desk', units: ['desk-3'], slots: ['am'] };
const TABLET: DeviceListed = {
	account: 'a1b2c3d4',
	role: 'kiosk',
	centre: 'murat',
	label: 'Tablette de l’entrée',
	since: 1,
	names: ['k7f30000'],
	seen: 2,
	waiting: 3,
	heart: { version: '1', used: 1, quota: 2, persisted: true, applied: 4 },
	self: true
};

describe('what only the server can do, over HTTP', () => {
	let server: SmallServer;
	let office: Office;
	const renew = vi.fn<() => Promise<Renewed>>();
	beforeEach(async () => {
		server = await smallServer();
		office = httpOffice(server.origin, { renew, patience: 5_000 });
		renew.mockReset().mockResolvedValue({ is: 'unknown' });
	});
	afterEach(() => server.close());
	const asked = (): unknown[] => server.heard.map(({ what, body }) => [what, body]);

	test('an invitation is taken with the device’s key', async () => {
		server.answer = () => [200, { ...ENROLLED, more: 'of a later version' }];
		const request = { code: 'abcdefghjk', key: 'point', label: 'Tablette' };
		expect(await office.enrol(request)).toEqual({ ok: ENROLLED });
		expect(asked()).toEqual([['POST /enrolment', request]]);
	});

	test('an invitation that is none is told from a server that is not there', async () => {
		const request = { code: 'abcdefghjk', key: 'point' };
		server.answer = () => [404, { error: 'no-such-code' }];
		expect(await office.enrol(request)).toEqual({ refused: true });
		for (const [said, why] of [
			[[404, WIFI], 'portal'],
			[[200, WIFI], 'portal'],
			[[200, { ok: true }], 'portal'],
			[[429, {}, { 'retry-after': '9' }], 'busy'],
			[[422, { error: 'bad-key' }], 'misunderstood'],
			[[401, { error: 'unknown' }], 'unauthorized']
		] as const satisfies (readonly [Said, string])[]) {
			server.answer = () => said;
			expect(await office.enrol(request)).toMatchObject({ failure: { why } });
		}
		expect(renew).not.toHaveBeenCalled();
	});

	test.each<[string, (office: Office) => Promise<unknown>, readonly [string, unknown], unknown]>([
		['signing out', (o) => o.signOut(), ['DELETE /session', undefined], true],
		[
			'inviting',
			(o) => o.invite({ role: 'kiosk', centre: 'murat' }),
			['POST /manage/invitations', { role: 'kiosk', centre: 'murat' }],
			{ role: 'kiosk', centre: 'murat', code: 'abcdefghjk', expires: 9 }
		],
		['listing devices', (o) => o.devices(), ['GET /manage/devices', undefined], [TABLET]],
		[
			'revoking',
			(o) => o.revoke('a1b2c3d4'),
			['POST /manage/devices/revoke', { account: 'a1b2c3d4' }],
			true
		],
		[
			'looking at what revoked devices had not sent',
			(o) => o.quarantine(),
			['GET /manage/quarantine', undefined],
			[{ account: 'a1b2c3d4', at: 1, db: 'centre_murat', body: '{"kind":' }]
		],
		[
			'looking at who is to be forgotten',
			(o) => o.erasures(),
			['GET /manage/erasures', undefined],
			[{ n: 1, person: 'p_marie0001', at: 5, awaited: [TABLET] }]
		],
		[
			'asking whether a calendar can read along',
			(o) => o.calendar(),
			['GET /manage/calendar', undefined],
			{ since: 7 }
		],
		[
			'making an address for a calendar',
			(o) => o.linkCalendar(),
			['POST /manage/calendar', undefined],
			{ token: '0123456789abcdefghjkmnpqrs', since: 7 }
		],
		['ending it', (o) => o.unlinkCalendar(), ['DELETE /manage/calendar', undefined], true],
		[
			'looking at what kiosks hold',
			(o) => o.fences(),
			['GET /manage/fences', undefined],
			[{ holder: 'k7f3.1', centre: 'murat', free: 12, given: [GIVEN], former: true }]
		],
		[
			'taking places back from a kiosk',
			(o) => o.fence({ account: 'a1b2c3d4', from: '2026-12-01' }),
			['POST /manage/fences', { account: 'a1b2c3d4', from: '2026-12-01' }],
			['k7f3.1', 'k7f3.2']
		],
		[
			'looking at what waits for a decision',
			(o) => o.matters(),
			['GET /manage/matters', undefined],
			{
				alarms: [{ what: 'gap', subject: 'k7f3.1', since: 5, device: 'k7f3', count: 2 }],
				refused: [{ device: 'k7f3', count: 1, last: 7 }],
				untold: [{ centre: 'murat', count: 2 }],
				registered: true
			}
		],
		[
			'closing an alarm',
			(o) => o.closeAlarm({ what: 'clone', subject: 'k7f3.1' }),
			['POST /manage/matters', { what: 'clone', subject: 'k7f3.1' }],
			true
		],
		[
			'asking for all that is held about somebody',
			(o) => o.dossier('p_marie0001'),
			['GET /manage/person/p_marie0001', undefined],
			{
				person: 'p_marie0001',
				at: 5,
				databases: { people_murat: [{ _id: 'x', name: 'Marie' }] },
				devices: [TABLET]
			}
		]
	])('%s is one request and its answer', async (_, act, request, answer) => {
		server.answer = () => [200, answer];
		expect(await act(office)).toEqual({ ok: answer });
		expect(asked()).toEqual([request]);
		server.answer = () => [200, { not: 'this' }];
		expect(await act(office)).toEqual({ failure: { why: 'portal' } });
	});

	test('a session that is over is renewed once, and the same is asked again', async () => {
		let open = false;
		renew.mockImplementation(async () => {
			open = true;
			return { is: 'renewed' };
		});
		server.answer = () => (open ? [200, [TABLET]] : [401, { error: 'unknown' }]);
		expect(await office.devices()).toEqual({ ok: [TABLET] });
		server.answer = () => [401, { error: 'unknown' }];
		expect(await office.devices()).toEqual({ failure: { why: 'unauthorized' } });
		expect(renew).toHaveBeenCalledTimes(2);
		expect(server.heard).toHaveLength(4);
	});

	test.each<[Renewed, string]>([
		[{ is: 'unknown' }, 'unauthorized'],
		[{ is: 'revoked' }, 'revoked'],
		[{ is: 'failed', failure: { why: 'portal' } }, 'portal']
	])('where renewing comes to %j, that is the answer', async (renewed, why) => {
		renew.mockResolvedValue(renewed);
		server.answer = () => [401, { error: 'unknown' }];
		expect(await office.devices()).toEqual({ failure: { why } });
		expect(server.heard).toHaveLength(1);
	});

	test.each<[Said, string]>([
		[[401, { error: 'revoked' }], 'revoked'],
		[[403, { error: 'forbidden' }], 'forbidden'],
		[[409, { error: 'last-coordinator' }], 'forbidden'],
		[[404, { error: 'no-such-device' }], 'forbidden'],
		[[404, WIFI], 'portal'],
		[[503, {}], 'busy']
	])('%j is “%s”', async (said, why) => {
		server.answer = () => said;
		expect(await office.revoke('a1b2c3d4')).toEqual({ failure: { why } });
	});

	test('without a link, it says so and throws nothing', async () => {
		await server.close();
		expect(await office.devices()).toEqual({ failure: { why: 'no-link' } });
		server = await smallServer();
	});
});
