import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provision } from '../../couchdb/provision.mjs';
import { databasesOfCentre, networkDatabases } from '../../src/lib/domain/ids';
import { openCouchDb } from '../../src/lib/server/store/couchdb';
import { physicalName } from '../../src/lib/server/store/generations';
import { SAMPLE_CENTRES } from '../../src/lib/server/sample-network';
import { seedSampleNetwork } from '../../src/lib/server/seed';
import { fact, newClient, openGateway } from '../contracts/gateway-bench';
import { couch, couchdbUrl, databasesOf, deleteDatabases, uniquePrefix } from './couch';
import { CASES, WHO, type Case, type Who } from './rules';

const script = fileURLToPath(new URL('../../couchdb/provision.mjs', import.meta.url));
const silently = { log: () => {} };

test('provisioning without an address says what it wants', async () => {
	const env = { ...process.env, COUCHDB_URL: '' };
	const failed = await promisify(execFile)(process.execPath, [script], { env }).catch((e) => e);
	expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('COUCHDB_URL=') });
});

describe.runIf(couchdbUrl)('a provisioned CouchDB', () => {
	const url = couchdbUrl as string;
	const prefix = uniquePrefix();
	const accounts: Who[] = ['gateway', 'relay', 'kiosk'];
	const accountName = (who: Who): string => `${prefix}${who}`;
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
	afterAll(async () => {
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
		expect(await databasesOf(prefix)).toEqual(wanted.toSorted());
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
		expect(await couch(`${CENTRE}/_security`)).toEqual(before);
		expect(await couch(`${CENTRE}/_design/facts`)).toMatchObject(design);
	});

	test('each centre’s databases are for its own people', async () => {
		const roles = async (db: string): Promise<string[]> =>
			(await couch(`${prefix}${physicalName(db)}/_security`)).members.roles;
		expect(await roles('roster_ydes')).toEqual(['gateway', 'relay', 'kiosk:ydes']);
		expect(await roles('people_ydes')).not.toContain('kiosk:ydes');
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

	/** Writes as who it is, past the gateway; true where CouchDB took it. */
	async function isTaken({ who, doc, old, revisions }: Case): Promise<boolean> {
		const { origin } = new URL(url);
		const path = `${CENTRE}/${doc['_id']}`;
		const before = old && (await couch(path, 'PUT', old));
		const account =
			who === 'admin' ? new URL(url) : { username: accountName(who), password: 'secret' };
		const basic = Buffer.from(`${account.username}:${account.password}`).toString('base64');
		const written = {
			...doc,
			...(before && { _rev: before.rev }),
			...(revisions && { _revisions: revisions, _rev: `${revisions.start}-${revisions.ids[0]}` })
		};
		const response = await fetch(`${origin}/${CENTRE}/_bulk_docs`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				...(who !== 'nobody' && { authorization: `Basic ${basic}` })
			},
			body: JSON.stringify({ docs: [written], new_edits: revisions === undefined })
		});
		const results = (await response.json()) as { error?: string }[];
		// Each case finds the database without what the one before has left.
		const { _rev } = await couch(path);
		if (_rev) await couch(`${CENTRE}/_purge`, 'POST', { [String(doc['_id'])]: [_rev] });
		const tombstone = before && doc['_deleted'] && (results[0] as { rev?: string })?.rev;
		if (tombstone) await couch(`${CENTRE}/_purge`, 'POST', { [String(doc['_id'])]: [tombstone] });
		return response.ok && !results.some(({ error }) => error);
	}

	test.each(CASES.map((its) => [its.title, its] as const))('%s', async (_, its) => {
		expect(await isTaken(its)).toBe(its.ok);
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
