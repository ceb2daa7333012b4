import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Invitation } from '../../src/lib/domain/accounts';
import { local } from '../../src/lib/domain/calendar';
import { factId } from '../../src/lib/domain/ids';
import type { Outcome, SyncAnswer } from '../../src/lib/domain/protocol';
import { couchdbUrl, deleteDatabases, uniquePrefix } from '../couchdb/couch';
import { enrolOverHttp, firstCode } from '../support/enrol';
import { startServer, type RunningServer } from '../support/server';

/** A valid account of the least rights, a kiosk's, that speaks straight to the server and means harm. Long because it is one list of attacks on one server. */

const prefix = uniquePrefix();
const { day } = local(Date.now());
const JSON_TYPE = { 'content-type': 'application/json' };
let folder: string;
let server: RunningServer;
let coordinator: string;
let cookie: string;
let seq = 0;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-raw-'));
	const env: Record<string, string> = couchdbUrl
		? { COUCHDB_URL: couchdbUrl, COUCHDB_PREFIX: prefix }
		: {};
	server = await startServer({ folder, env });
	coordinator = (await enrolOverHttp(server.url, firstCode(server.said()))).cookie;
	cookie = await newKiosk();
}, 120_000);
afterAll(async () => {
	await server?.stop();
	if (couchdbUrl) await deleteDatabases(prefix);
	await rm(folder, { recursive: true, force: true });
});

async function newKiosk(): Promise<string> {
	const answer = await fetch(`${server.url}/manage/invitations`, {
		method: 'POST',
		headers: { ...JSON_TYPE, cookie: coordinator },
		body: JSON.stringify({ role: 'kiosk', centre: 'murat' })
	});
	return (await enrolOverHttp(server.url, ((await answer.json()) as Invitation).code)).cookie;
}
type Document = Record<string, unknown> & { readonly _id: string };
const good = (more: Record<string, unknown> = {}): Document => ({
	_id: factId({ day, scope: 'murat', device: 'k7f3', epoch: 1, seq: (seq += 1) }),
	kind: 'visit.arrived',
	v: 1,
	count: seq,
	at: { wall: Date.now() },
	by: 'p_marie0001',
	person: 'p_marie0001',
	reason: 'work',
	category: 'other',
	closes: Date.now() + 3_600_000,
	...more
});
const envelope = (facts: string, device = 'k7f3'): string =>
	`{"sync":1,"device":"${device}","epoch":1,"acked":0,"waiting":0,"cursors":{},"facts":${facts}}`;
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
	fetch(`${server.url}/sync`, {
		method: 'POST',
		headers: { ...JSON_TYPE, cookie, ...headers },
		body
	});
const outcomesOf = async (answer: Response): Promise<readonly Outcome[]> => {
	expect(answer.status).toBe(200);
	return ((await answer.json()) as SyncAnswer).outcomes ?? [];
};
const send = async (docs: readonly unknown[], db = 'centre_murat') =>
	outcomesOf(await post(envelope(JSON.stringify(docs.map((doc) => [db, doc])))));
/** CouchDB's own ways, tried by the kiosk. */
const tried = async (method: string, path: string, body?: unknown): Promise<number> => {
	const answer = await fetch(`${server.url}/db/${path}`, {
		method,
		headers: { ...JSON_TYPE, cookie },
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	return answer.status;
};
/** What the server holds, as the coordinator reads it. */
async function held(db: string, id?: string): Promise<Record<string, unknown>[]> {
	const range = id ? `&key=${encodeURIComponent(JSON.stringify(id))}` : '';
	const answer = await fetch(`${server.url}/db/${db}/_all_docs?include_docs=true${range}`, {
		headers: { cookie: coordinator }
	});
	const { rows } = (await answer.json()) as { rows: { doc?: Record<string, unknown> }[] };
	return rows.flatMap(({ doc }) => (doc ? [doc] : []));
}
const worksOn = async (): Promise<void> => {
	const fine = good();
	expect(await send([fine])).toEqual([{ id: fine._id, is: 'stored' }]);
};

test('36: a forged author, device or centre is refused', async () => {
	const theirs = factId({ day, scope: 'murat', device: 'th31rs', epoch: 1, seq: 1 });
	const claim = JSON.stringify([['centre_murat', good({ _id: theirs })]]);
	const claimed = await post(envelope(claim, 'th31rs'), { cookie: await newKiosk() });
	expect((await outcomesOf(claimed))[0]?.is).toBe('stored');
	const fine = good();
	const forged = [
		good({ _id: theirs.replace('000001', '000002') }),
		good({ by: 'th31rs' }),
		good({ _id: fine._id.replace('~murat~', '~ydes~') })
	];
	for (const outcome of await send(forged)) expect(outcome.is).toBe('refused');
	const elsewhere = good({ _id: fine._id.replace('~murat~', '~ydes~') });
	expect(await send([elsewhere], 'centre_ydes')).toMatchObject([
		{ is: 'refused', why: { code: 'not-allowed' } }
	]);
});

test('37, 38: a new root, or a revision that claims the last word, changes no fact there is', async () => {
	const fine = good();
	await send([fine]);
	const claims = { ...fine, reason: 'other', _rev: '999999-abcdef' };
	for (const outcome of await send([{ ...fine, reason: 'other' }, claims]))
		expect(outcome.is).toBe('refused');
	const _revisions = { start: 999_999, ids: ['abcdef'] };
	const pushed = { new_edits: false, docs: [{ ...claims, _revisions }] };
	expect(await tried('POST', 'centre_murat/_bulk_docs', pushed)).toBe(404);
	const [there] = await held('centre_murat', fine._id);
	expect(there).toEqual({ ...fine, _rev: expect.stringMatching(/^1-/) });
});

test('39: two thousand bodies under one id leave one fact, one alarm, and one refusal to look at', async () => {
	const fine = good();
	await send([fine]);
	for (let batch = 0; batch < 10; batch += 1) {
		const bodies = Array.from({ length: 200 }, (_, i) => ({ ...fine, note: `${batch}.${i}` }));
		for (const { is } of await send(bodies)) expect(is).toBe('refused');
	}
	expect(await held('centre_murat', fine._id)).toHaveLength(1);
	const ops = (await held('ops')).map(({ _id }) => String(_id));
	const about = (sort: string) => ops.filter((id) => id.startsWith(sort) && id.includes(fine._id));
	expect(about('alarm~conflict~')).toHaveLength(1);
	expect(about('refused~').length).toBeLessThanOrEqual(2);
	await worksOn();
});

test('40: a history of ten thousand revisions is rejected', async () => {
	const ids = Array.from({ length: 10_000 }, (_, i) => i.toString(16).padStart(32, '0'));
	const doc = good({ _revisions: { start: 10_000, ids } });
	expect((await send([doc]))[0]?.is).toBe('refused');
	const pushed = { new_edits: false, docs: [doc] };
	expect(await tried('POST', 'centre_murat/_bulk_docs', pushed)).toBe(404);
	await worksOn();
});

test('41: ten megabytes, a million keys, a depth of ten thousand are turned away, and the server goes on', async () => {
	expect((await post(`"${'x'.repeat(10_000_000)}"`)).status).toBe(413);
	// Small as it travels, and large when unpacked.
	const bomb = new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 32)));
	expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
	const keys = (count: number): string =>
		Array.from({ length: count }, (_, i) => `"k${i}":1`).join();
	const many = `{"_id":"${good()._id}",${keys(100_000)}}`;
	expect(await outcomesOf(await post(envelope(`[["centre_murat",${many}]]`)))).toMatchObject([
		{ is: 'refused', why: { code: 'too-large' } }
	]);
	expect((await post(envelope(`[["centre_murat",{${keys(1_000_000)}}]]`))).status).toBe(413);
	const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
	expect((await outcomesOf(await post(envelope(`[["centre_murat",${deep}]]`))))[0]?.is).toBe(
		'refused'
	);
	expect((await post('['.repeat(900_000))).status).toBe(400);
	await worksOn();
});

test('42: prototypes and numbers beyond numbers are dropped, and nothing is polluted', async () => {
	const bad = [
		`{"_id":"${good()._id}","__proto__":{"admin":true}}`,
		`{"_id":"${good()._id}","constructor":{"prototype":{"admin":true}}}`,
		JSON.stringify(good()).replace(/"count":\d+/, '"count":1e400')
	];
	const batch = envelope(`[${bad.map((doc) => `["centre_murat",${doc}]`).join()}]`);
	for (const { is } of await outcomesOf(await post(batch))) expect(is).toBe('refused');
	expect((await post(envelope('[["centre_murat",{"count":NaN}]]'))).status).toBe(400);
	expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
	await worksOn();
});

test('43: half characters and endless names are refused, and writing that turns round stays a name', async () => {
	const named = (name: string) => good({ kind: 'person.introduced', name });
	const docs = [named('half \ud800'), named('x'.repeat(10_000)), named('\u202eeiraM\u202c')];
	const outcomes = await send(docs, 'people_murat');
	expect(outcomes.map(({ is }) => is).toSorted()).toEqual(['refused', 'refused', 'stored']);
});

test('44, 48, 49: wrong shapes are refused one by one, each with its reason, and their neighbours land', async () => {
	const [first, last] = [good(), good()];
	const later = good({ kind: 'desk.levitated', v: 7, height: { metres: 2 } });
	const docs = [first, good({ closes: 'noon' }), null, 7, later, good({ person: {} }), last];
	const outcomes = await send(docs);
	expect(outcomes).toHaveLength(docs.length);
	const stored = outcomes.filter(({ is }) => is === 'stored').map(({ id }) => id);
	expect(stored.toSorted()).toEqual([first._id, later._id, last._id].toSorted());
	for (const outcome of outcomes)
		if (outcome.is === 'refused') expect(outcome.why.code).toMatch(/bad-field|malformed/);
	const listed = (await held('ops')).map(({ _id }) => String(_id));
	expect(listed.some((id) => id.startsWith('refused~'))).toBe(true);
});

test('45, 47, 51: rules, marks, rights, pictures, another centre and deletions are out of reach', async () => {
	const fine = good();
	await send([fine]);
	const ways: readonly (readonly [string, string, unknown?])[] = [
		['PUT', 'centre_murat/_design/rules', { validate_doc_update: 'function(){}' }],
		['PUT', 'centre_murat/_security', { members: { roles: [] } }],
		['PUT', `centre_murat/${fine._id}/face.png`, {}],
		['DELETE', `centre_murat/${fine._id}?rev=1-a`, {}],
		['DELETE', 'centre_murat', {}],
		['GET', 'centre_ydes/_all_docs'],
		['GET', 'centre_ydes/_changes'],
		['POST', 'centre_ydes/_find', { selector: {} }],
		['GET', 'people_murat/_all_docs'],
		['GET', '_all_dbs'],
		['GET', '_users/_all_docs']
	];
	for (const [method, path, body] of ways)
		expect([method, path, await tried(method, path, body)]).toEqual([method, path, 404]);
	const gone = { _id: fine._id, _deleted: true };
	const picture = good({ _attachments: { face: { content_type: 'image/png', data: 'aGk=' } } });
	const docs = [{ _id: '_local/mark' }, { _id: '_design/rules' }, picture];
	for (const { is } of await send([...docs, ...Array.from({ length: 200 }, () => gone)]))
		expect(is).toBe('refused');
	expect(await held('centre_murat', fine._id)).toHaveLength(1);
});

test('46: no request makes a kiosk more than a kiosk', async () => {
	const cursors = { ops: null, people_murat: null, accounts: null };
	const claims = { ...JSON.parse(envelope('[]')), role: 'coordinator', roles: ['_admin'], cursors };
	const answer = (await (await post(JSON.stringify(claims))).json()) as SyncAnswer;
	expect(answer.news).toBeUndefined();
	for (const [path, body] of [
		['/manage/invitations', { role: 'coordinator' }],
		['/manage/devices/revoke', { account: 'somebody' }]
	] as const) {
		const { status } = await fetch(`${server.url}${path}`, {
			method: 'POST',
			headers: { ...JSON_TYPE, cookie },
			body: JSON.stringify(body)
		});
		expect([path, status]).toEqual([path, 403]);
	}
	const made = good({ kind: 'staff.appointed', name: 'Me', code: {} });
	expect((await send([made], 'people_murat'))[0]?.is).toBe('refused');
});

test('50: ten thousand facts within a minute are slowed down, and others are served meanwhile', async () => {
	const flooding = await newKiosk();
	// At once: one after another, a store that writes slowly slows them down by itself.
	const answers = await Promise.all(
		Array.from({ length: 50 }, (_, batch) => {
			const facts = Array.from({ length: 200 }, (_, i) => {
				const number = batch * 200 + i + 1;
				const _id = factId({ day, scope: 'murat', device: 'fl00d', epoch: 1, seq: number });
				return ['centre_murat', good({ _id })];
			});
			return post(envelope(JSON.stringify(facts), 'fl00d'), { cookie: flooding });
		})
	);
	const slowed = answers.filter(({ status }) => status === 429);
	expect(slowed.length).toBeGreaterThan(0);
	for (const { headers } of slowed) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
	expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
	await worksOn();
}, 120_000);
