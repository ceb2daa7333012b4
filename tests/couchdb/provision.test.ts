import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inside } from '../../couchdb/contents.mjs';
import { inside, provision } from '../../couchdb/provision.mjs';
import { databasesOfCentre, networkDatabases } from '../../src/lib/domain/ids';
import { openCouchDb, type CouchDb } from '../../src/lib/server/store/couchdb';
import { physicalName } from '../../src/lib/server/store/generations';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { seedSampleNetwork } from '../../src/lib/server/seed';
import { fact, newClient, openGateway } from '../contracts/gateway-bench';
import { couch, couchdbUrl, databasesOf, deleteDatabases, uniquePrefix } from './couch';
import { CASES, DATABASE_NAMES, WHO, type Case, type Who } from './rules';

const script = fileURLToPath(new URL('../../couchdb/provision.mjs', import.meta.url));
const silently = { log: () => {} };

/* Long because one CouchDB is provisioned once, and everything is asked of that one. */

test('provisioning without an address says what it wants', async () => {
	const env = { ...process.env, COUCHDB_URL: '' };
	const failed = await promisify(execFile)(process.execPath, [script], { env }).catch((e) => e);
	expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('COUCHDB_URL=') });
});

test('a CouchDB that believes whoever says to be its administrator is not provisioned', async () => {
	const asked: string[] = [];
	const gullible = createServer(({ method, url, headers }, response) => {
		asked.push(`${method} ${url}`);
		response.setHeader('content-type', 'application/json');
		const name = headers['x-auth-couchdb-username'] ?? null;
		response.end(JSON.stringify({ ok: true, userCtx: { name, roles: ['_admin'] } }));
	});
	await once(gullible.listen(0, '127.0.0.1'), 'listening');
	const { port } = gullible.address() as AddressInfo;
	const provisioned = provision(`http://admin:admin@127.0.0.1:${port}`, silently);
	await expect(provisioned).rejects.toThrow('believes anybody');
	expect(asked).toEqual(['GET /_session']);
	gullible.close();
});

describe.runIf(couchdbUrl)('a provisioned CouchDB', () => {
	const url = couchdbUrl as string;
	const prefix = uniquePrefix();
	const accounts = (Object.keys(WHO) as Who[]).filter((who) => who !== 'admin' && who !== 'nobody');
	const accountName = (who: Who): string => `${prefix}${who.replaceAll(' ', '-')}`;
	const user = (who: Who): string => `_users/org.couchdb.user:${accountName(who)}`;

	beforeAll(async () => {
		await provision(url, { prefix, ...silently });
		for (const who of accounts)
			await couch(user(who), 'PUT', {
				name: accountName(who),
				type: 'user',
				roles: WHO[who].roles,
				password: 'secret'
			});
	});
	const opened: CouchDb[] = [];
	function openedWith(contents: Inside): CouchDb {
		const store = openCouchDb(url, prefix, { inside: contents });
		opened.push(store);
		return store;
	}
	afterAll(async () => {
		for (const store of opened) await store.close();
		for (const who of accounts)
			await couch(`${user(who)}?rev=${(await couch(user(who)))._rev}`, 'DELETE');
		await deleteDatabases(prefix);
	});

	const CENTRE = `${prefix}centre_murat-g1`;
	/** Design documents with their revisions, and who may read, of every database. */
	const everything = async (): Promise<unknown> => {
		const all: Record<string, unknown> = {};
		for (const name of await databasesOf(prefix)) {
			const { rows } = await couch(`${name}/_all_docs?startkey="_design/"&endkey="_design0"`);
			all[name] = [rows, await couch(`${name}/_security`), (await couch(name)).cluster.q];
		}
		return all;
	};

	test('it has the databases the server asks for, of one shard each', async () => {
		const wanted = [
			...networkDatabases,
			...SAMPLE_CENTRES.flatMap(({ slug }) => databasesOfCentre(slug))
		].map((db) => `${prefix}${physicalName(db)}`);
		const all = [...wanted, `${prefix}generations`];
		expect(await databasesOf(prefix)).toEqual(all.toSorted());
		expect((await couch(CENTRE)).cluster.q).toBe(1);
	});

	test('provisioning it again changes nothing', async () => {
		const before = await everything();
		const again = await provision(url, { prefix, ...silently });
		expect(again.changed).toEqual([]);
		expect(await everything()).toEqual(before);
		const env = { ...process.env, COUCHDB_URL: url, COUCHDB_PREFIX: prefix };
		const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
		expect(stdout).toContain('0 changes made');
	});

	test('what somebody has changed by hand is put right', async () => {
		const before = await couch(`${CENTRE}/_security`);
		const { _rev, ...design } = await couch(`${CENTRE}/_design/facts`);
		await couch(`${CENTRE}/_security`, 'PUT', {});
		await couch(`${CENTRE}/_design/facts`, 'PUT', { _id: design._id, _rev });
		const { changed } = await provision(url, { prefix, ...silently });
		expect(changed).toEqual([`${CENTRE}: readers set`, `${CENTRE}: _design/facts written`]);
		expect((await provision(url, { prefix, ...silently })).changed).toEqual([]);
		expect(await couch(`${CENTRE}/_security`)).toEqual(before);
		expect(await couch(`${CENTRE}/_design/facts`)).toMatchObject(design);
	});

	test('each centre’s databases are for its own people', async () => {
		const roles = async (db: string): Promise<string[]> =>
			(await couch(`${prefix}${physicalName(db)}/_security`)).members.roles;
		expect(await roles('roster_ydes')).toEqual(['gateway', 'relay', 'kiosk:ydes']);
		expect(await roles('centre_ydes')).not.toContain('kiosk:murat');
		for (const db of networkDatabases) expect((await roles(db)).length).toBeGreaterThan(0);
	});

	test.each(['public', 'centre_murat', 'ops'])(
		'who has no account reads nothing of %s',
		async (db) => {
			const name = `${prefix}${physicalName(db)}`;
			expect((await fetch(`${new URL(url).origin}/${name}/_all_docs`)).status).toBe(401);
		}
	);

	test('a centre the network has described gets its databases too', async () => {
		const vic = { ...SAMPLE_CENTRES[0], slug: 'vic' };
		const described = fact(1, {}, { kind: 'centre.described', centre: vic });
		await couch(`${prefix}public-g1/${described._id}`, 'PUT', described);
		const { changed } = await provision(url, { prefix, ...silently });
		expect(changed.filter((line) => line.endsWith('created'))).toEqual(
			databasesOfCentre('vic').map((db) => `${prefix}${physicalName(db)}: created`)
		);
	});

	const authorization = (who: Who): Record<string, string> => {
		if (who === 'nobody') return {};
		const { username, password } =
			who === 'admin' ? new URL(url) : { username: accountName(who), password: 'secret' };
		const basic = Buffer.from(`${username}:${password}`).toString('base64');
		return { authorization: `Basic ${basic}` };
	};
	/** Asks as who it is, past the gateway. */
	async function raw(who: Who, path: string, body: unknown): Promise<any> {
		const response = await fetch(`${new URL(url).origin}/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...authorization(who) },
			body: JSON.stringify(body)
		});
		return response.json();
	}

	/** True where CouchDB took it. */
	async function isTaken({ who, db, doc, old, revisions }: Case): Promise<boolean> {
		const name = `${prefix}${physicalName(db)}`;
		const path = `${name}/${encodeURIComponent(String(doc['_id']))}`;
		const before = old && (await couch(path, 'PUT', old));
		if (before) expect(before).toMatchObject({ ok: true });
		const written = {
			...doc,
			...(before && { _rev: before.rev }),
			...(revisions && { _revisions: revisions, _rev: `${revisions.start}-${revisions.ids[0]}` })
		};
		const body = { docs: [written], new_edits: revisions === undefined };
		const results = await raw(who, `${name}/_bulk_docs`, body);
		if (old) await purge(name, String(doc['_id']));
		return Array.isArray(results) && !results.some(({ error }) => error);
	}

	/** So that each case finds the database without what the one before has left. */
	async function purge(name: string, id: string): Promise<void> {
		const { docs } = (await couch(`${name}/_bulk_get`, 'POST', { docs: [{ id }] })).results[0];
		const revs = docs.flatMap(({ ok }: { ok?: { _rev: string } }) => ok?._rev ?? []);
		if (revs.length > 0) await couch(`${name}/_purge`, 'POST', { [id]: revs });
	}

	test('who may write what is as the table of cases has it', async () => {
		for (const db of DATABASE_NAMES.filter((name) => name.startsWith('member_')))
			await openedWith(inside).ensure(db);
		const wrong: string[] = [];
		for (const its of CASES) if ((await isTaken(its)) !== its.ok) wrong.push(its.title);
		expect(wrong).toEqual([]);
	}, 240_000);

	test('nobody but an administrator touches rules, readers or databases', async () => {
		const before = await everything();
		for (const who of ['gateway', 'relay', 'kiosk', 'host', 'coordinator', 'member'] as const)
			for (const [path, method] of [
				[`${CENTRE}/_security`, 'PUT'],
				[`${CENTRE}/_design/facts`, 'PUT'],
				[`${CENTRE}/_design/facts`, 'DELETE'],
				[CENTRE, 'DELETE'],
				[`${prefix}mine`, 'PUT'],
				[`${CENTRE}/_purge`, 'POST'],
				[`${CENTRE}/_revs_limit`, 'PUT']
			] as const) {
				const init = { method, headers: authorization(who), body: '{}' };
				const { ok } = await fetch(`${new URL(url).origin}/${path}`, init);
				expect([who, method, path, ok]).toEqual([who, method, path, false]);
			}
		expect(await everything()).toEqual(before);
	});

	test('nobody reads or writes a database whose members they are not', async () => {
		const strange = [
			['kiosk', 'centre_ydes'],
			['host', 'people_ydes'],
			['member', 'centre_murat'],
			['trainer', 'people_murat'],
			['coordinator', 'accounts'],
			['kiosk', 'generations'],
			['member', 'member_fedcba9876543210']
		] as const;
		for (const [who, db] of strange) {
			const name = db === 'generations' ? `${prefix}${db}` : `${prefix}${physicalName(db)}`;
			for (const path of ['_all_docs', '_changes', '_bulk_get', '_find', '_bulk_docs']) {
				const answer = await raw(who, `${name}/${path}`, { docs: [], selector: {} });
				expect([who, db, path, answer.error]).toEqual([who, db, path, 'forbidden']);
			}
		}
	});

	test('two thousand versions of one fact, pushed by a device, leave the one that was there', async () => {
		const one = fact(900_001);
		await couch(`${CENTRE}/${one._id}`, 'PUT', one);
		const rev = (i: number): string => `1-${String(i).padStart(32, '0')}`;
		const docs = Array.from({ length: 2_000 }, (_, i) => ({ ...one, n: i, _rev: rev(i) }));
		const results = await raw('kiosk', `${CENTRE}/_bulk_docs`, { new_edits: false, docs });
		expect(results.filter(({ error }: { error?: string }) => error === 'forbidden')).toHaveLength(
			2_000
		);
		const now = await couch(`${CENTRE}/${one._id}?conflicts=true`);
		expect(now).toMatchObject(one);
		expect(now._conflicts).toBeUndefined();
	});

	test('a device that deletes everything it can name deletes nothing', async () => {
		const { rows } = await couch(`${CENTRE}/_all_docs`);
		const docs = rows.map(({ id, value }: { id: string; value: { rev: string } }) => ({
			_id: id,
			_rev: value.rev,
			_deleted: true
		}));
		for (const who of ['kiosk', 'host', 'coordinator'] as const)
			await raw(who, `${CENTRE}/_bulk_docs`, { docs });
		expect(await couch(`${CENTRE}/_all_docs`)).toEqual(
			expect.objectContaining({ total_rows: rows.length })
		);
	});

	test('a person’s database made by the server is as provisioning would have made it', async () => {
		const db = 'member_00000000000000aa';
		const store = openedWith(inside);
		await store.insert(db, [{ _id: 'report~me', person: 'p_marie0001' }]);
		const { changed } = await provision(url, { prefix, ...silently });
		expect(changed.filter((line) => line.includes('member_'))).toEqual([]);
		expect((await couch(`${prefix}${physicalName(db)}/_security`)).members.roles).toContain(
			`own:${db}`
		);
	});

	test('what has moved on is provisioned where it is now, and what was dropped stays dropped', async () => {
		const [moved, dropped] = ['network', 'member_00000000000000bb'];
		const store = openedWith(inside);
		await store.insert(moved, [{ _id: 'report~a' }, { _id: 'report~b' }]);
		await store.rewrite(moved, ({ _id }) => _id !== 'report~b');
		await store.ensure(dropped);
		await store.drop(dropped);
		const before = await databasesOf(prefix);
		expect(before).toContain(`${prefix}${physicalName(moved, 2)}`);
		const { changed, databases } = await provision(url, { prefix, ...silently });
		expect(changed).toEqual([]);
		expect(databases).toContain(`${prefix}${physicalName(moved, 2)}`);
		expect(await databasesOf(prefix)).toEqual(before);
	});

	test('the gateway’s own account writes all that the gateway writes', async () => {
		const store = openCouchDb(url, prefix);
		await seedSampleNetwork(store, { now: () => Date.parse('2026-11-23T11:00:00Z') });
		const bench = openGateway(store);
		const kiosk = newClient(bench);
		const outcomes = await kiosk.send(fact(1), fact(2), { ...fact(3), count: 'many' });
		expect(outcomes.map(({ is }) => is).toSorted()).toEqual(['refused', 'stored', 'stored']);
		expect((await kiosk.send(fact(1))).map(({ is }) => is)).toEqual(['duplicate']);
		await kiosk.send({ ...fact(1), reason: 'other' });
		await store.revise('public', 'report~availability~murat~x', () => ({ desks: 6 }));
		await store.revise('public', 'report~availability~murat~x', () => ({ desks: 5 }));
		const sorts = ['alarm~', 'device~', 'refused~'].map((sort) =>
			store.range('ops', sort, `${sort}\uffff`)
		);
		expect((await Promise.all(sorts)).map((docs) => docs.length)).toEqual([1, 1, 2]);
		const described = await store.range('public', '', 'a');
		expect(described.length).toBeGreaterThanOrEqual(SAMPLE_CENTRES.length);
		await store.close();
	});

	test('what its rules refuse is answered as refused, and neighbours are stored', async () => {
		const store = openCouchDb(url, prefix);
		// Nothing the gateway lets pass is refused by these rules today: a stricter one stands for tomorrow's.
		await couch(`${CENTRE}/_design/strict`, 'PUT', {
			validate_doc_update:
				'(function (doc) { if (doc.reason === "other") throw { forbidden: "no" }; })'
		});
		const outcomes = await newClient(openGateway(store)).send(
			fact(11),
			fact(12, {}, { reason: 'other' }),
			fact(13)
		);
		expect(outcomes).toContainEqual({
			id: fact(12)._id,
			is: 'refused',
			why: { code: 'forbidden' }
		});
		expect(outcomes.filter(({ is }) => is === 'stored')).toHaveLength(2);
		await store.close();
	});
});
