import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import { fact } from '../contracts/gateway-bench';
import { enrolOverHttp, firstCode } from '../support/enrol';
import { startServer, type RunningServer } from '../support/server';
import { openReplicator, remote, type Replicated, type Replicator } from './replicator';

const DB = 'centre_murat';

/** A standard PouchDB pulls from the really running server, and pushes nothing. */
export function pullContract(name: string, serverOn: () => Record<string, string>): void {
	describe(`pulling from the running server: ${name}`, () => {
		let folder: string;
		let server: RunningServer;
		let cookie = '';
		let locals = 0;
		const sent: Fact[] = [];

		beforeAll(async () => {
			folder = await mkdtemp(join(tmpdir(), 'pull-'));
			const env = { RELAY: 'off', ...serverOn() };
			server = await startServer({ folder: join(folder, 'data'), env });
			cookie = (await enrolOverHttp(server.url, firstCode(server.said()))).cookie;
			await send(1, 60);
		}, 240_000);
		afterAll(async () => {
			await server?.stop();
			rmSync(folder, { recursive: true, force: true });
		});

		/** As a device would. */
		async function send(first: number, last: number): Promise<void> {
			const facts = Array.from({ length: last - first + 1 }, (_, i) => fact(first + i));
			const common = { sync: 1, device: 'k7f3', epoch: 1, acked: 0, waiting: 0, limit: 1 };
			const response = await fetch(`${server.url}/sync`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', cookie },
				body: JSON.stringify({ ...common, cursors: {}, facts: facts.map((it) => [DB, it]) })
			});
			expect(((await response.json()) as { outcomes: unknown[] }).outcomes).toHaveLength(
				facts.length
			);
			sent.push(...facts);
		}

		const address = (path = '', db = DB): string => `${server.url}/db/${db}${path}`;
		const source = (as = cookie): PouchDB.Database => remote(address(), as);
		const local = (): Replicator => openReplicator(join(folder, `local-${(locals += 1)}`));
		async function docsIn(pouch: PouchDB.Database): Promise<unknown[]> {
			const { rows } = await pouch.allDocs({ include_docs: true });
			return rows.map(({ doc }) => {
				const { _rev, ...rest } = doc ?? {};
				return rest;
			});
		}
		async function ask(path: string, method = 'GET', body?: unknown) {
			const response = await fetch(address(path), {
				method,
				headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
				...(body !== undefined && { body: JSON.stringify(body) })
			});
			return { status: response.status, body: (await response.json()) as any };
		}
		const state = async (): Promise<unknown> => {
			const { body } = await ask('/_all_docs?include_docs=true');
			return [body.rows, (await ask('/_changes')).body.results];
		};

		test('one pull brings every document, and the next nothing', async () => {
			const pouch = local();
			expect(await pouch.replicate.from(source())).toMatchObject({ ok: true, docs_written: 60 });
			expect(await docsIn(pouch)).toEqual(sent);
			expect(await pouch.replicate.from(source())).toMatchObject({ ok: true, docs_read: 0 });
			await pouch.close();
		});

		test('a pull that was broken off goes on at its checkpoint', async () => {
			const pouch = local();
			const pulling = pouch.replicate.from(source(), { batch_size: 7, batches_limit: 1 });
			const first = await new Promise<Replicated>((resolve) =>
				pulling.on('change', (so) => {
					pulling.cancel();
					resolve(so);
				})
			);
			await pulling;
			expect(first.docs_written).toBeLessThan(sent.length);
			const rest = await pouch.replicate.from(source());
			expect(rest.docs_read).toBe(sent.length - first.docs_written);
			await send(61, 65);
			expect(await pouch.replicate.from(source())).toMatchObject({
				docs_read: 5,
				docs_written: 5
			});
			expect(await docsIn(pouch)).toEqual(sent);
			await pouch.close();
		});

		test('who has no account pulls what is public, and learns of nothing else that it is there', async () => {
			const pouch = local();
			const nobody = remote(address('', 'public'), '');
			expect(await pouch.replicate.from(nobody)).toMatchObject({ ok: true });
			expect((await docsIn(pouch)).length).toBeGreaterThan(0);
			for (const db of [DB, 'people_murat', 'accounts', 'ops', 'centre_nowhere']) {
				const response = await fetch(address('/_all_docs', db));
				expect([db, response.status]).toEqual([db, 404]);
			}
			await pouch.close();
		});

		test('a push is refused and changes nothing', async () => {
			const before = await state();
			const pouch = local();
			await pouch.bulkDocs([
				{ _id: 'mine', n: 1 },
				{ ...fact(1), person: 'p_somebody0' }
			]);
			const pushed = await pouch.replicate.to(source()).catch((error: { status: number }) => error);
			expect(pushed).toMatchObject({ status: 403 });
			expect(await state()).toEqual(before);
			await pouch.close();
		});

		test.each([
			['a document', '/mine', 'PUT', { n: 1 }],
			['a document by number', '', 'POST', { _id: 'mine' }],
			['a deletion', `/${fact(1)._id}?rev=1-a`, 'DELETE', undefined],
			['many documents', '/_bulk_docs', 'POST', { docs: [{ _id: 'mine' }], new_edits: false }],
			['a design document', '/_design/mine', 'PUT', { language: 'javascript' }],
			['an attachment', `/${fact(1)._id}/face.png`, 'PUT', {}],
			['who may do what', '/_security', 'PUT', { admins: { names: ['me'] } }],
			['a purge', '/_purge', 'POST', { [fact(1)._id]: ['1-a'] }],
			['a revision limit', '/_revs_limit', 'PUT', 1],
			['a whole database', '', 'PUT', undefined],
			['the end of a database', '', 'DELETE', undefined],
			['a checkpoint in disguise', '/_local/a/b', 'PUT', { n: 1 }],
			['a checkpoint with a picture', '/_local/a', 'PUT', { _attachments: {} }],
			['a checkpoint of a hundred kilobytes', '/_local/a', 'PUT', { n: 'x'.repeat(100_000) }]
		])('%s is not written', async (_, path, method, body) => {
			const before = await state();
			const answer = await ask(path, method, body);
			expect(answer).toMatchObject({ status: 403, body: { error: 'forbidden' } });
			expect(await state()).toEqual(before);
		});

		test('a reader’s own checkpoint is kept, and seen by nobody who reads documents', async () => {
			const before = await state();
			const put = await ask('/_local/mark', 'PUT', { last_seq: 7 });
			expect(put).toMatchObject({ status: 201, body: { ok: true } });
			expect((await ask('/_local/mark')).body).toMatchObject({ _id: '_local/mark', last_seq: 7 });
			expect((await ask('/_local/none')).status).toBe(404);
			expect(await state()).toEqual(before);
		});

		test('changes can be read one by one, each once', async () => {
			const ids: string[] = [];
			for (let since: unknown = 0; ids.length <= sent.length;) {
				const { body } = await ask(`/_changes?limit=1&since=${encodeURIComponent(String(since))}`);
				if (body.results.length === 0) break;
				ids.push(...body.results.map(({ id }: { id: string }) => id));
				since = body.last_seq;
			}
			expect(ids.toSorted()).toEqual(sent.map(({ _id }) => _id));
		});

		test('documents can be asked for by range, by keys and by themselves', async () => {
			const [a, b, c] = sent.slice(2, 5).map(({ _id }) => _id) as [string, string, string];
			const key = (id: string): string => encodeURIComponent(JSON.stringify(id));
			const idsOf = async (path: string, keys?: string[]): Promise<string[]> => {
				const answer = await ask(`/_all_docs${path}`, keys ? 'POST' : 'GET', keys && { keys });
				return answer.body.rows.map(({ id }: { id: string }) => id);
			};
			expect(await idsOf(`?startkey=${key(a)}&endkey=${key(c)}`)).toEqual([a, b, c]);
			expect(await idsOf(`?startkey=${key(a)}&endkey=${key(c)}&inclusive_end=false`)).toEqual([
				a,
				b
			]);
			expect(await idsOf(`?startkey=${key(c)}&endkey=${key(a)}&descending=true&limit=2`)).toEqual([
				c,
				b
			]);
			expect(await idsOf(`?key=${key(b)}`)).toEqual([b]);
			expect(await idsOf('', [c, a])).toEqual([c, a]);
			expect((await ask(`/${a}`)).body).toMatchObject(sent[2] as Fact);
			expect((await ask('/none')).status).toBe(404);
			const got = await ask('/_bulk_get?revs=true', 'POST', {
				docs: [{ id: a }, { id: '_design/x' }]
			});
			expect(got.body.results).toMatchObject([{ id: a, docs: [{ ok: sent[2] }] }]);
			const diff = await ask('/_revs_diff', 'POST', { [a]: ['1-unknown'] });
			expect(diff.body).toEqual({ [a]: { missing: ['1-unknown'] } });
		});

		test('what is not understood is said to be so, not answered by something else', async () => {
			for (const path of [
				'/_all_docs?startkey=nonsense',
				'/_changes?feed=longpoll',
				'/_changes?feed=continuous',
				'/_changes?filter=rules/mine',
				`/${fact(1)._id}?open_revs=nonsense`
			])
				expect([path, (await ask(path)).status]).toEqual([path, 400]);
		});

		test('a database says its name and size, and nothing of where it lies', async () => {
			const { body } = await ask('');
			expect(body).toMatchObject({ db_name: DB });
			// In CouchDB, its rules are a document too.
			expect([sent.length, sent.length + 1]).toContain(body.doc_count);
			expect(Object.keys(body).toSorted()).toEqual(
				['db_name', 'doc_count', 'instance_start_time', 'update_seq'].toSorted()
			);
		});

		test.each([
			'/db/nowhere',
			'/db/centre_nowhere',
			'/db/_users',
			'/db/_replicator/_all_docs',
			'/db/PUBLIC',
			'/db/public-g1',
			'/db/public%00',
			'/db/..%2fpublic',
			'/db/..%2f..%2f..%2fetc%2fpasswd',
			'/db/%252e%252e%252fpublic',
			'/db/public%2f..%2fops',
			`/db/${'a'.repeat(5_000)}`,
			'/db/%zz',
			`/db/${DB}/%2e%2e/%2e%2e/package.json`,
			`/db/${DB}/..%2f..%2fpackage.json`,
			`/db/${DB}/_local%2f..%2f..%2fmark`
		])('“%s” leads nowhere', async (path) => {
			const before = existsSync(join(folder, 'data')) ? readdirSync(join(folder, 'data')) : [];
			const raw = httpRequest({ port: server.port, host: '127.0.0.1', path, headers: { cookie } });
			raw.end();
			const [response] = (await once(raw, 'response')) as [import('node:http').IncomingMessage];
			let text = '';
			for await (const chunk of response) text += chunk;
			expect([400, 403, 404]).toContain(response.statusCode);
			expect(text).not.toMatch(/root:|devDependencies|k7f3/);
			if (before.length > 0) expect(readdirSync(join(folder, 'data'))).toEqual(before);
		});
	});
}
