import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCouchDb, type CouchDb } from '../../src/lib/server/store/couchdb';
import { couch, couchdbUrl, databasesOf, deleteDatabases, uniquePrefix } from '../couchdb/couch';
import { couchDbPlace } from './places';
import { generationsContract } from './store-generations.contract';
import { rulesContract } from './store-rules.contract';
import { storeContract } from './store.contract';

describe.runIf(couchdbUrl)('on Apache CouchDB', () => {
	const url = couchdbUrl as string;

	storeContract('Apache CouchDB', couchDbPlace);
	generationsContract('Apache CouchDB', couchDbPlace);
	rulesContract('Apache CouchDB', couchDbPlace);

	describe('what CouchDB itself decides', () => {
		const prefix = uniquePrefix();
		let store: CouchDb;
		beforeAll(() => {
			store = openCouchDb(url, prefix);
		});
		afterAll(async () => {
			await store.close();
			await deleteDatabases(prefix);
		});

		test('a document its validation forbids is answered so, and its neighbours are stored', async () => {
			await store.ensure('public');
			await couch(`${prefix}public-g1/_design/rules`, 'PUT', {
				validate_doc_update: 'function (doc) { if (doc.bad) { throw { forbidden: "not here" }; } }'
			});
			const [good, bad, fine] = [{ _id: 'a' }, { _id: 'b', bad: true }, { _id: 'c' }];
			expect(await store.insert('public', [good, bad, fine])).toEqual([
				{ is: 'stored' },
				{ is: 'forbidden', reason: 'not here' },
				{ is: 'stored' }
			]);
			await expect(store.revise('public', 'd', () => ({ bad: true }))).rejects.toThrow();
		});

		test('design documents are neither changes nor in any range', async () => {
			const changes = await store.changes('public', null, 10);
			expect(changes).toMatchObject({ docs: [{ _id: 'a' }, { _id: 'c' }] });
			expect(await store.range('public', '', '~')).toEqual([{ _id: 'a' }, { _id: 'c' }]);
		});

		test('a database has one shard', async () => {
			expect((await couch(`${prefix}public-g1`)).cluster.q).toBe(1);
			expect(await databasesOf(prefix)).toEqual([`${prefix}public-g1`]);
		});
	});
});

describe('a cluster that has not confirmed', () => {
	let server: Server;
	let address: string;
	beforeAll(async () => {
		server = createServer((request, response) => {
			if (request.url?.includes('silent')) return;
			const written = request.method === 'POST' || request.method === 'PUT';
			const status = written ? 202 : request.method === 'HEAD' ? 200 : 404;
			response.writeHead(status, { 'content-type': 'application/json' });
			const bulk = [{ ok: true, id: 'a', rev: '1-a' }];
			response.end(JSON.stringify(written ? bulk : { error: 'not_found', reason: 'missing' }));
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	test('its 202 is no acknowledgement', async () => {
		const store = openCouchDb(address);
		await expect(store.insert('public', [{ _id: 'a' }])).rejects.toThrow();
		await expect(store.revise('public', 'a', () => ({ n: 1 }))).rejects.toThrow();
		await expect(store.ensure('public')).rejects.toThrow();
		await store.close();
	});

	test('its silence is given up', async () => {
		const store = openCouchDb(`${address}/silent`, '', { patience: 30 });
		await expect(store.insert('public', [{ _id: 'a' }])).rejects.toThrow();
		await expect(store.changes('public', null, 1)).rejects.toThrow();
		await store.close();
	});
});
