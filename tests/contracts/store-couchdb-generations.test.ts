import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCouchDb, type CouchDb } from '../../src/lib/server/store/couchdb';
import { couch, couchdbUrl, databasesOf, deleteDatabases, uniquePrefix } from '../couchdb/couch';

const DB = 'centre_murat';

describe.runIf(couchdbUrl)('generations in a CouchDB of several gateways', () => {
	let prefix: string;
	const opened: CouchDb[] = [];
	const gateway = (abandoned?: number, patience?: number): CouchDb => {
		const store = openCouchDb(couchdbUrl as string, prefix, { abandoned, patience });
		opened.push(store);
		return store;
	};
	beforeEach(() => {
		prefix = uniquePrefix();
	});
	afterEach(async () => {
		for (const store of opened.splice(0)) await store.close();
		await deleteDatabases(prefix);
	});

	const physical = (generation: number): string => `${prefix}${DB}-g${generation}`;
	const pointer = (): Promise<any> => couch(`${prefix}generations/${DB}`);
	const notB = ({ _id }: { _id: string }): boolean => _id !== 'b';
	/** As a gateway leaves it that dies between closing and switching. */
	async function abandonedRewrite(store: CouchDb): Promise<void> {
		await store.insert(DB, [{ _id: 'a' }, { _id: 'b' }]);
		await store.rewrite(DB, ({ _id }) => _id !== 'none');
		await couch(`${prefix}generations`, 'PUT');
		await couch(`${prefix}generations/${DB}`, 'PUT', { current: 1, last: 2, next: 2 });
		await couch(physical(2), 'PUT');
		await couch(`${physical(2)}/half`, 'PUT', {});
		await couch(`${physical(1)}/_design/closed`, 'PUT', {
			validate_doc_update: '(function () { throw { unauthorized: "this generation is closed" }; })'
		});
	}

	test('only the current one is left, with the readers and the rules of the one before', async () => {
		const store = gateway();
		await store.insert(DB, [{ _id: 'a' }, { _id: 'b' }]);
		const security = { admins: { roles: ['_admin'] }, members: { roles: ['host:murat'] } };
		await couch(`${physical(1)}/_security`, 'PUT', security);
		const text = '(function (doc) { if (doc.bad) throw { forbidden: "not here" }; })';
		await couch(`${physical(1)}/_design/rules`, 'PUT', { validate_doc_update: text });
		await store.rewrite(DB, notB);
		expect(await databasesOf(prefix)).toEqual([physical(2), `${prefix}generations`]);
		expect(await couch(`${physical(2)}/_security`)).toMatchObject(security);
		expect(await couch(`${physical(2)}/_design/closed`)).toMatchObject({ error: 'not_found' });
		expect(await store.insert(DB, [{ _id: 'c', bad: true }, { _id: 'd' }])).toEqual([
			{ is: 'forbidden', reason: 'not here' },
			{ is: 'stored' }
		]);
		expect((await couch(physical(2))).cluster.q).toBe(1);
	});

	test('a gateway that last heard of a generation that is no more goes on in the current one', async () => {
		const [store, late] = [gateway(), gateway()];
		await late.insert(DB, [{ _id: 'a' }, { _id: 'b' }]);
		await store.rewrite(DB, notB);
		expect(await late.insert(DB, [{ _id: 'c' }])).toEqual([{ is: 'stored' }]);
		await store.rewrite(DB, ({ _id }) => _id !== 'a');
		expect(await late.range(DB, '', '~')).toEqual([{ _id: 'c' }]);
		await store.rewrite(DB, ({ _id }) => _id !== 'c');
		await late.ensure(DB);
		await store.insert(DB, [{ _id: 'd' }]);
		expect(await late.use(DB, (pouch) => pouch.allDocs({}))).toMatchObject({ total_rows: 1 });
		expect(await databasesOf(prefix)).toEqual([physical(4), `${prefix}generations`]);
	});

	test('one who asks in CouchDB’s own words finds the current one at the second try', async () => {
		const [store, late] = [gateway(), gateway()];
		await late.insert(DB, [{ _id: 'a' }, { _id: 'b' }]);
		await store.rewrite(DB, notB);
		const ask = (): Promise<unknown> =>
			late.use(DB, (pouch) => pouch.get('a').catch(({ status }) => status));
		expect(await ask()).toBe(404);
		expect(await ask()).toMatchObject({ _id: 'a' });
	});

	test('a rewrite whose gateway died is undone by the next who wants to write', async () => {
		const store = gateway(200);
		await abandonedRewrite(store);
		expect(await store.insert(DB, [{ _id: 'c' }])).toEqual([{ is: 'stored' }]);
		expect(await databasesOf(prefix)).toEqual([physical(1), `${prefix}generations`]);
		expect(await pointer()).toMatchObject({ current: 1, last: 2 });
		expect((await pointer()).next).toBeUndefined();
	});

	test('nobody undoes it while it may still be alive: who writes is told to come again', async () => {
		const store = gateway(60_000, 2_000);
		await abandonedRewrite(store);
		await expect(store.insert(DB, [{ _id: 'c' }])).rejects.toThrow();
		expect(await store.get(DB, 'a')).toEqual({ _id: 'a' });
		expect(await databasesOf(prefix)).toContain(physical(2));
	});

	test('a rewrite whose gateway died is done anew by the next', async () => {
		const store = gateway(200);
		await abandonedRewrite(store);
		expect(await store.rewrite(DB, notB)).toEqual({ kept: 1, left: 1 });
		expect(await store.range(DB, '', '~')).toEqual([{ _id: 'a' }]);
		expect(await databasesOf(prefix)).toEqual([physical(3), `${prefix}generations`]);
	});

	test('one that died after the switch leaves nothing behind once it is asked again', async () => {
		const store = gateway();
		await store.insert(DB, [{ _id: 'a' }, { _id: 'b' }]);
		await store.rewrite(DB, notB);
		await couch(physical(1), 'PUT');
		await couch(`${physical(1)}/b`, 'PUT', {});
		expect(await store.rewrite(DB, notB)).toEqual({ kept: 1, left: 0 });
		expect(await databasesOf(prefix)).toEqual([physical(2), `${prefix}generations`]);
	});

	test('what a rewriter made that came too late is destroyed, and nothing that is not known to be old', async () => {
		const store = gateway();
		await store.insert(DB, [{ _id: 'a' }, { _id: 'b' }]);
		await couch(`${prefix}generations`, 'PUT');
		await couch(`${prefix}generations/${DB}`, 'PUT', { current: 1, last: 2 });
		for (const generation of [2, 3]) await couch(physical(generation), 'PUT');
		expect(await store.rewrite(DB, () => true)).toEqual({ kept: 2, left: 0 });
		expect(await databasesOf(prefix)).toEqual([physical(1), physical(3), `${prefix}generations`]);
	});

	test('a rewriter that stood still and was taken for dead switches nothing', async () => {
		const slow = await standingStill('"current":2');
		const dead = openCouchDb(slow.url, prefix);
		opened.push(dead);
		const other = gateway(100);
		await other.insert(DB, [{ _id: 'a' }, { _id: 'b' }]);
		const rewritten = dead.rewrite(DB, notB);
		await slow.reached;
		expect(await other.insert(DB, [{ _id: 'c' }])).toEqual([{ is: 'stored' }]);
		slow.goOn();
		await expect(rewritten).rejects.toThrow('taken over');
		const all = [{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }];
		for (const store of [dead, other]) expect(await store.range(DB, '', '~')).toEqual(all);
		expect(await dead.insert(DB, [{ _id: 'd' }])).toEqual([{ is: 'stored' }]);
		expect(await databasesOf(prefix)).toEqual([physical(1), `${prefix}generations`]);
		slow.end();
	});
});

interface StandingStill {
	readonly url: string;
	/** A request with that text is being held back. */
	readonly reached: Promise<void>;
	goOn(): void;
	end(): void;
}

/** CouchDB behind a door that holds back one request. */
async function standingStill(text: string): Promise<StandingStill> {
	const target = new URL(couchdbUrl as string);
	let reach = (): void => {};
	let goOn = (): void => {};
	const reached = new Promise<void>((resolve) => (reach = resolve));
	const released = new Promise<void>((resolve) => (goOn = resolve));
	const server = createServer(async (request, response) => {
		const { url, method, headers } = request;
		const body = await textOf(request);
		if (body.includes(text)) {
			reach();
			await released;
		}
		const answer = await fetch(`${target.origin}${url}`, {
			method,
			headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
			...(body && { body })
		});
		response.writeHead(answer.status, { 'content-type': 'application/json' });
		response.end(await answer.text());
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://${target.username}:${target.password}@127.0.0.1:${port}`,
		reached,
		goOn,
		end: () => server.close()
	};
}
