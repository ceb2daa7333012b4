import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Invitation } from '../../src/lib/domain/accounts';
import { local } from '../../src/lib/domain/calendar';
import { factId } from '../../src/lib/domain/ids';
import { enrolOverHttp, firstCode } from '../support/enrol';
import { startServer, type RunningServer } from '../support/server';

const { day } = local(Date.now());
const JSON_TYPE = { 'content-type': 'application/json' };
let folder: string;
let server: RunningServer;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-quiet-'));
	server = await startServer({ folder });
});
afterEach(async () => {
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});

const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
	fetch(`${server.url}${path}`, {
		method: 'POST',
		headers: { ...JSON_TYPE, cookie },
		body: typeof body === 'string' ? body : JSON.stringify(body)
	});

test('64: no name, code, session or person is in what the server prints, whatever goes wrong', async () => {
	const first = firstCode(server.said());
	const atStart = server.said();
	const coordinator = await enrolOverHttp(server.url, first);
	const invited = await post(
		'/manage/invitations',
		{ role: 'host', centre: 'murat' },
		coordinator.cookie
	);
	const { code } = (await invited.json()) as Invitation;
	const host = await enrolOverHttp(server.url, code);
	const fact = (seq: number, fields: object) => ({
		_id: factId({ day, scope: 'murat', device: 'h0st', epoch: 1, seq }),
		...{ v: 1, count: seq, at: { wall: 0 }, by: 'p_pers0nnequ1', person: 'p_pers0nnequ1' },
		...fields
	});
	const name = 'Philomène Vraiment-Unique';
	const registered = { kind: 'person.registered', name, category: 'other', rules: '1' };
	const facts = [
		['people_murat', fact(1, registered)],
		['people_murat', fact(1, { ...registered, name: `${name} 2` })],
		['people_murat', fact(2, { ...registered, category: name })],
		['centre_ydes', fact(3, { kind: 'visit.noted', note: name })]
	];
	const common = { sync: 1, device: 'h0st', epoch: 1, acked: 0, waiting: 0, cursors: {} };
	await post('/sync', { ...common, facts }, host.cookie);
	// Everything that can be asked wrongly, with something private in it.
	await post('/sync', `{"${name}`, host.cookie);
	await post('/sync', { sync: name }, host.cookie);
	await post('/enrolment', { code: name, key: name });
	await post('/session', { account: name, challenge: name, signature: name });
	await post('/quarantine', { account: name, challenge: name, signature: name, facts: name });
	await post('/manage/devices/revoke', { account: name }, host.cookie);
	const paths = [name, `db/${name}`, `manage/person/${name}`, `enrol?code=${name}`, '%E0%A4%A'];
	for (const path of paths)
		await fetch(`${server.url}/${path}`, { headers: { cookie: host.cookie } });
	await server.stop();

	const printed = server.said().slice(atStart.length);
	const secrets = [coordinator.cookie, host.cookie].map((cookie) => cookie.split('.').at(-1)!);
	for (const secret of [...secrets, code, 'Philom', 'Vraiment', 'p_pers0nnequ1', '271828'])
		expect(printed).not.toContain(secret);
	// Nor do sessions or invitations rest on the disk in a form that opens anything.
	for (const secret of [...secrets, code, first])
		expect(await bytesBelow(folder, secret)).toEqual([]);
	expect(await bytesBelow(folder, 'Philom')).not.toEqual([]);
});

/** The files below a folder that have these letters in them, as UTF-8. */
async function bytesBelow(root: string, letters: string): Promise<string[]> {
	const found: string[] = [];
	for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath ?? entry.path, entry.name);
		if (entry.isFile() && (await readFile(path)).includes(letters)) found.push(path);
	}
	return found;
}
