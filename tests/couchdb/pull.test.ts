import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startServer } from '../support/server';
import { couch, couchdbUrl, databasesOf, deleteDatabases, uniquePrefix } from './couch';
import { pullContract } from './pull.contract';

pullContract('embedded store', () => ({ COUCHDB_URL: '' }));

describe.runIf(couchdbUrl)('with Apache CouchDB', () => {
	const prefix = uniquePrefix();
	afterAll(() => deleteDatabases(prefix));

	pullContract('Apache CouchDB', () => ({
		COUCHDB_URL: couchdbUrl as string,
		COUCHDB_PREFIX: prefix
	}));

	test('a standard CouchDB pulls a database of the embedded store', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'pulled-'));
		const server = await startServer({ folder, env: { COUCHDB_URL: '', RELAY: 'off' } });
		const target = `${prefix}pulled`;
		const url = new URL(couchdbUrl as string);
		const pull = () =>
			couch('_replicate', 'POST', {
				source: `http://127.0.0.1:${server.port}/db/public`,
				target: `${url.origin.replace('//', `//${url.username}:${url.password}@`)}/${target}`,
				create_target: true
			});
		expect(await pull()).toMatchObject({ ok: true, history: [{ doc_write_failures: 0 }] });
		const there = await (await fetch(`${server.url}/db/public/_all_docs`)).json();
		const here = await couch(`${target}/_all_docs`);
		expect(here.rows).toEqual((there as { rows: unknown[] }).rows);
		expect(here.rows.length).toBeGreaterThan(0);
		expect(await pull()).toMatchObject({ ok: true, no_changes: true });
		expect(await databasesOf(target)).toEqual([target]);
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}, 240_000);
});
