import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proofText, type DeviceListed, type Invitation } from '../../src/lib/domain/accounts';
import { local } from '../../src/lib/domain/calendar';
import { couchdbUrl, deleteDatabases, uniquePrefix } from '../couchdb/couch';
import {
	askAs,
	cookieIn,
	enrolOverHttp,
	firstCode,
	newKeys,
	type EnrolledDevice
} from '../support/enrol';
import { startServer, type RunningServer } from '../support/server';

/** One network's day, over real HTTP with the built server: from its first link to a device that is revoked. */

const prefix = uniquePrefix();
const KIOSK = { role: 'kiosk', centre: 'murat' };
const NOBODY = { cookie: '' };
let folder: string;
let server: RunningServer;
let coordinator: EnrolledDevice;

const start = (port?: number): Promise<RunningServer> =>
	startServer({
		folder,
		...(port && { port }),
		env: couchdbUrl ? { COUCHDB_URL: couchdbUrl, COUCHDB_PREFIX: prefix } : {}
	});
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-accounts-'));
	server = await start();
	coordinator = await enrolOverHttp(server.url, firstCode(server.said()), 'Bureau');
});
afterAll(async () => {
	await server?.stop();
	if (couchdbUrl) await deleteDatabases(prefix);
	await rm(folder, { recursive: true, force: true });
});

const ask = (who: { cookie: string }, path: string, body?: unknown) =>
	askAs(server.url, who, path, body);
const invited = async (place: object): Promise<string> => {
	const { status, body } = await ask(coordinator, '/manage/invitations', place);
	expect(status).toBe(200);
	return (body as Invitation).code;
};
/** An idle poll, as a device under a name of its own. */
const poll = ({ cookie, enrolled: { account } }: Pick<EnrolledDevice, 'cookie' | 'enrolled'>) => {
	const request = { sync: 1, device: account, epoch: 1, acked: 0, waiting: 0 };
	return ask({ cookie }, '/sync', { ...request, facts: [], cursors: {} });
};
const devices = async (who: { cookie: string }): Promise<readonly DeviceListed[]> =>
	(await ask(who, '/manage/devices')).body;
const revoke = ({ enrolled: { account } }: EnrolledDevice, by: { cookie: string }) =>
	ask(by, '/manage/devices/revoke', { account });
const proof = async (
	{ enrolled: { account }, sign }: EnrolledDevice,
	purpose: 'session' | 'quarantine',
	subject = ''
) => {
	const { challenge } = (await ask(NOBODY, '/session')).body;
	return { account, challenge, signature: sign(proofText(purpose, account, challenge, subject)) };
};

test('the first coordinator comes in by a link that was printed, and nobody by it again', async () => {
	expect(coordinator.enrolled).toMatchObject({ role: 'coordinator' });
	expect(server.said()).toContain(`${server.url}/enrol#${firstCode(server.said())}`);
	await expect(enrolOverHttp(server.url, firstCode(server.said()))).rejects.toThrow('404');
});

test('the session is a cookie no script reads, no other site sends, and no idle answer repeats', async () => {
	const code = await invited(KIOSK);
	const answer = await fetch(`${server.url}/enrolment`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ code, key: newKeys().key })
	});
	expect(answer.headers.get('set-cookie')).toMatch(
		/^__Host-s=[a-z0-9]+\.[\w-]{22,}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Strict$/
	);
	expect(answer.headers.get('cache-control')).toBe('no-store');
	const next = await poll({ cookie: cookieIn(answer), enrolled: await answer.json() });
	expect(next.status).toBe(200);
	expect(next.headers.get('set-cookie')).toBeNull();
});

test('a newcomer can try a kiosk and a host’s desk by links that are printed as well', async () => {
	for (const role of ['kiosk', 'host'] as const) {
		const { enrolled } = await enrolOverHttp(server.url, firstCode(server.said(), role));
		expect(enrolled).toMatchObject({ role, centre: 'murat' });
	}
});

test('a kiosk that is revoked is out at once, and what it had not sent is kept for the host', async () => {
	const kiosk = await enrolOverHttp(server.url, await invited(KIOSK), 'Tablette');
	const host = await enrolOverHttp(server.url, await invited({ ...KIOSK, role: 'host' }));
	expect((await poll(kiosk)).status).toBe(200);
	expect((await revoke(kiosk, host)).body).toBe(true);
	for (const [path, body] of [
		['/sync', {}],
		['/segments', {}],
		['/db/public', undefined],
		['/manage/devices', undefined]
	] as const) {
		const { status, body: said } = await ask(kiosk, path, body);
		expect([path, status, said]).toEqual([path, 401, { error: 'revoked' }]);
	}
	const renewal = await ask(NOBODY, '/session', await proof(kiosk, 'session'));
	expect([renewal.status, renewal.body]).toEqual([401, { error: 'revoked' }]);

	const id = `${local(Date.now()).day}~murat~k7f3.1~000001`;
	const facts = JSON.stringify([['centre_murat', { _id: id, kind: 'visit.arrived' }]]);
	const digest = createHash('sha256').update(facts).digest('hex');
	const kept = await ask(NOBODY, '/quarantine', {
		...(await proof(kiosk, 'quarantine', digest)),
		facts
	});
	expect([kept.status, kept.body]).toEqual([
		200,
		{ outcomes: [{ id, is: 'refused', why: { code: 'revoked' } }] }
	]);
	const { body: shown } = await ask(host, '/manage/quarantine');
	expect(shown).toMatchObject([{ account: kiosk.enrolled.account, db: 'centre_murat' }]);
	const listed = (await devices(host)).find(({ account }) => account === kiosk.enrolled.account);
	expect(listed).toMatchObject({ label: 'Tablette', quarantined: 1 });
});

test('who has lost the cookie gets another by the key, and only by it', async () => {
	const kiosk = await enrolOverHttp(server.url, await invited(KIOSK));
	const answer = await ask(NOBODY, '/session', await proof(kiosk, 'session'));
	expect(answer.body).toMatchObject({ account: kiosk.enrolled.account, role: 'kiosk' });
	const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
	expect((await poll({ ...kiosk, cookie })).status).toBe(200);
	const other = { ...kiosk, sign: newKeys().sign };
	const refused = await ask(NOBODY, '/session', await proof(other, 'session'));
	expect([refused.status, refused.body]).toEqual([401, { error: 'unknown' }]);
});

test('a device that signs out is out, and its browser forgets the session', async () => {
	const kiosk = await enrolOverHttp(server.url, await invited(KIOSK));
	const answer = await fetch(`${server.url}/session`, {
		method: 'DELETE',
		headers: { cookie: kiosk.cookie }
	});
	expect([answer.status, await answer.json()]).toEqual([200, true]);
	expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
	expect((await poll(kiosk)).body).toEqual({ error: 'revoked' });
});

test('the last coordinator is not revoked by accident', async () => {
	const { status, body } = await revoke(coordinator, coordinator);
	expect([status, body]).toEqual([409, { error: 'last-coordinator' }]);
});

test('who has no account manages nothing, and who asks nonsense is told so in JSON', async () => {
	for (const path of ['devices', 'quarantine', 'erasures', 'person/p_sample0marie'])
		expect(await ask(NOBODY, `/manage/${path}`)).toMatchObject({
			status: 401,
			body: { error: 'unknown' }
		});
	const nonsense: readonly (readonly [string, { cookie: string }, unknown])[] = [
		['/manage/invitations', coordinator, { role: 'king' }],
		['/manage/devices/revoke', coordinator, { account: '../secret' }],
		['/enrolment', NOBODY, { code: 1 }],
		['/session', NOBODY, {}],
		['/quarantine', NOBODY, [1]]
	];
	for (const [path, who, body] of nonsense)
		expect(await ask(who, path, body)).toMatchObject({
			status: 422,
			body: { error: 'not-understood' }
		});
	const large = await ask(NOBODY, '/quarantine', { facts: 'x'.repeat(2_100_000) });
	expect(large.status).toBe(413);
});

test('a person is shown what is held about them, and nothing is shown that a code could be guessed by', async () => {
	const place = { role: 'member', centre: 'murat', person: 'p_sample0marie' };
	const phone = await enrolOverHttp(server.url, await invited(place));
	const { body } = await ask(phone, '/manage/person/p_sample0marie');
	const kinds = body.databases['people_murat'].map(({ kind }: { kind?: string }) => kind);
	expect(kinds).toEqual(
		expect.arrayContaining(['person.registered', 'person.coded', 'person.badged'])
	);
	expect(JSON.stringify(body)).not.toMatch(/"(salt|hash)":"(?!kept, not shown")/);
	expect(body.devices).toMatchObject([{ account: phone.enrolled.account, self: true }]);
});

test('guessing is slowed down, and a restart forgets neither that nor any session', async () => {
	const guess = () => ask(NOBODY, '/enrolment', { code: 'wrong', key: newKeys().key });
	let answer = await guess();
	for (let i = 0; i < 20 && answer.status === 404; i += 1) answer = await guess();
	expect(answer).toMatchObject({ status: 429, body: { error: 'too-many' } });
	const { port } = server;
	await server.stop();
	server = await start(port);
	// Forgiven, somebody could guess five times more.
	const first = await guess();
	expect([404, 429]).toContain(first.status);
	expect((await guess()).status).toBe(429);
	expect((await ask(coordinator, '/manage/devices')).status).toBe(200);
	expect(() => firstCode(server.said())).toThrow('no invitation');
});
