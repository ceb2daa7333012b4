import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCouchDb, type CouchDb } from '../../src/lib/server/store/couchdb';
import type { Doc } from '../../src/lib/server/store/store';
import { inside } from '../../couchdb/provision.mjs';
import { fact } from '../contracts/gateway-bench';
import { misjudged, NEW } from '../contracts/store-rules.contract';
import { couch, couchdbUrl, deleteDatabases, uniquePrefix } from './couch';
import { DATABASE_NAMES, WHO } from './rules';

/** The CouchDB's own `[chttpd_auth] secret`, where it lets the server speak for others. */
const proxySecret = process.env['COUCHDB_PROXY_SECRET'];

describe.runIf(couchdbUrl && proxySecret)('a CouchDB that is told who writes', () => {
	const prefix = uniquePrefix();
	const doc = (seq: number, more = {}): Doc => fact(seq, {}, more) as unknown as Doc;
	let store: CouchDb;
	beforeAll(async () => {
		// Nothing is judged beforehand: what is refused here, CouchDB itself has refused.
		store = openCouchDb(couchdbUrl as string, prefix, { proxySecret, inside });
		for (const db of DATABASE_NAMES) await store.ensure(db);
	});
	afterAll(async () => {
		await store.close();
		await deleteDatabases(prefix);
	});

	test('lets everybody write as the table of cases has it', async () => {
		// Of a field that could be one of its own, CouchDB refuses the whole request.
		const its = (key: string): boolean => /^_(?!id$|attachments$)/.test(key);
		const cases = NEW.filter(({ who, doc }) => who !== 'admin' && !Object.keys(doc).some(its));
		expect(await misjudged(store, cases)).toEqual([]);
	}, 240_000);

	test('says what is there, though the writer may not read it', async () => {
		const introduced = { kind: 'person.introduced', name: 'Marie D.' };
		const one = doc(900_001, introduced);
		expect(await store.insert('people_murat', [one], WHO.kiosk)).toEqual([{ is: 'stored' }]);
		expect(await store.insert('people_murat', [one], WHO.trainer)).toMatchObject([
			{ is: 'there', doc: { _id: one._id } }
		]);
	});

	test('is told of nobody who would be one of its own', async () => {
		for (const roles of [['_admin'], ['kiosk', 'a,_admin'], ['kiosk\r\nx: y']])
			await expect(store.insert('public', [doc(1)], { name: 'a', roles })).rejects.toThrow();
		await expect(
			store.insert('public', [doc(1)], { name: 'a\r\nx: y', roles: [] })
		).rejects.toThrow();
	});

	test('believes nobody who does not know the secret', async () => {
		const wrong = openCouchDb(couchdbUrl as string, prefix, { proxySecret: `${proxySecret}x` });
		const before = await couch(`${prefix}centre_murat-g1`);
		const tried = wrong.insert('centre_murat', [doc(900_002)], WHO.kiosk);
		await expect(tried).rejects.toThrow();
		expect((await couch(`${prefix}centre_murat-g1`)).doc_count).toBe(before.doc_count);
		await wrong.close();
	});

	test('goes on doing so in the next generation', async () => {
		await store.insert('centre_murat', [doc(900_003), doc(900_004)], WHO.kiosk);
		await store.rewrite('centre_murat', ({ _id }) => _id !== doc(900_003)._id);
		const forged = doc(900_005, { by: 'gateway' });
		expect(await store.insert('centre_murat', [doc(900_006), forged], WHO.kiosk)).toMatchObject([
			{ is: 'stored' },
			{ is: 'forbidden' }
		]);
	});
});
