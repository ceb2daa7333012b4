import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Invitation, Place } from '../../src/lib/domain/accounts';
import { factId, partsOf, sortOfDatabase, type DatabaseName } from '../../src/lib/domain/ids';
import { local } from '../../src/lib/domain/calendar';
import type { SyncAnswer } from '../../src/lib/domain/protocol';
import {
	mayWrite,
	reachOf,
	RIGHTS,
	ROLES,
	VISITOR,
	type Holder,
	type RoleName
} from '../../src/lib/domain/rights';
import { couchdbUrl, deleteDatabases, uniquePrefix } from '../couchdb/couch';
import { enrolOverHttp, firstCode } from '../support/enrol';
import { startServer, type RunningServer } from '../support/server';

/**
 * Law 7 over real HTTP: every role, at every endpoint, with every database there
 * is, of its own centre and of another, compared with the one table. Long because
 * all of it is asked of one server with one of each role.
 */

interface Person {
	readonly holder: Holder;
	readonly headers: Record<string, string>;
	readonly device: string;
}

const prefix = uniquePrefix();
const day = local(Date.now()).day;
const people = new Map<RoleName, Person>();
let folder: string;
let server: RunningServer;
let databases: readonly DatabaseName[];

const json = { 'content-type': 'application/json' };
const ask = (who: Person, path: string, init: RequestInit = {}): Promise<Response> =>
	fetch(`${server.url}${path}`, { ...init, headers: { ...json, ...who.headers } });
const post = (who: Person, path: string, body: unknown): Promise<Response> =>
	ask(who, path, { method: 'POST', body: JSON.stringify(body) });

async function enrolled(code: string, device: string): Promise<Person> {
	const { cookie, enrolled } = await enrolOverHttp(server.url, code);
	const { role, account, centre, person, own } = enrolled;
	const holder: Holder = {
		role,
		account,
		// A phone is at home somewhere, and is let in everywhere it may book.
		...(centre && { centre }),
		...(person && { person }),
		...(own && { own })
	};
	return { holder, headers: { cookie }, device };
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'telecentre-matrix-'));
	const env: Record<string, string> = couchdbUrl
		? { COUCHDB_URL: couchdbUrl, COUCHDB_PREFIX: prefix }
		: {};
	server = await startServer({ folder, env });
	const coordinator = await enrolled(firstCode(server.said()), 'coord1');
	people.set('visitor', { holder: VISITOR, headers: {}, device: 'v1s1tor' });
	people.set('coordinator', coordinator);
	const places: readonly Place[] = [
		{ role: 'kiosk', centre: 'murat' },
		{ role: 'host', centre: 'murat' },
		{ role: 'trainer' },
		{ role: 'member', centre: 'murat', person: 'p_sample0marie' }
	];
	for (const place of places) {
		const answer = await post(coordinator, '/manage/invitations', place);
		expect([place.role, answer.status]).toEqual([place.role, 200]);
		const { code } = (await answer.json()) as Invitation;
		people.set(place.role, await enrolled(code, `${place.role.slice(0, 6)}1`));
	}
	databases = [
		...Object.keys(RIGHTS).filter((sort) => !/centre|people|roster|member/.test(sort)),
		...['murat', 'ydes'].flatMap((slug) => [`centre_${slug}`, `people_${slug}`, `roster_${slug}`]),
		people.get('member')!.holder.own!,
		'member_0000000000000000',
		'centre_nowhere'
	];
}, 120_000);
afterAll(async () => {
	await server?.stop();
	if (couchdbUrl) await deleteDatabases(prefix);
	await rm(folder, { recursive: true, force: true });
});

const EXISTS = (db: DatabaseName): boolean => !/nowhere|0000000000000000/.test(db);
const roles = ROLES.filter((role) => role !== 'relay');

describe.each(roles)('a %s', (role) => {
	const who = (): Person => people.get(role)!;
	const seqs = new Map<string, number>();
	const envelope = () => ({
		sync: 1,
		device: who().device,
		epoch: 1,
		acked: 0,
		waiting: 0,
		facts: [],
		cursors: {}
	});
	/** A fact of an unknown kind: it goes wherever it is sent, if its sender may write there. */
	function stray(db: DatabaseName) {
		const scope = /^(?:centre|people|roster)_(.+)$/.exec(db)?.[1] ?? who().holder.centre ?? 'murat';
		const seq = (seqs.get(role) ?? 0) + 1;
		seqs.set(role, seq);
		const _id = factId({ day, scope, device: who().device, epoch: 1, seq });
		const by = who().holder.person ?? 'p_sample0marie';
		return { _id, kind: 'desk.levitated', v: 1, count: seq, at: { wall: Date.now() }, by };
	}

	test('is told by /sync of exactly the databases it may read', async () => {
		const cursors = Object.fromEntries(databases.map((db) => [db, null]));
		const answer = await post(who(), '/sync', { ...envelope(), cursors });
		expect(answer.status).toBe(200);
		const { news = {} } = (await answer.json()) as SyncAnswer;
		const readable = databases.filter((db) => EXISTS(db) && reachOf(who().holder, db));
		// One that has nothing in it may be left out; one that may not be read must be.
		for (const db of Object.keys(news)) expect(readable).toContain(db);
		expect(Object.keys(news)).toContain('public');
	});

	test('writes by /sync into exactly the databases it may write, and is refused the rest', async () => {
		for (const db of databases) {
			const fact = stray(db);
			const answer = await post(who(), '/sync', { ...envelope(), facts: [[db, fact]] });
			if (role === 'visitor') {
				// Facts come from devices that are enrolled; one without a session has to prove itself.
				expect([db, answer.status]).toEqual([db, 401]);
				continue;
			}
			const { outcomes } = (await answer.json()) as SyncAnswer;
			const allowed = EXISTS(db) && mayWrite(who().holder, db, fact);
			expect([db, outcomes?.[0]?.is]).toEqual([db, allowed ? 'stored' : 'refused']);
		}
	});

	test('may not say it is another role, device or centre', async () => {
		const claims = { role: 'coordinator', centre: 'ydes', account: 'someone' };
		const fact = { ...stray('centre_ydes'), kind: 'desk.levitated' };
		const body = { ...envelope(), ...claims, facts: [['centre_ydes', fact]] };
		const said = await post(who(), '/sync', body);
		if (role === 'visitor') return expect(said.status).toBe(401);
		const { outcomes } = (await said.json()) as SyncAnswer;
		const allowed = mayWrite(who().holder, 'centre_ydes', fact);
		expect(outcomes?.[0]?.is).toBe(allowed ? 'stored' : 'refused');
		// The name the coordinator's device has had from its first exchange on.
		const others = role === 'coordinator' ? people.get('kiosk')! : people.get('coordinator')!;
		await post(others, '/sync', { ...envelope(), device: others.device });
		const db = databases.find((name) => EXISTS(name) && mayWrite(who().holder, name, fact));
		if (!db) return;
		const own = stray(db);
		const forged = { ...own, _id: factId({ ...partsOf(own._id), device: others.device }) };
		const told = (await (
			await post(who(), '/sync', { ...envelope(), facts: [[db, forged]] })
		).json()) as SyncAnswer;
		expect(told.outcomes?.[0]).toMatchObject({ is: 'refused', why: { code: 'not-yours' } });
	});

	test('fetches segments of exactly the databases it may read', async () => {
		for (const db of databases) {
			const names = [{ day, hash: 'x' }];
			const { status } = await post(who(), '/segments', { db, names });
			expect([db, status]).toEqual([db, reachOf(who().holder, db) ? 200 : 403]);
		}
	});

	test('pulls as CouchDB would serve them exactly the databases it may read whole', async () => {
		for (const db of databases) {
			const whole = EXISTS(db) && reachOf(who().holder, db) === 'all';
			for (const path of ['', '/_all_docs', '/_changes', '/_changes?include_docs=true']) {
				const { status } = await ask(who(), `/db/${db}${path}`);
				expect([db, path, status]).toEqual([db, path, whole ? 200 : 404]);
			}
			const wanted = { docs: [{ id: 'instance' }] };
			expect([db, (await post(who(), `/db/${db}/_bulk_get`, wanted)).status]).toEqual([
				db,
				whole ? 200 : 404
			]);
			expect([db, (await post(who(), `/db/${db}/_revs_diff`, {})).status]).toEqual([
				db,
				whole ? 200 : 404
			]);
		}
	});

	test('changes nothing by CouchDB’s ways of writing, wherever', async () => {
		const ways: readonly (readonly [string, string, unknown])[] = [
			['PUT', '/note', { text: 'hello' }],
			['POST', '', { _id: 'note' }],
			['POST', '/_bulk_docs', { docs: [{ _id: 'note' }], new_edits: false }],
			['PUT', '/_design/rules', { views: {} }],
			['PUT', '/_security', { members: { roles: [] } }],
			['DELETE', '/note', {}],
			['DELETE', '', {}],
			['PUT', '/note/face.png', {}],
			['POST', '/_find', { selector: {} }],
			['POST', '/_purge', {}],
			['POST', '/_compact', {}],
			['PUT', '/_revs_limit', 1]
		];
		for (const db of databases)
			for (const [method, path, body] of ways) {
				const { status } = await ask(who(), `/db/${db}${path}`, {
					method,
					body: JSON.stringify(body)
				});
				expect([db, method, path, status >= 400 && status < 500]).toEqual([db, method, path, true]);
			}
		// Its own checkpoint it may keep where it may read: that is no document of anybody's.
		for (const db of databases) {
			const mark = { method: 'PUT', body: JSON.stringify({ last_seq: 1 }) };
			const { status } = await ask(who(), `/db/${db}/_local/${role}-mark`, mark);
			const whole = EXISTS(db) && reachOf(who().holder, db) === 'all';
			expect([db, status]).toEqual([db, whole ? 201 : 404]);
		}
	});

	test('manages what its role manages', async () => {
		const can = (path: string, ...roles: RoleName[]): readonly [string, number] => [
			path,
			role === 'visitor' ? 401 : roles.includes(role) ? 200 : 403
		];
		const reads = [
			can('/manage/devices', 'member', 'host', 'trainer', 'coordinator'),
			can('/manage/me', 'member', 'kiosk', 'host', 'trainer', 'coordinator'),
			can('/manage/calendar', 'member'),
			can('/manage/quarantine', 'host', 'coordinator'),
			can('/manage/erasures', 'host', 'coordinator'),
			can('/manage/fences', 'coordinator'),
			can('/manage/matters', 'coordinator'),
			can('/manage/person/p_sample0marie', 'member', 'host', 'coordinator')
		];
		for (const [path, status] of reads)
			expect([path, (await ask(who(), path)).status]).toEqual([path, status]);
		// What nobody has published is silent, to whoever has an account.
		const lesson = await ask(who(), '/lessons/nothing/there');
		expect(lesson.status).toBe(role === 'visitor' ? 401 : 404);
		const invitations: readonly (readonly [Place, readonly RoleName[]])[] = [
			[{ role: 'kiosk', centre: 'murat' }, ['host', 'coordinator']],
			[{ role: 'host', centre: 'murat' }, ['host', 'coordinator']],
			[{ role: 'kiosk', centre: 'ydes' }, ['coordinator']],
			[{ role: 'host', centre: 'ydes' }, ['coordinator']],
			[{ role: 'trainer' }, ['coordinator']],
			[{ role: 'coordinator' }, ['coordinator']],
			[{ role: 'member', centre: 'murat', person: 'p_sample0marie' }, ['host', 'coordinator']]
		];
		for (const [place, allowed] of invitations) {
			const wanted = role === 'visitor' ? 401 : allowed.includes(role) ? 200 : 403;
			const { status } = await post(who(), '/manage/invitations', place);
			expect([place, status]).toEqual([place, wanted]);
		}
		const { status } = await post(who(), '/manage/devices/revoke', { account: 'nobody12' });
		expect(status).toBe(role === 'visitor' ? 401 : status === 403 ? 403 : 404);
		const taking = await post(who(), '/manage/fences', { account: 'nobody12', recovered: true });
		const told = role === 'visitor' ? 401 : role === 'coordinator' ? 404 : 403;
		expect(taking.status).toBe(told);
	});
});

test('two people’s phones are told byte for byte the same of what is public', async () => {
	const coordinator = people.get('coordinator')!;
	const place = { role: 'member', centre: 'murat', person: 'p_someb0dye1se' };
	const { code } = (await (
		await post(coordinator, '/manage/invitations', place)
	).json()) as Invitation;
	const other = await enrolled(code, 'member2');
	const told = async (who: Person): Promise<string> => {
		const cursors = { public: null, network: null };
		const common = { sync: 1, epoch: 1, acked: 0, waiting: 0, facts: [], cursors };
		const answer = await post(who, '/sync', { ...common, device: who.device });
		return JSON.stringify(((await answer.json()) as SyncAnswer).news);
	};
	const arrival = {
		...{ _id: factId({ day, scope: 'murat', device: 'kiosk1', epoch: 1, seq: 900 }), v: 1 },
		...{ kind: 'visit.arrived', count: 900, at: { wall: Date.now() }, by: 'p_sample0marie' },
		...{ person: 'p_sample0marie', reason: 'work', category: 'other', closes: Date.now() }
	};
	const facts = [['centre_murat', arrival]];
	const body = { sync: 1, device: 'kiosk1', epoch: 1, acked: 0, waiting: 0, facts, cursors: {} };
	expect((await post(people.get('kiosk')!, '/sync', body)).status).toBe(200);
	const first = await vi.waitFor(async () => {
		const news = await told(people.get('member')!);
		// The visit just made is counted: from here on nothing more changes.
		expect(news.includes('"visits":1')).toBe(true);
		return news;
	}, 20_000);
	expect((await told(other)) === first).toBe(true);
	expect(sortOfDatabase(other.holder.own!)).toBe('member');
	expect(other.holder.own).not.toBe(people.get('member')!.holder.own);
});

test('54: a session that is none is told so everywhere, the same whatever is wrong with it', async () => {
	const { holder, headers } = people.get('kiosk')!;
	const secret = headers['cookie']!.split('.')[1]!;
	const wrong = [
		`__Host-s=${holder.account}.${'A'.repeat(secret.length)}`,
		`__Host-s=nobody12.${secret}`,
		'__Host-s=',
		'__Host-s=nonsense'
	];
	const paths = [
		'/sync',
		'/segments',
		'/db/public',
		'/manage/devices',
		'/manage/invitations',
		'/lessons/a/b'
	];
	for (const path of paths) {
		const answers = await Promise.all(
			wrong.map(async (cookie) => {
				const who = { holder, device: 'x', headers: { cookie } };
				const answer = await (/^\/(db|lessons)|devices$/.test(path)
					? ask(who, path)
					: post(who, path, {}));
				const headers = [...answer.headers].filter(([name]) => name !== 'date');
				return JSON.stringify([answer.status, await answer.text(), headers]);
			})
		);
		expect([path, new Set(answers).size, answers[0]!.slice(0, 5)]).toEqual([path, 1, '[401,']);
	}
});
